from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.indicators import counts, disclosure, lists, reader, zeros
from crawler.extraction.indicators.reader import read_indicators
from crawler.extraction.page import Block, FlatTable, Page, Paragraph
from crawler.extraction.script.restore import restore_page
from crawler.extraction.sections.reader import read_sections
from crawler.items import Indicator, Kind, Section

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside the project")


def indicators(kind: Kind, text: str, heading: str = "情况") -> list[Indicator]:
    found = read_indicators([Section("一", 1, heading, kind, None, text)], year=2018)
    assert all(one.quote and one.quote in text for one in found)
    return found


def values(kind: Kind, text: str, heading: str = "情况") -> set[tuple[str, float]]:
    return {(one.name, one.value) for one in indicators(kind, text, heading)}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("overview", "2018年,我局主动公开政府信息1,082条，比上年增加120条。", {"proactive_total": 1082}),
        ("overview", "全年共主动公开政府信息约1.2万条。", {"proactive_total": 12000}),
        ("overview", "全县政府信息主动公开总数为３６条。", {"proactive_total": 36}),
        ("overview", "通过网站、微信公众号、公示栏等渠道主动公开政府信息五十条。", {"proactive_total": 50}),
        ("overview", "2018年在门户网站上主动公开信息40条。", {"proactive_total": 40, "proactive_website": 40}),
        ("overview", "截至2018年12月31日,累计公开政府信息3万余条。", {"proactive_cumulative": 30000}),
        ("overview", "今年以来，累计主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "全年累计主动公开政府信息1200条。", {"proactive_total": 1200}),
        ("proactive_disclosure", "公开政府信息30条;发布微博120条;推送微信文章45篇。", {"proactive_total": 30, "proactive_weibo": 120, "proactive_wechat": 45}),
        ("proactive_disclosure", "各单位开通微信、微博共9个,2018年共发布各类信息600余条。", {"proactive_other": 600}),
        ("proactive_disclosure", "通过公告栏等其他途径公开政府信息70条。", {"proactive_other": 70}),
        ("proactive_disclosure", "全年制发规范性文件4件,发布政策解读6篇,回应社会热点问题8次。", {"normative_documents": 4, "interpretations": 6, "hot_topic_responses": 8}),
        ("applications", "新收政府信息公开申请十二件,办结12件。", {"applications_received": 12, "applications_answered": 12}),
        ("applications", "共受理3件政府信息公开申请。", {"applications_received": 3}),
        ("applications", "收到并答复依申请公开申请2宗。", {"applications_received": 2, "applications_answered": 2}),
        ("applications", "收到申请23件,其中当面申请3件,网络申请15件,信函申请5件,传真申请0件。", {"applications_received": 23, "applications_in_person": 3, "applications_online": 15, "applications_letter": 5, "applications_fax": 0}),
        ("applications", "收到政府信息公开申请5件,答复率、按时办结率均为100%。", {"applications_received": 5, "answer_rate": 100, "timely_rate": 100}),
        ("applications", "收到政府信息公开申请5件,按时答复率达到百分之百。", {"applications_received": 5, "timely_rate": 100}),
        ("applications", "2017年收到政府信息公开申请8件,2018年收到政府信息公开申请9件。", {"applications_received": 9}),
        ("applications", "未收到公民、法人和其他组织提出的政府信息公开申请。", {"applications_received": 0}),
        ("applications", "我局依申请公开政府信息的情况为零。", {"applications_received": 0}),
        ("applications", "没有收到因政府信息公开申请引发的行政复议。", {"reconsiderations": 0}),
        ("fees", "收费标准为每页0.1元,全年收取费用0元。", {"fees_charged_yuan": 0}),
        ("fees", "收取信息处理费1200元,减免费用3件。", {"fees_charged_yuan": 1200, "fee_waivers": 3}),
        ("fees", "收取费用0.5万元。", {"fees_charged_yuan": 0.5}),
        ("fees", "信息公开工作支出3.5万元,没有收取任何费用。", {"fees_charged_yuan": 0}),
        ("fees", "收费及减免金额均为零。", {"fees_charged_yuan": 0, "fee_waivers": 0}),
        ("other", "发出收费通知的件数和总金额以及实际收取的总金额均为0。", {"fees_charged_yuan": 0}),
        ("other", "2018年,无收取信息处理费情况。", {"fees_charged_yuan": 0}),
        ("review_and_litigation", "发生行政复议2件、行政诉讼1件。", {"reconsiderations": 2, "litigations": 1}),
        ("review_and_litigation", "行政诉讼4件,其中审结3件,尚未审结1件。", {"litigations": 4, "litigations_closed": 3, "litigations_pending": 1}),
        ("review_and_litigation", "行政诉讼4件;行政复议3件,审结3件。", {"litigations": 4, "reconsiderations": 3}),
        ("review_and_litigation", "行政复议、行政诉讼0件。", {"reconsiderations": 0, "litigations": 0}),
        ("review_and_litigation", "行政复议、行政诉讼均未发生。", {"reconsiderations": 0, "litigations": 0}),
        ("review_and_litigation", "未发生行政复议,行政诉讼1件。", {"reconsiderations": 0, "litigations": 1}),
        ("review_and_litigation", "没有发生举报、投诉，也未收到申诉。", {"complaints": 0, "appeals": 0}),
        ("overview", "未收到涉及信息公开的投诉举报。", {"complaints": 0}),
        ("proposals", "承办市人大代表建议12件、政协提案9件。", {"npc_proposals": 12, "cppcc_proposals": 9}),
        ("overview", "组织政务公开业务培训班3期,培训人员120余人次,开展信息公开宣传活动2次。", {"trainings": 3, "trained_people": 120, "publicity_events": 2}),
        ("overview", "举办2期信息公开专题培训班。", {"trainings": 2}),
    ],
)  # fmt: skip
def test_figures_beside_their_label(kind: Kind, text: str, expected: dict[str, float]) -> None:
    assert values(kind, text) == set(expected.items())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("overview", "累计主动公开政府信息5000条，其中2018年主动公开300条。", {"proactive_cumulative": 5000, "proactive_total": 300}),
        ("overview", "累计主动公开政府信息5000条，其中2017年主动公开300条。", {"proactive_cumulative": 5000}),
        ("overview", "累计主动公开政府信息5000条，其中2018年公开300条政策文件。", {"proactive_cumulative": 5000}),
        ("overview", "主动公开政府信息由2017年的100条增加到2018年的150条。", {"proactive_total": 150}),
        ("overview", "主动公开政府信息由2016年的100条增加到2017年的150条。", {}),
        ("overview", "通过网站主动公开政府信息由2017年的100条增加到2018年的150条。", {}),
        ("overview", "主动公开政府信息1，234条。", {"proactive_total": 1234}),
        ("overview", "主动公开政府信息分别为1，234条。", {}),
        ("overview", "主动公开各类政府信息1万2千3百条。", {"proactive_total": 12300}),
        ("overview", "主动公开政府信息1万2条。", {}),
        ("overview", "主动公开政府信息12³条。", {"proactive_total": 12}),
        ("applications", "2018年受理依申请公开0件。", {"applications_received": 0}),
        ("applications", "收到依申请公开3件，其中受理依申请公开2件。", {"applications_received": 3}),
        ("applications", "办理依申请公开3件。", {}),
        ("applications", "收到申请5件，其中政府信息公开申请2件。", {"applications_received": 2}),
        ("applications", "收到申请5件，其中网络申请2件。", {"applications_received": 5, "applications_online": 2}),
        ("overview", "青石县作为先进典型，全年主动公开政府信息8000条。", {}),
        ("overview", "我局作为牵头单位，全年主动公开政府信息80条。", {"proactive_total": 80}),
        ("review_and_litigation", "因政府信息公开引起的行政复议、行政诉讼各1件。", {"reconsiderations": 1, "litigations": 1}),
        ("review_and_litigation", "投诉、行政复议和行政诉讼各1件。", {}),
    ],
)  # fmt: skip
def test_figures_of_rarer_wordings(kind: Kind, text: str, expected: dict[str, float]) -> None:
    assert values(kind, text) == set(expected.items())


