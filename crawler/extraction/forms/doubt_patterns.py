# ruff: noqa: E501 (patterns in Chinese: a break inside them would hide more than it shows)
"""DATA: words around a figure that make it another body's, another time's, or no fact at all.

They hold for every figure of the prose, whatever rule found it. Patterns run on one statement (a sentence up to
a semicolon) with ASCII punctuation, every gap is bounded.
"""

from __future__ import annotations

_BODY_ENDS = (
    r"人民政府|办公室|办公厅|办事处|管委会|委员会|街道办?|国务院|检察院|法院|政府(?!信息|政务)|中心|单位|部门|集团|公司|电视台|学校|医院|机关"
    r"|局|厅|委|[省市州盟区县旗镇乡]|(?<![干全内])部(?![分署])|院|(?<![举承主协创])办(?![理公事结件法])"
)
_GOES_ON = (
    r"(?=(?:等|作为|分别|各|均|都|也|则|仅|全年|本年|今年|当年|累计|合计|共|总|在|于|通过|利用|主动|依法|依申请|及时|新|公开|公布|发布|更新|推送|编发|制发|印发|出台|制定"
    r"|收到|受理|接到|接收|位列|位居|排名|名列|得分|收费|办理|答复|办结|回应|解读|被|因|发生|承办|收取|减免|免收|举办|组织|开展|召开|多年|长期|未|没有|无|尚未|官方|政务|微博|微信|网站|门户|官网|政府信息|信息公开|行政|20\d\d年|有|\())"
)
"""What follows a name that is the subject of a clause."""

_LEADS = r"(?:其中|如|例如|同时|此外|截[至止]目前|目前|20\d\d年度?|全年|今年|本年度?|一年来|截[至止]20\d\d年(?:1?\d月)?(?:\d{1,2}日|底|末)?|\s)"

OWN = r"(?<!个)(?:区|县|市|省|州)?本级|本机关|本单位|本部门|本[局委办厅院校](?!理|公|托)|本中心|局机关|机关本级|我[局委办院会厅站所处室校]|我中心|我单位|我部门|我机关"
"""How an office speaks of itself."""
SELF = r"我[省市州盟区县旗镇乡]|我街道|本[省市州盟区县旗镇乡](?!级)|本街道"
"""How it speaks of its place, which may be the office or the area: no word on the scope."""
_NO_OBJECT = r"(?<![在对向为于是居列到])(?<!指导)(?<!督促)(?<!推动)(?<!推进)(?<!覆盖)(?<!要求)(?<!面向)(?<!协调)(?<!检查)(?<!通报)(?<!帮助)"
_NUMBERED = r"\d{1,4}\s?[个家][^,;。0-9]{0,6}?(?:单位|部门|乡镇|机关|主体|街道)"
_SO_MANY = rf"(?:共?{_NUMBERED}(?:[、和及]{_NUMBERED})?)"
_NO_EVENT = r"(?<!举办)(?<!组织)(?<!召开)(?<!开展)(?<!举行)(?<!参加)"
AREA = (
    rf"{_NO_OBJECT}{_NO_EVENT}(?:全[省市州盟区县旗]{_SO_MANY}?|全[镇乡](?!人民政府)|全街道|全系统)"
    rf"|{_NO_OBJECT}各(?:[一-龥]{{0,4}}?(?:部门|单位|乡镇|街道)|县区|县市区|区县|市县|[级地村镇乡])|[区县市省州]直(?:各|部门|单位|机关)?|(?<!附)属(?:各|\d{{1,3}}[个家])?(?:单位|部门|学校|机构|事业单位|企业)"
    rf"|下属{_SO_MANY}?|下级|等{_SO_MANY}|及其?(?:所属|工作|组成)部门"
)
"""The offices of an area, or several of them; not where the office works on them or for them (指导各乡镇)."""
OTHERS = rf"(?:其[他它](?:部门|单位)|全国(?!人大|政协)|{_SO_MANY}|上级(?:部门|机关|单位|政府)?|兄弟(?:单位|部门|县|市|区)|(?:有的|个别|部分|外地|友邻|先进|某|一些|有些|不少|[多少]数)(?:单位|部门|乡镇|省|市|县|局|科室)){_GOES_ON}"
"""Bodies without a name, none of them the reporting one."""

GENERIC_SELF = r"[市州盟区县旗镇乡](?:政府|局)|街道(?:办|办事处)?"
"""Bodies without the name of a place: in a report whose agency is unknown they are its own."""
PORTAL = r"[一-龥]{0,8}政府(?:门户)?网"
"""A government's portal is where all its offices publish."""
PLACE_NAME = r"[省市州盟区县旗镇乡]$"
AFTER_A_GOVERNMENT = r"政府|20\d\d|关于|政务|\s|$"
"""What follows the place's name in the name or the title of its government."""

