"""Titles of annual reports, and of what stands beside them in the same columns.

政府信息公开条例 art. 31 (2008) and art. 49 (2019) name the document 政府信息公开工作年度报告;
the variants are what portals print. All patterns are for a title without blanks, in half-width
digits and brackets (`titles.match_form`).
"""

from __future__ import annotations

CORE = (
    r"(?:(?:贯彻)?(?:实施|执行|落实)《?(?:中华人民共和国)?政府信息公开条例》?"
    r"|(?:政府|政务)?信息(?:主动)?公开)"
)
"""What the report is about."""

YEAR = r"(?>20\d\d(?:年度|年(?!报))?|本年度?|全年)"
"""A year inside a title."""

TAIL = (
    rf"(?:工作|年度|情况|实施|执行|落实|{YEAR}|[的之]|(?<!\d)年(?!报))*"
    r"(?:年度报告书?|年度总结|工作报告|总结报告|情况报告|报告书?|年报"
    r"|工作总结|总结|总体情况|情况说明|情况)(?:的报告|的?汇报|全文|正文|发布|公告|[及和与]?(?:附表|统计表))?"
)
"""What may follow `CORE` to the end of the title of a report."""

WEAK = r"(?:年度报告|年报|政务公开工作?(?:年度|情况)*(?:报告|总结)|工作报告|情况报告)$"
"""Alone no proof: the column and the body must say that it is ours."""

RENDITION = (
    r"图片版|图解版?|图文版|图表版?|长图|超链版|超链接版|文字版|全文版?|附表|统计表|含附表|附件"
    r"|扫描版|扫描件|盖章版|PDF版?|WORD版?|DOCX?版?|OFD版?|EXCEL版?|HTML版?|H5|无障碍版?|手机版|简版"
    r"|正式版?|修订版?|更正版?|英文版"
)
"""Marks in brackets of one rendition among several of the same report."""

ALWAYS_REJECTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "other_annual_report",
        (
            r"半年|季报|季度|月报|月度|\d月份",
            r"\d月(?=(?:政府|政务)?信息公开|全?[省市县区]|工作)|\d-\d{1,2}月",
            r"学年",
        ),
    ),
    (
        "explainer",
        (r"解读|图解|一图读懂|一图看懂|图说|动漫|漫画|视频(?!监控|会议)", r"新闻发布会|媒体报道|答记者问|问答"),
    ),
    (
        "index",
        (
            r"汇总|索引|年报目录|报告目录|历年|更多",
            r"各(?:部门|单位|乡镇|镇街|街镇|地区|区县|县区|委办局|镇|乡|街道|县|区|市).{0,20}(?:年报|报告)$",
        ),
    ),
)
"""Reason code and patterns, searched in the whole title but for brackets."""

EXPLAINER_MARK = (
    r"^\s*(?:[【\[]\s*(?:图解|图文解读|政策解读|解读|一图读懂|图说|动漫|视频)\s*[】\]]"
    r"|(?:图解|图文解读|一图读懂|图说)\s*[|｜:：])"
)
"""Before a title: not the report but a picture of it."""

REJECTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "other_annual_report",
        (
            # 国办发〔2017〕47号; 法治政府建设与责任落实督察工作规定
            r"政府网站.{0,12}(?:报表|报告|年报)",
            r"网站(?:建设|管理|运维).{0,8}(?:报告|报表|年报)",
            r"法治政府|依法行政|法治建设|法治工作|普法|行政执法.{0,10}(?:报告|年报|情况|总结)",
            r"政府工作报告|预决算|[预决]算|三公|绩效|自评报告|审计|财政收支",
            r"统计公报|统计年鉴|统计年报|环境(?:质量|状况)|气候|水资源公报|知识产权.{0,6}(?:状况|白皮书)",
            r"事业单位法人|企业(?:年报|年度报告|信用)|上市公司|有限(?:责任)?公司|企事业单位",
            r"[党村厂校院]务公开|(?:建议|提案).{0,8}(?:办理|答复)",
            r"(?:社会责任|质量|安全生产|工会|慈善|基金会|述职|述廉|督查|督导).{0,6}报告",
            r"^(?!.*(?:报告|年报|总结)).*统计表$",
        ),
    ),
    (
        "notice",
        (
            r"(?:通知|通告|(?<!检查)(?<!考核)(?<!评估)通报|的函|复函|批复|请示|启事|告知书|须知)$",
            r"(?:编制|编写|报送|做好|开展|撰写|起草|填报|上报).{0,40}(?:通知|要求|提示|培训|会议|部署|安排)",
        ),
    ),
    (
        "policy_procedure",
        (
            r"(?:报告|年报|公开)(?:的)?(?:编制|编写|公布|发布|报送|管理|审查|审核|工作)*"
            r"(?:制度|规定|办法|规范|细则|流程|程序|格式|模板|样式|范本|指引|标准|编制说明|填报说明)",
            r"(?:制度|办法|规定|细则|流程图?|申请表)$",
            r"指南|公开目录|目录$|要点|方案$|实施意见|意见$|条例$|规划|计划|打算$|安排",
            r"考核|培训|会议|检查|自查|整改|评估|调研|评议|推进会|动员|领导小组|分工|责任追究",
        ),
    ),
)
"""The same, searched outside the issuer's name too: 审计局 and 网站管理中心 report like everyone."""

FINAL_REASONS = frozenset(("notice", "explainer", "index", "other_annual_report"))
"""Reasons that no body outweighs; 目录 and 指南 may be the constant title of a column's pages."""

ANNOUNCED = r"关于(?:公布|发布|公开|公示|印发).{0,60}(?:报告|年报|总结).{0,3}(?:公告|通知|公示|通告)$"
"""A cover title under which the report itself may stand: the body decides."""

BLANK_FORM = r"空白?表|空白|样[表本张]|模板|参考"
"""In brackets: a form to fill in, not one that was filled in."""

OTHER_SUBJECT = (
    r"(?:[预决]算|公示|许可|处罚|环境|生态|项目|工程|安全|财政|资金|公积金|公益金|慈善|采购|招标|招投标|土地|征收|征地|拆迁|保障房"
    r"|质量|产品|信用|价格|收费|教育|医疗|卫生|企业|社会组织|救助|扶贫|低保|学校|高校|事业单位|网站|平台|电力|供水|供电|燃气|监督|监管|检查)$"
)
"""Before 信息公开 without 政府 or 政务: what is disclosed is something else, under rules of its own."""

OF_SEVERAL = (
    r"^(?:[省市州县区旗镇乡]?(?:政府|直|属|级)?(?:各|所有)?(?:部门|单位|机构)"
    r"|(?:乡镇|镇街|街镇|镇乡|街道|区县|县区|市县)+)$"
)
"""In the place of the issuer: the heading of a column of reports."""

NEWS = (
    r"^(?!关于|现)(?!.*关于).*(?:公布|发布|晒出|公开)了?(?:[本我全][省市州县区旗镇乡])?(?:20\d\d年?度?|上一?年度?)?"
    r"(?:政府|政务)信息公开"
)
"""Somebody is said to have published the report: news, or the report itself; the body decides."""

OTHER_REGIME = r"(?:中学|小学|学校|幼儿园|大学|学院|医院|卫生院|保健院|公司|集团|电厂|水厂|企事业单位|事业单位)$"
"""Public enterprises and institutions: art. 37 (2008), art. 55 (2019); rules of their own apply."""