@pytest.mark.parametrize("comma", ["、", "，"])
def test_a_list_behind_a_colon_with_its_sum(comma: str) -> None:
    found = indicators("overview", f"主动公开信息：{comma.join(('动态94条', '文件9条', '概况7条'))}，总计110条。")
    assert {(one.name, one.category, one.value) for one in found} == {
        ("proactive_total", None, 110),
        ("proactive_by_category", "动态", 94),
        ("proactive_by_category", "文件", 9),
        ("proactive_by_category", "概况", 7),
    }
    assert not indicators("overview", "主动公开信息：动态94条、文件9条、概况7条，总计120条。")
    assert not indicators("overview", "收文情况：动态94条、文件9条、概况7条，总计110条。")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("overview", "受理12345热线2310件,办结率99%,及时受理率100%,群众满意度98%。"),
        ("overview", "窗口共受理申请5200件,办结率100%。"),
        ("overview", "处理信访件31件,录入率98%,办理网上投诉6件。"),
        ("overview", "受理政府信息公开咨询3次,办理人大代表建议,办结率100%。"),
        ("overview", "在市级以上媒体发布各类政务信息300篇,报送信息80条,编印简报12期。"),
        ("overview", "在《某某日报》等报纸上发布各类政务信息90篇。"),
        ("overview", "网站访问量2万人次,公开行政审批事项202项,公示项目78条。"),
        ("overview", "主动公开了办事指南信息共15条。"),
        ("overview", "在住房保障领域,主动公开政府信息23条。"),
        ("overview", "要求各部门主动公开政府信息不少于50条,力争主动公开政府信息60条。"),
        ("overview", "主动公开政府信息1 082条。"),
        ("overview", "2018年,我县累计主动公开政府信息1200条。"),
        ("overview", "2014年主动公开政府信息300条。"),
        ("overview", "比2017年主动公开政府信息增加9条。"),
        ("overview", "其他应主动公开的信息731条。"),
        ("overview", "开展农业技术培训20期,培训农民3000人次,举办禁毒宣传活动4次。"),
        ("overview", "公开人大代表建议2条、政协提案办理结果20件。"),
        ("overview", "依申请公开政府信息2条,无法提供的申请2件。"),
        ("overview", "未按时答复申请的责任单位3个,无锡市政府信息公开申请指南已发布。"),
        ("overview", "本局不断完善申请受理机制,未来将落实信息公开申请登记。"),
        ("overview", "行政复议2件。"),
        ("overview", "未对申请公开政府信息的公民作出不予公开决定。"),
        ("overview", "本局未收取任何行政审批费用,政府信息公开有序。"),
        ("overview", "被市政府网站采用信息45条,转发国务院政策解读20篇。"),
        ("overview", "不予公开政府信息3条,同意公开政府信息2条。"),
        ("overview", "2016年以来累计公开政府信息90条。"),
        ("applications", "延期答复政府信息公开申请为零。"),
        ("applications", "其他类型答复4件,按时办结2件。"),
        ("review_and_litigation", "没有收到行政复议机关的意见,未公布投诉电话。"),
        ("proposals", "公开人大代表建议5件、政协提案4件的办理答复。"),
        ("applications", "受理信访件、政府信息公开申请共23件。"),
        ("applications", "当面、传真申请共3件。"),
        ("applications", "如果没有收到政府信息公开申请,应当说明。"),
        ("applications", "答复率分别为98%、99%。"),
        ("fees", "依申请公开政府信息支出0元。"),
        ("fees", "收取行政事业性收费59万元,未违规收取费用。"),
        ("fees", "严格执行收费减免规定。"),
        ("review_and_litigation", "行政复议和行政诉讼案件共3件。"),
        ("review_and_litigation", "全年办理行政复议案件120件,其中涉及政府信息公开的2件。"),
        ("review_and_litigation", "没有败诉的行政诉讼案件,未发生行政复议被纠正的情况。"),
        ("review_and_litigation", "收到举报2件、投诉3件。"),
        ("proposals", "承办人大代表建议和政协委员提案共88件,办结率100%,A类办理件11件。"),
        ("problems_and_improvements", "主动公开政府信息60条,未收到政府信息公开申请。"),
        ("preamble", "电话:0512-66552018,文号〔2018〕31号。"),
        ("other", "无"),
    ],
)
def test_what_is_open_to_doubt_or_another_figure_is_left_out(kind: Kind, text: str) -> None:
    assert values(kind, text) == set()


