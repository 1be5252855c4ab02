"""Is it a report? Titles, columns and bodies of reports, of their neighbours in the same columns, and of failures."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from crawler.extraction.classify import BodyEvidence, classify
from crawler.extraction.page import Cell, FlatTable, Link, Page, Paragraph, Table
from crawler.extraction.script.restore import restore_page
from tests.extraction.obfuscation import REPORT, family_a
from tests.shared_material import SHARED, needs_samples, needs_seeds

TITLE = "青石县民政局2016年政府信息公开工作年度报告"
NARRATIVE = tuple(REPORT.strip().split("\n")[1:])
MODERN = (
    "一、总体情况",
    "2020年,我局认真落实《条例》,主动公开信息380条,未收到依申请公开。",
    "二、主动公开政府信息情况",
    "第二十条第（一）项",
    "本年新制作数量",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "宣传不够。",
    "六、其他需要报告的事项",
    "无",
)
SHORT_REPORT = (
    "2009年,我镇主动公开信息46件。",
    "没有依申请公开。",
    "没有发生行政复议和行政诉讼。",
    "存在的问题:更新不及时。",
)
NOTICE = (
    "各镇人民政府、县政府各部门:",
    "为做好2016年政府信息公开工作年度报告的编制和发布,根据《条例》,现将有关事项通知如下:",
    "一、报告内容",
    "(一)概述;(二)主动公开政府信息的情况;(三)依申请公开政府信息的情况;(四)收费及减免情况;",
    "(五)因政府信息公开申请行政复议、提起行政诉讼的情况;(六)存在的主要问题及改进情况。",
    "二、报送要求",
    "请各单位于2017年2月15日前将报告电子版1份、纸质版2份报送县政府办公室,统计期限为2016年1月1日至12月31日。",
)
RULE = (
    "第一条 为规范政府信息公开工作年度报告的公布,根据《条例》制定本制度。",
    "第二条 年度报告应当包括主动公开、依申请公开、收费及减免、行政复议和行政诉讼、存在的主要问题等情况。",
    "第三条 各单位应于每年3月31日前公布上年度报告。",
)
LIST = (
    "青石县2016年政府信息公开年度报告",
    "2017-03-01",
    "青石县2015年政府信息公开年度报告",
    "2016-03-02",
    "青石县2014年政府信息公开年度报告",
    "2015-03-03",
    "青石县2013年政府信息公开年度报告",
    "2014-03-04",
    "共4条 1/1 上一页 下一页",
)
WEBSITE = (
    "网站名称 青石县人民政府",
    "首页网址 www.qingshi.gov.cn",
    "独立用户访问总量(个) 23012",
    "网站总访问量(次) 99121",
    "信息发布总数 1021",
)
WEBSITE_2 = (*WEBSITE, "总访问量(单位:次) 99121", "留言数量 36")
LEGAL = (
    "2021年,我局深入推进法治政府建设,全面落实法治政府建设实施纲要,办理行政复议案件3件、行政诉讼案件2件。",
    "一、法治政府建设主要举措",
    "落实主动公开制度,公开信息36条。",
    "二、法治政府建设存在的主要问题",
    "三、下一年度法治政府建设打算",
)
SCHOOL = (
    "我校认真贯彻《高等学校信息公开办法》,主动公开信息210条。",
    "我校未收到信息公开申请,没有收取费用,没有行政复议、行政诉讼。",
    "我校存在的主要问题是宣传不够,我校将加强培训。",
)
BUDGET = ("2016年部门决算收入1200万元,支出1180万元。", "“三公”经费支出12万元。")
EXPLAINER = (
    "一图读懂我县2020年政府信息公开工作年度报告",
    "全年主动公开政府信息1206条,收到依申请公开7件,没有收取费用,行政复议0件,存在的主要问题2项。",
)


GUIDE = (
    "为方便公民、法人和其他组织获取政府信息,编制本指南。",
    "一、主动公开",
    "公开范围:机构职能、政策法规、规划计划等。",
    "二、依申请公开",
    "申请人可以当面、信函、网络提出申请。",
    "三、收费标准",
    "四、监督救济",
    "可以申请行政复议或者提起行政诉讼。",
)
EVALUATION = (
    "受县政府办委托,某大学对全县60个单位的政府信息公开工作开展第三方评估,结果如下。",
    "主动公开方面,平均得分82分;依申请公开方面,发出申请60件,按期答复52件;存在的主要问题有更新不及时。",
)
PLAN = (
    "2017年政务公开工作要点",
    "各单位要及时主动公开政府信息,做好依申请公开答复,减少行政复议、行政诉讼。",
)
NEWS = (
    "本报讯 记者从县政府办获悉,县政府公布2016年年报,全年主动公开政府信息1260条,受理依申请公开33件。",
    "存在的主要问题是公开不及时。",
)
REVIEW_OF_THE_YEAR = (
    "2016年,我局围绕中心工作,完成固定资产投资12亿元,受理信访12件,办理提案5件,公开招聘3次。",
    "政务公开有序推进,主动公开信息36条。存在的主要问题是人手不足。",
)


@dataclass(frozen=True)
class Case:
    titles: tuple[str, ...]
    body: tuple[str, ...]
    reason: str | None
    column: str | None = None
    kinds: tuple[str, ...] = ()
    table: bool = False
    files: int = 0


CASES = {
    # Accepted: by title and body.
    "titled narrative": Case((TITLE,), NARRATIVE, None),
    "titled short report": Case((TITLE,), SHORT_REPORT, None),
    "titled form": Case((TITLE,), MODERN, None, table=True),
    "no year, no issuer": Case(("政府信息公开年度报告",), NARRATIVE, None),
    "a report that is called a summary": Case(("信息公开总结",), NARRATIVE, None),
    "a summary": Case(("青石区2016年政府信息公开工作总结",), NARRATIVE, None),
    "the site's constant title first": Case(("政务公开信息内容页", TITLE), NARRATIVE, None),
    "a picture of the same report, with text": Case((TITLE + "（图解）",), NARRATIVE, None),
    "the audit office": Case(("青石县审计局2016年政府信息公开工作年度报告",), NARRATIVE, None),
    "a title that names one subject in its column": Case((TITLE,), ("全年主动公开信息36条。",), None, column="年报"),
    "thin but titled and dated": Case((TITLE,), ("2016年主动公开政府信息3条,制度健全,网站运行平稳,栏目更新及时,群众反映良好,"
                                                "满意度不断提高,没有出现差错。",), None),
    "cites a notice in its preamble": Case(
        (TITLE,), ("根据《关于做好2016年政府信息公开工作年度报告编制工作的通知》要求,现将我局工作报告如下:", *NARRATIVE), None
    ),
    # Accepted: by the body alone.
    "no title, narrative": Case((), NARRATIVE, None),
    "no title, sections read": Case((), NARRATIVE, None, kinds=("overview", "proactive_disclosure", "applications", "fees")),
    "no title, form": Case((), MODERN, None, table=True),
    "no title, form not read": Case((), MODERN, None),
    "weak title": Case(("2016年年报",), NARRATIVE, None, column="政府信息公开年报"),
    "weak title, short body": Case(("2009年年报",), SHORT_REPORT, None, column="信息公开年报"),
    "weak title, headings of a report": Case(
        ("2016年年报",), ("(一)主动公开情况", "公开46条。", "(二)依申请公开情况", "无。", "(三)收费情况", "无。", "(四)复议诉讼情况", "无。"),
        None, kinds=("proactive_disclosure", "applications", "fees", "review_and_litigation"),
    ),
    "title of a column": Case(("政府信息公开目录",), NARRATIVE, None),
    "odd title": Case(("青石县民政局2016年工作情况",), NARRATIVE, None),
    "announced in public": Case(("关于公布《青石县2016年政府信息公开工作年度报告》的公告",), NARRATIVE, None),
    "announced by a covering notice": Case(("关于印发青石县2016年政府信息公开工作年度报告的通知",), NARRATIVE, None),
    "obfuscated": Case((), tuple(family_a("\n".join(NARRATIVE), "s2t", 0.6, 1).split("\n")), None),
    # Accepted: the report is a file.
    "only a file": Case((TITLE,), ("详见附件:",), None, files=1),
    "only a file and a line": Case((TITLE,), ("青石县民政局2016年度报告见附件,欢迎下载查阅,联系电话0454-1234567。",), None, files=1),
    "picture edition with file": Case((TITLE + "（图片版）",), ("点击查看",), None, files=2),
    # Rejected by the title.
    "notice about reports": Case(("县政府办公室关于做好2016年政府信息公开年度报告编制工作的通知",), NOTICE, "notice", column="年报"),
    "notice with an attached report": Case(("关于报送2016年政府信息公开年度报告的通知",), NARRATIVE, "notice"),
    "circular": Case(("关于2016年政府信息公开年度报告发布情况的通报",), NARRATIVE[:3], "notice"),
    "rule": Case(("政府信息公开年度报告制度",), RULE, "policy_procedure", column="政府信息公开年报"),
    "guide": Case(("青石县政府信息公开指南",), ("公民可以申请公开政府信息。", "不服的可以申请行政复议。"), "policy_procedure"),
    "plan": Case(("2017年政府信息公开工作要点",), ("推进主动公开。",), "policy_procedure"),
    "explainer": Case(("青石县2020年政府信息公开工作年度报告解读",), NARRATIVE, "explainer"),
    "picture story": Case(("一图读懂2020年政府信息公开工作年度报告",), EXPLAINER, "explainer"),
    "index": Case(("2016年政府信息公开年报汇总",), LIST, "index"),
    "website's report": Case(("2019年政府网站工作年度报表",), WEBSITE_2, "other_annual_report", column="政府信息公开年报"),
    "legal work": Case(("青石县司法局2021年法治政府建设年度报告",), LEGAL, "other_annual_report", column="年度报告"),
    "government work report": Case(("2018年青石县政府工作报告",), NARRATIVE[:4], "other_annual_report"),
    "budget": Case(("青石县民政局2016年部门决算",), BUDGET, "other_annual_report"),
    "school": Case(("青石中学2020年信息公开年度报告",), SCHOOL, "other_annual_report"),
    "hospital": Case(("青石县人民医院2019年信息公开工作年度报告",), NARRATIVE, "other_annual_report"),
    "half a year": Case(("青石县2016年上半年政府信息公开工作总结",), NARRATIVE, "other_annual_report"),
    "the table alone": Case(("2017年政府信息公开情况统计表",), ("主动公开政府信息数 条 36",), "other_annual_report"),
    # Rejected by the body.
    "list under a report's name": Case(("政府信息公开年报",), LIST, "list_page"),
    "list without title": Case((), LIST, "list_page"),
    "news list": Case(("政务要闻",), tuple(f"青石县召开第{i}次会议 2017-10-1{i}" for i in range(1, 7)), "list_page"),
    "notice without title": Case((), NOTICE, "notice"),
    "notice under a column's title": Case(("政府信息公开年报",), NOTICE, "notice"),
    "rule without title": Case((), RULE, "policy_procedure"),
    "explainer without title": Case((), EXPLAINER, "explainer"),
    "website's report under a report's title": Case((TITLE,), WEBSITE_2, "other_annual_report"),
    "school under a report's title": Case(("2020年信息公开年度报告",), SCHOOL, "other_annual_report"),
    "legal work without title": Case((), LEGAL, "other_annual_report"),
    "weak title, other body": Case(("2016年年报",), BUDGET, "not_a_report", column="年报"),
    "yearly report in the column": Case(("青石县民政局年度报告",), ("全年救助困难群众1200人次。",), "not_a_report", column="年报"),
    "news": Case(("青石县开展植树活动",), ("3月12日,县直机关300余人参加义务植树。",), "not_a_report"),
    "a report's title over news": Case(("政府信息公开年度报告",), ("3月12日,县直机关300余人参加义务植树,栽种苗木2000余株,"
                                                       "树种以油松和云杉为主,成活率预计达到九成以上,活动持续一天。",), "not_a_report"),
    "news about disclosure": Case((), ("我县召开会议,部署政府信息公开工作,36人参加。",), "not_a_report"),
    "guide under a report's title": Case((TITLE,), GUIDE, "policy_procedure",
                                         kinds=("proactive_disclosure", "applications", "fees", "review_and_litigation")),
    "plan under a report's title": Case((TITLE,), PLAN, "policy_procedure"),
    "news under a report's title": Case((TITLE,), NEWS, "explainer"),
    "rule under a report's title": Case((TITLE,), RULE, "policy_procedure", column="政府信息公开年报"),
    "rule under a column's title": Case(("信息公开年报",), RULE, "policy_procedure", column="信息公开年报"),
    "legal work under a column's title": Case(("信息公开年报",), LEGAL, "other_annual_report"),
    "explainer beside the report's title": Case((TITLE, EXPLAINER[0]), ("主动公开1206条,依申请公开7件。",), "explainer"),
    "a year's work under a column's title": Case(("信息公开年报",), REVIEW_OF_THE_YEAR, "not_a_report", column="信息公开年报"),
    "grades under a column's title": Case(("信息公开年报",), EVALUATION, "not_a_report", column="信息公开年报"),
    "grades in the column": Case((), EVALUATION, "policy_procedure", column="信息公开年报"),
    "lines of a list as titles": Case(
        tuple(f"青石县{n}2016年政府信息公开年度报告" for n in ("民政局", "教育局", "水利局")), (), "list_page"
    ),
    "lines of a hub as titles": Case(
        ("历年政府信息公开年报", *(f"青石县{y}年政府信息公开年度报告" for y in (2014, 2015, 2016))), (), "index"
    ),
    # Nothing there.
    "nothing": Case((TITLE,), (), "empty"),
    "a title without body": Case((TITLE,), ("打印 关闭",), "empty"),
    "picture edition without file": Case((TITLE + "（图解）",), ("分享",), "explainer"),
    "gate": Case((), ("请开启JavaScript并刷新该页.",), "challenge"),
    "firewall": Case(("安全验证",), ("您的访问请求可能对网站造成威胁",), "challenge"),
    "gone": Case((), ("您访问的页面不存在或已被删除",), "soft_404"),
    "404": Case(("404 Not Found",), ("返回首页",), "soft_404"),
    "no such article": Case((), ("文章不存在或已删除",), "soft_404"),
    "a mistake": Case(("错误页面",), ("出错啦！您所访问的页面可能已经删除、更名或暂时不可用。",), "soft_404"),
    "a gateway": Case(("502 Bad Gateway",), ("502 Bad Gateway", "nginx"), "soft_404"),
    "under repair": Case((), ("系统维护中，请稍后访问",), "soft_404"),
    "slider": Case(("滑动验证",), ("请拖动滑块完成验证",), "challenge"),
    "blocked": Case(("405",), ("由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。",), "challenge"),
    "checking": Case(("安全检查",), ("正在进行安全检查，请稍候…",), "challenge"),
    "a short report on a website's troubles": Case(
        (TITLE,), ("全年公开信息12条,清理页面不存在的链接,网站增加验证码,未发生系统错误。未收到依申请公开。",), None
    ),
    "404 without a word": Case(("404 Not Found",), (), "soft_404"),
    "error": Case((TITLE,), ("系统出错,请稍后再试",), "soft_404"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_verdicts(name: str) -> None:
    case = CASES[name]
    page = Page(tuple(map(Paragraph, case.body)), links=tuple(Link(f"file:{i}.doc", "附件") for i in range(case.files)))
    body = BodyEvidence.of(restore_page(page).page, kinds=case.kinds, official_table=case.table)
    verdict = classify(titles=case.titles, column=case.column, body=body)
    assert (verdict.accepted, verdict.reason) == (case.reason is None, case.reason), verdict.detail


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


def test_a_report_in_a_file_is_flagged() -> None:
    page = Page((Paragraph("详见附件:"),), links=(Link("file:1.doc", "附件"),))
    verdict = classify(titles=[TITLE], column=None, body=BodyEvidence.of(page))
    assert [issue.code for issue in verdict.issues] == ["no_body"]
    assert classify(titles=[TITLE], column=None, body=BodyEvidence(NARRATIVE)).issues == ()


def test_lines_of_a_page_hold_every_cell_once() -> None:
    wide = Cell("规章", 0, 0, colspan=2)
    page = Page(
        (
            Paragraph("首页"),
            Paragraph("我局"),
            Table(((wide, wide), (Cell("", 1, 0), Cell("0", 1, 1)))),
            FlatTable((("a", ""),)),
        ),
        body_start=1,
    )
    assert BodyEvidence.of(page).lines == ("我局", "规章", "0", "a")


def page_of(path: str) -> Page:
    text = (SHARED / path).read_text(encoding="utf-8")
    return restore_page(Page(tuple(Paragraph(line.strip()) for line in text.split("\n") if line.strip(" |\xa0")))).page


@needs_seeds
def test_seeds_without_titles_are_reports() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        verdict = classify(titles=[], column=None, body=BodyEvidence.of(page_of(f"seeds/{path.name}")))
        assert verdict.accepted, (path.name, verdict)


@needs_samples
def test_a_sampled_notice_is_none() -> None:
    body = BodyEvidence.of(page_of("samples/023.txt"))
    assert classify(titles=[], column=None, body=body).reason == "notice"