RANKS = {"省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2, "镇": 3, "乡": 3, "街": 3}
"""Classes of places, the widest first."""
CLASS_OF_PLACE = (
    r"(?:省|(?<!城)市(?![场政容民])|州|盟|(?<![社地园])区(?!域)|县|旗|镇(?![江巴海平远原雄康安坪沅宁赉])|(?<!城)乡(?!村)|街(?=道))"
    r"(?![省市州盟县区旗])"
)
"""The class of a place in the name of an agency; not of 贵州省 or 新乡市, nor in the name of an office (市场监管局)."""

NAMED = (
    rf"(?:^|(?<=[,;:、(和与及]))(?>(?:{_LEADS}){{0,3}}),?(?P<name>(?!其中|[通经]过|根据|按照?|依[据托]|为|对|由|因|在|从|向|将|以|把|用|经|让|于|我|本|全|各|该|所|是|有|共|被|收|未|无|没|公开|发布|主动|利用|截|举办|组织|开展|召开|参加|推进|做好|认真|严格|积极|深入|进一步|切实|充分|贯彻|落实|学习|转发|印发|制定|接受|报送|配合|协助|会同|联合|建立|健全|完善|加强|明确|加大|强化)"
    rf"(?:(?![我本各全])[一-龥A-Za-z]){{1,14}}?(?:{_BODY_ENDS})){_GOES_ON}"
)
"""The name of a body as the subject at the beginning of a clause."""

PART_OF_YEAR = (
    r"(?P<part>(?:截?[至止]|到)(?:20\d\d年)?(?:1[01]|0?[1-9])月(?:\d{1,2}日|底|末|份)?(?!\d?\s?[至到])|(?:(?<=\D)|^)(?:1[0-2]|0?[1-9])月(?!\d{1,2}日|底|末)(?:份|当月)?|[一二三四五六七八九十]{1,2}月份|[上下]半年|第?[一二三四1-4]季度|前[三3]季度|[本当]月|[上下]个月"
    r"|[1-9]\d?\s?[至到\-—~]\s?[1-9]\d?月(?!\d)|期间|节前)"
)
WHOLE_YEAR = r"(?P<whole>全年|年度|一年来|今年(?!\d)|本年|年内|20\d\d年(?!\s?\d{1,2}月|第?[一二三四1-4]季|[上下]半|底|末)|1月(?:1日)?\s?[至到\-—~]\s?12月(?:31日|底)?|1\s?[-—~至]\s?12月)"
"""A figure of a part of the year is not the year's; the mark of time that stands last before it decides."""
UNTIL = r"(?P<until>截[至止][^,;]{0,12})"

YEARS = (
    r"《[^》]{0,80}》|(?<![比较与同跟])(?P<year>20\d\d)(?=年)|(?P<this>今年|本年|全年|当年|年内)"
    r"|(?<![比较与同跟])(?P<other>去年|前年|上一?年度?(?!结转|转结|遗留|未)|明年|来年|下一?年度?|次年|往年)"
)
"""The year of which a sentence speaks; one that is only compared with, or stands in a title, is none."""

DEMANDED = (
    r"确保|保证|做到|务必|力争|争取|计划(?!生育|[局委和])|拟|目标|任务|预计|预期|有望|不得|不足|不少于|不低于|至少|少于|低于|未达|未完成|每|[日月周年人]均|刊登|报道|督促|责成|协助|代为|抽查|指导(?!下)|^对(?!外|社会|口)|得分|达标|下达|应收|应公开"
    r"|^(?!.*(?:按|根据|依|对照|符合|落实|严格|遵照)).*(?:要求|规定)"
    r"|(?:应当?|需要?|须|要|将|可以?|准备|能够?)(?:主动|全年|再|及时|继续|进一步)?$"
)
"""In the clause before a figure: it is asked for, not stated."""
DEMANDED_ABOVE = r"(?:^|[,;:(])\s?(?:如(?![下期实何此今皋东])|若(?!干)|凡(?![^,;]{0,8}[必均都])|假如|倘若|一旦|建议|要求(?:各|全|我|其|所有)|下一步|今后|力争|争取|明年|来年|评分标准|考核标准|考核指标|目标任务|任务分解)|(?:规定|办法|标准|要求):|(?:文件|会议|通知|意见|方案|要点|办法|[县市区镇乡局]长|书记|领导)[^,;:]{0,4}(?:提出|强调|要求|指出|明确|规定)[,:]"
"""Anywhere before a figure in its statement."""
DEMANDED_BEHIND = r"\s?(?:以[上下内])?(?:的?(?:单位|部门|乡镇|任务|目标|要求|指标|标准|消息|报道|新闻|文章)|的,|,?\s?[得扣加奖减][\d一二三四五]|得满?分|者)"
"""Just behind a figure."""

COMPARED_BEHIND = r"\s?(?:的)?(?:进行了?(?:清理|整理|审查|检查|核查)|相比|减少到|增加到|增至|降至|下降到|上升到)"
"""Just behind a figure that is only the measure of another."""