OTHERS = {
    "named bureaux": "县司法局主动公开政府信息120条,县体育局主动公开政府信息98条。",
    "towns in a list": "松岭乡主动公开政府信息11条，柏树镇主动公开政府信息12条。",
    "after a semicolon": "松岭乡主动公开政府信息11条；柏树镇主动公开政府信息12条。",
    "a higher office": "省体育局主动公开政府信息3000条，全年解读政策20次。",
    "nameless": "上级部门主动公开政府信息500条，兄弟单位收到政府信息公开申请9件。",
    "in a list of places": "其中，松岭乡公开政府信息120条、柏树镇公开政府信息98条。",
    "a denial": "县体育局未收到政府信息公开申请。",
    "its channel": "县体育局微信公众号公开政府信息40条。",
    "the best of them": "县司法局位列第一，主动公开政府信息560条。",
    "the others": "其他单位未收到政府信息公开申请。",
    "some of them": "有5个乡镇主动公开政府信息达到200条以上，抽查3个部门公开政府信息12条。",
    "whom the office helps": "指导县司法局主动公开政府信息120条，协助县司法局答复政府信息公开申请3件。",
    "a wider area": "全国公开政府信息9000条，全省收到政府信息公开申请1200件。",
    "categories by office": "其中：党政办30条，民政所20条，各类会议50条，总计100条。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_what_another_body_did_is_no_figure_of_the_report(text: str) -> None:
    said = [Section("一", 1, "情况", "overview", None, text)]
    assert read_indicators(said, year=2018) == [] or "全省" in text
    assert read_indicators(said, year=2018, agency="青石县教育局 青石县教育局2018年政府信息公开年度报告") == []


@pytest.mark.parametrize(
    ("agency", "text", "expected"),
    [
        ("青石县教育局", "县教育局主动公开政府信息120条。", (120, "own")),
        ("青石县人民政府", "青石县主动公开政府信息120条。", (120, None)),
        ("青石县人民政府办公室", "2018年，县政府主动公开政府信息120条。", (120, None)),
        ("青石县教育局", "青石县主动公开政府信息120条。", (120, "area")),
        ("青石县教育局", "县政府门户网站改版，我局主动公开政府信息120条。", (120, "own")),
        ("", "镇政府主动公开政府信息120条。", (120, None)),
        ("", "局属各单位主动公开政府信息120条。", (120, "area")),
        ("", "县公安局、县司法局等12个部门主动公开政府信息120条。", (120, "area")),
        ("", "县政府及其工作部门主动公开政府信息120条。", (120, "area")),
        ("", "柏树镇得分最高，我局主动公开政府信息120条。", (120, "own")),
        ("", "局机关主动公开政府信息120条。", (120, "own")),
        ("青石县计划生育局", "青石县计划生育局主动公开政府信息120条。", (120, "own")),
        ("", "各科室密切配合，共主动公开政府信息120条。", (120, None)),
        ("", "在上级部门的精心指导下，指导各乡镇完善目录，主动公开政府信息120条。", (120, None)),
        ("", "认真落实国务院办公厅2018年工作要点，坚持凡公开必审查，主动公开政府信息120条。", (120, None)),
        ("", "全县18个乡镇和42个县直部门共主动公开政府信息120条。", (120, "area")),
        ("", "区直各承办单位主动公开政府信息120条。", (120, "area")),
    ],
)
def test_whose_figure_it_is(agency: str, text: str, expected: tuple[int, str | None]) -> None:
    said = Section("一", 1, "情况", "overview", None, text)
    got = read_indicators([said], year=2018, agency=agency)
    assert [(one.value, one.scope) for one in got] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3月份主动公开政府信息12条。",
        "2018年3月，我局主动公开政府信息12条。",
        "1至6月主动公开政府信息112条。",
        "上半年，我局收到政府信息公开申请6件。",
        "去年主动公开政府信息300条，上年度发布政策解读6篇。",
        "明年主动公开政府信息300条。",
        "日均主动公开政府信息3条，免予公开政府信息3条，不予受理政府信息公开申请2件。",
        "会议强调，要公开政府信息100条；通知要求：全年发布政策解读20篇。",
        "对已公开的政府信息1230条进行了清理，延期答复政府信息公开申请4件。",
        "截至11月底，主动公开政府信息300条。",
        "《某某日报》刊登我县公开政府信息9000条的消息。",
        "未收到不符合要求的政府信息公开申请。",
        "未发生不予公开政府信息申请的情况，有12个部门未收到政府信息公开申请。",
        "县里要求我局全年公开政府信息50条，确保发布政策解读达到6篇。",
        "建议公开政府信息50条，发布政策解读8篇。",
        "凡主动公开政府信息超过100条的，评为先进。",
        "考核办法规定：主动公开政府信息100条得满分。",
        "主动公开政府信息100条的任务已经下达。",
        "《某县主动公开政府信息100条》一文被转载，“发布政策解读20篇”成为口号。",
        "主动公开政府信息数百条，发布政策解读数十篇。",
        "主动公开政府信息一千五条，发布政策解读二百五篇。",
        "累计受理政府信息公开申请60件，自条例实施以来收到政府信息公开申请70件。",
    ],
)
def test_what_is_no_fact_of_the_year_is_left_out(text: str) -> None:
    assert values("overview", text) == set()


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("overview", "2018年3月开通微信，全年主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "1月1日至12月31日，主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "截至2018年12月底，2018年度主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "截至2018年10月底，历年累计公开政府信息120条。", {"proactive_cumulative": 120}),
        ("overview", "通过视频、图解等形式发布政策解读25条。", {"interpretations": 25}),
        ("overview", "与2017年相比有所增加，共主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "去年主动公开政府信息90条，今年主动公开政府信息120条。", {"proactive_total": 120}),
        ("overview", "按照条例规定和要求主动公开政府信息120条。", {"proactive_total": 120}),
        ("applications", "上年结转2件，本年答复12件。", {"applications_answered": 12}),
        ("applications", "接收通过信函、网络提交的政府信息公开申请5件。", {"applications_received": 5}),
        ("applications", "接收通过网络提交的政府信息公开申请5件。", {"applications_online": 5}),
        ("applications", "通过信函收到政府信息公开申请5件。", {"applications_letter": 5}),
        ("applications", "2018年累计收到政府信息公开申请5件。", {"applications_received": 5}),
        ("applications", "自2018年1月1日至2018年12月31日，收到政府信息公开申请5件。", {"applications_received": 5}),
        ("applications", "一些部门多年未收到政府信息公开申请。", {}),
        ("fees", "支付网站维护费用3万元，节约办公费用2万元，退还多收费用20元。", {}),
        ("review_and_litigation", "出庭应诉行政诉讼案件5件，撤回行政复议申请2件。", {}),
        ("review_and_litigation", "2016年至2018年行政复议累计5件，历年累计行政诉讼3件。", {}),
        ("fees", "我局未就提供政府信息收取任何费用。", {"fees_charged_yuan": 0}),
        ("fees", "检索费10元，复制费20元，共计30元。", {"fees_charged_yuan": 30}),
        ("fees", "检索费10元，复制费20元，共计35元。", {}),
        ("fees", "收取检索费10元、复制费20元。", {}),
        ("fees", "全年收取复制费20元。", {"fees_charged_yuan": 20}),
        ("fees", "免收费用50元。", {"fee_waivers": 50}),
        ("fees", "应收费用100元，实际收费80元。", {"fees_charged_yuan": 80}),
        ("fees", "收取检索费10元，未收取其他费用。", {"fees_charged_yuan": 10}),
        ("review_and_litigation", "办理行政复议案件56件。", {}),
        ("applications", "办理网民留言120条，回复率100%；接待来访3人次，答复率100%。", {}),
        (
            "overview",
            "通过网站主动公开信息90条、微信公众号推送信息20条、微博发布信息9条。",
            {"proactive_website": 90, "proactive_wechat": 20, "proactive_weibo": 9},
        ),
        ("overview", "举办公共卫生培训12期，培训人员3200人次，政务公开工作有序。", {}),
        ("overview", "举办全县《条例》政务公开培训3次，累计培训300余人次。", {"trainings": 3, "trained_people": 300}),
        ("overview", "参加省里组织的政务公开培训3次，举办各类培训10期，其中政务公开培训1期。", {}),
    ],
)
def test_figures_next_to_what_they_are_not(kind: Kind, text: str, expected: dict[str, float]) -> None:
    assert values(kind, text) == set(expected.items())


