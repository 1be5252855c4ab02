"""What stands in a column of annual reports and is none: a title, a body, the reason why, the year."""

from __future__ import annotations

from html import escape

Noise = tuple[str, str, str, int]


def noise(county: str) -> list[Noise]:
    """The pages beside the reports of a county."""
    return [
        (
            f"{county}政府信息公开工作年度报告制度",
            _paragraphs(
                "第一条　为规范年度报告的编制和公布，依据《中华人民共和国政府信息公开条例》，制定本制度。",
                "第二条　各单位应当在每年一月底前完成本单位年度报告的起草。",
                "第三条　年度报告由主要负责人审定后公布，公布后不得随意修改。",
                "第四条　本制度自印发之日起施行。",
            ),
            "policy_procedure",
            2012,
        ),
        (
            "关于报送2016年政府信息公开工作年度报告的通知",
            _paragraphs(
                "各乡镇人民政府，县政府各部门：",
                "为按时完成年度报告的编制，请各单位于1月20日前将本单位年度报告的电子文本报送县政府办公室。",
                "报送材料须经单位负责人签字，逾期未报的予以通报。",
                f"{county}人民政府办公室",
            ),
            "notice",
            2016,
        ),
        (
            f"一图读懂{county}2019年政府信息公开工作年度报告",
            '<p><img src="/images/tujie.jpg" width="640" alt=""></p>' + _paragraphs("扫码可查看原文。"),
            "explainer",
            2019,
        ),
        (
            f"{county}2018年政府网站工作年度报表",
            _paragraphs(
                "网站名称：县政府门户网站。",
                "网站总访问量（次）：208144，独立用户访问总量（个）：61022。",
                "信息发布总数（条）：4027，专栏专题数量（个）：6，解读材料数量（条）：31。",
                "移动新媒体：微博1个，微信1个。",
            ),
            "other_annual_report",
            2018,
        ),
        (
            f"{county}2020年法治政府建设年度报告",
            _paragraphs(
                f"{county}把法治政府建设纳入全县工作布局，严格规范公正文明执法。",
                "全年审核规范性文件14件，办理行政复议案件9件，行政机关负责人出庭应诉11次。",
                "下一步将继续推进法治政府建设，加强行政执法监督。",
            ),
            "other_annual_report",
            2020,
        ),
        (
            f"{county}第二中学2017年信息公开年度报告",
            _paragraphs(
                "学校通过公告栏和家长会公开招生、收费和食堂账目，学校全年公开信息84条。",
                "学校成立由校长任组长的工作小组，学生和家长对学校公开工作表示满意。",
            ),
            "other_annual_report",
            2017,
        ),
        (
            f"{county}2021年度部门决算公开说明",
            _paragraphs("部门决算包括收入支出决算总表等九张表格，各表数据经财政部门批复后公开。"),
            "other_annual_report",
            2021,
        ),
        (
            f"{county}政府信息公开指南",
            _paragraphs(
                "为方便公民、法人和其他组织获取政府信息，编制本指南。",
                "申请人可以当面、邮寄或者通过网站提交申请，受理机构在二十个工作日内答复。",
            ),
            "policy_procedure",
            2010,
        ),
        (
            "历年政府信息公开年报汇总",
            _paragraphs("请在左侧选择年份，查看相应年份的年报。"),
            "index",
            2022,
        ),
    ]


def _paragraphs(*texts: str) -> str:
    return "\n".join(f"<p>　　{escape(text)}</p>" for text in texts)