def test_the_area_that_is_only_worked_for_is_no_scope() -> None:
    assert [
        i.scope for i in indicators("overview", "举办全县政务公开培训3次，指导各乡镇完善目录，制发规范性文件2件。")
    ] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    "unit", ["县局公开政府信息1条,", "收到政府信息公开申请1件,", "如检索费1元、", "、县", "其中", "截至去年"]
)
def test_long_sentences_stay_cheap_and_overlong_ones_are_left_out(unit: str) -> None:
    sentence = unit * (1_150 // len(unit)) + "。"
    for text in (sentence * 20, unit * 50_000, "《" * 1_000 + sentence):
        assert len(indicators("overview", text)) < 10


def test_status_unit_and_scope() -> None:
    text = (
        "2018年区本级收到政府信息公开申请3宗。全区各部门收到政府信息公开申请约50件。我区发布政策解读12篇。"
        "本局未收取信息处理费。通过微博发布信息0条。"
    )
    got = {(i.name, i.value, i.unit, i.status, i.scope) for i in indicators("overview", text)}
    assert got == {
        ("applications_received", 3, "宗", "reported", "own"),
        ("applications_received", 50, "件", "approximate", "area"),
        ("interpretations", 12, "篇", "reported", None),
        ("fees_charged_yuan", 0, None, "zero", "own"),
        ("proactive_weibo", 0, "条", "zero", None),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "主动公开政府信息60条,其中:组织机构19条,动态类信息40条、规范性文件1条。",
            {("proactive_total", None, 60), ("proactive_by_category", "组织机构", 19), ("proactive_by_category", "动态类信息", 40),
             ("proactive_by_category", "规范性文件", 1), ("normative_documents", None, 1)},
        ),
        ("主动公开政府信息60条。其中教育类20条。", {("proactive_total", None, 60)}),
        (
            "主动公开政府信息60条,其中教育类20条,占33%,医疗类15条。",
            {("proactive_total", None, 60), ("proactive_by_category", "教育类", 20), ("proactive_by_category", "医疗类", 15)},
        ),
        ("主动公开政府信息60条,接待来访70条,编印月报12条。", {("proactive_total", None, 60)}),
        (
            "主动公开政府信息60条,其中:政府网站公开40条,微信公众号公开20条。",
            {("proactive_total", None, 60), ("proactive_website", None, 40), ("proactive_wechat", None, 20)},
        ),
        (
            "截至2018年底累计公开信息9条,其中:概况4条,年报5条。",
            {("proactive_cumulative", None, 9), ("proactive_by_category", "概况", 4), ("proactive_by_category", "年报", 5)},
        ),
        (
            "我镇在网站更新乡镇动态40条,文化信息公开6条,年报1条,总计47条。",
            {("proactive_total", None, 47), ("proactive_by_category", "乡镇动态", 40), ("proactive_by_category", "文化信息公开", 6),
             ("proactive_by_category", "年报", 1)},
        ),
        ("我镇更新乡镇动态40条,文化信息公开6条,年报1条,总计50条。", set()),
        (
            "主动公开政府信息的主要类别有:机构职能类5条,政策、文件类7条,其他应主动公开的信息3条。",
            {("proactive_by_category", "机构职能类", 5), ("proactive_by_category", "政策、文件类", 7),
             ("proactive_by_category", "其他应主动公开的信息", 3)},
        ),
        (
            "主动公开政府信息60条,其中:通过县公开平台公开40条,通过微信公众号公开20条。",
            {("proactive_total", None, 60), ("proactive_wechat", None, 20)},
        ),
        ("主动公开政府信息60条,其中,各乡镇主动公开政府信息20条,占33%。", {("proactive_total", None, 60)}),
    ],
)  # fmt: skip
def test_categories(text: str, expected: set[tuple[str, str | None, int]]) -> None:
    got = indicators("proactive_disclosure", text)
    assert {(i.name, i.category, i.value) for i in got} == expected
    assert all(i.status == "cumulative" for i in got if "累计" in text)


def test_a_channel_is_the_total_only_where_it_stands_alone() -> None:
    text = "通过门户网站主动公开信息100条,通过微信公众号主动公开信息50条。"
    assert values("overview", text) == {("proactive_website", 100), ("proactive_wechat", 50)}


def test_a_section_on_one_field_has_no_total() -> None:
    assert values("proactive_disclosure", "主动公开政府信息60条。", heading="财政预决算信息公开") == set()


def test_the_first_of_a_section_counts_and_a_later_section_adds_what_differs() -> None:
    said = ["主动公开政府信息60条。主动公开政府信息70条。", "主动公开政府信息60条。", "主动公开政府信息80条。"]
    sections = [Section("一", 1, "情况", "overview", None, text) for text in said]
    assert [(i.section, i.value) for i in read_indicators(sections, year=2018)] == [(0, 60), (2, 80)]


def test_table_rows_in_the_text_state_nothing() -> None:
    assert values("overview", "主动公开政府信息数60条 | 60 | 0\n收到政府信息公开申请3件 | 0") == set()


def test_full_width_and_thousands() -> None:
    got = indicators("overview", "全年主动公开政府信息１，２３４条。通过网站公开政府信息2,345条。")
    assert [(i.name, i.value) for i in got] == [("proactive_website", 2345)]


FRAGMENTS = st.sampled_from(
    [
        "全年",
        "2018年",
        "主动公开",
        "政府信息",
        "信息公开",
        "申请",
        "收到",
        "受理",
        "没有",
        "未",
        "共",
        "约",
        "3.7万",
        "12",
        "1,082",
        "余",
        "条",
        "件",
        "元",
        "100%",
        ",",
        "。",
        ";",
        ":",
        "、",
        "其中",
        "累计",
        "行政复议",
        "行政诉讼",
        "网站",
        "微博",
        "收取",
        "费用",
        "减免",
        "均为零",
        "办结",
        "答复率",
        "培训",
        "期",
        "人次",
        "人大代表建议",
        "政协提案",
        "各部门",
        "我局",
        "，",
    ]
)
KINDS: tuple[Kind, ...] = (
    "preamble",
    "overview",
    "proactive_disclosure",
    "applications",
    "fees",
    "review_and_litigation",
    "proposals",
    "other",
)


@settings(max_examples=250, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40), st.sampled_from(KINDS), st.sampled_from([None, 2018]))
def test_every_quotation_is_a_substring_and_carries_its_number(words: list[str], kind: Kind, year: int | None) -> None:
    text = "".join(words)
    sections = [Section("一", 1, "情况", kind, None, text)]
    got = read_indicators(sections, year=year)
    for one in got:
        assert one.quote in text
        assert one.value >= 0
        assert (one.category is not None) == (one.name == "proactive_by_category")
        if one.value:
            assert any(character.isdigit() for character in one.quote)
    assert read_indicators(sections, year=year) == got


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from(["件", "宗", "份"]))
def test_any_count_reads_exactly(value: int, unit: str) -> None:
    for printed in (str(value), f"{value:,}"):
        got = indicators("applications", f"全年共受理政府信息公开申请{printed}{unit}。")
        assert [(i.name, i.value, i.unit) for i in got] == [("applications_received", value, unit)]


GOLD: dict[str, tuple[int, set[tuple[str, float, str, str | None]]]] = {
    "000": (2016, {
        ("proactive_total", 1082, "reported", None), ("proactive_website", 2017, "reported", None),
        ("proactive_weibo", 1772, "approximate", None), ("proactive_wechat", 54, "reported", None),
        ("proactive_other", 805, "reported", None), ("normative_documents", 2, "reported", None),
        ("hot_topic_responses", 5, "reported", None), ("interpretations", 18, "reported", None),
        ("applications_received", 2, "reported", None), ("answer_rate", 100, "reported", None),
        ("timely_rate", 100, "reported", None), ("fees_charged_yuan", 0, "zero", None),
        ("reconsiderations", 0, "zero", None), ("litigations", 0, "zero", None),
        *(("proactive_by_category", value, "reported", name) for name, value in {
            "组织机构": 19, "规范性文件": 2, "其他文件": 7, "动态类信息": 786, "行政执法类信息": 9, "办事指南类信息": 27,
            "财政预决算信息": 65, "政府工作报告": 2, "政府信息公开年度报告": 1, "其他信息": 164}.items()),
    }),
    "001": (2019, {
        ("proactive_total", 180, "reported", None), ("applications_received", 0, "zero", None),
        ("complaints", 0, "zero", None), ("trainings", 2, "reported", None),
        ("trained_people", 60, "reported", None), ("publicity_events", 4, "reported", None),
        *(("proactive_by_category", value, "reported", name) for name, value in {
            "乡镇动态": 94, "政府文件": 9, "政府工作报告": 1, "组织机构": 4, "概况信息": 9, "人大代表建议": 2, "部门预决算": 3,
            "食品安全信息": 9, "文化信息公开": 15, "民政信息公开": 11, "扶贫工作信息": 10, "就业创业信息": 10,
            "各类信息公开制度": 3}.items()),
    }),
    "002": (2016, {
        ("proactive_total", 1191, "reported", None), ("proactive_website", 1191, "reported", None),
        ("proactive_weibo", 169, "reported", None), ("proactive_wechat", 141, "reported", None),
        ("proactive_other", 5000, "approximate", None), ("applications_received", 1, "reported", None),
        ("applications_in_person", 1, "reported", None), ("answer_rate", 100, "reported", None),
        ("fees_charged_yuan", 0, "zero", None), ("litigations", 3, "reported", None),
        ("litigations_closed", 2, "reported", None), ("litigations_pending", 1, "reported", None),
        ("npc_proposals", 14, "reported", None), ("cppcc_proposals", 74, "reported", None),
    }),
    "003": (2016, {
        ("proactive_total", 16, "reported", None), ("applications_received", 0, "zero", None),
        ("fees_charged_yuan", 0, "zero", None), ("fee_waivers", 0, "zero", None),
        ("reconsiderations", 0, "zero", None), ("litigations", 0, "zero", None), ("appeals", 0, "zero", None),
    }),
    "004": (2016, {
        ("proactive_total", 209, "reported", None), ("proactive_cumulative", 1967, "cumulative", None),
        ("applications_received", 0, "zero", None), ("fees_charged_yuan", 0, "zero", None),
        ("reconsiderations", 0, "zero", None), ("litigations", 0, "zero", None), ("complaints", 0, "zero", None),
        *(("proactive_by_category", value, "cumulative", name) for name, value in {
            "概况信息": 3, "信息公开年报": 7, "法规文件": 144, "发展规划": 9, "工作动态": 1778, "人事信息": 11, "行政执法": 12,
            "财经信息": 3}.items()),
    }),
}  # fmt: skip


@needs_seeds
@pytest.mark.parametrize("number", GOLD)
def test_seeds_give_every_figure_that_they_state_and_no_other(number: str) -> None:
    year, expected = GOLD[number]
    text = next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    lines = [line.strip("\xa0 \t") for line in text.split("\n")]
    blocks: tuple[Block, ...] = tuple(
        Paragraph(line) for line in lines if line and "|" not in line and not line.isdecimal()
    )
    sections = read_sections(restore_page(Page(blocks)).page.blocks).sections
    got = read_indicators(sections, year=year, agency="紫溪镇人民政府" if number == "001" else "")
    assert {(i.name, i.value, i.status, i.category) for i in got} == expected
    assert len(got) == len(expected)
    assert all(one.quote in sections[one.section].text for one in got)


def test_flat_tables_are_no_prose() -> None:
    table = FlatTable((("主动公开政府信息数60条", "60"), ("收到政府信息公开申请", "3件")))
    sections = read_sections([Paragraph("一、总体情况"), Paragraph("有序推进。"), table]).sections
    assert read_indicators(sections) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("applications", "没有收到网上政府信息公开申请。"),
        ("applications", "上半年没有收到政府信息公开申请。"),
        ("applications", "除1件外，没有收到政府信息公开申请。"),
        ("applications", "我局并非没有收到政府信息公开申请。"),
        ("applications", "平均每月收到政府信息公开申请2件。"),
        ("proactive_disclosure", "应主动公开政府信息500条。"),
        ("proactive_disclosure", "上半年主动公开政府信息100条。"),
        ("proactive_disclosure", "前年主动公开政府信息200条。"),
        ("proactive_disclosure", "未主动公开政府信息20条。"),
        ("proactive_disclosure", "主动公开政府信息1.082条。"),
    ],
)
def test_a_part_of_the_year_or_of_the_whole_is_no_total(kind: Kind, text: str) -> None:
    assert not {name for name, _ in values(kind, text) if name in ("applications_received", "proactive_total")}


FINDERS = (zeros.WORDS, counts.WORDS, disclosure.POST_WORDS, lists.TOTAL_WORDS | lists.CATEGORY_WORDS)


@given(st.lists(st.sampled_from(sorted({"率", "12", "络"}.union(*FINDERS))), max_size=6).map("".join))
def test_no_word_of_a_finder_hides_in_another_topic(text: str) -> None:
    topics = frozenset(reader._TOPICS.findall(text))
    for words in FINDERS:
        if any(word in text for word in words):
            assert not topics.isdisjoint(reader._found_as(words)), (text, topics)
