"""The official tables with random numbers for which every identity of the forms holds."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Self

APPLICANTS = 6
RESULTS = (
    ("", "（一）予以公开"),
    ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("（三）不予公开", "1.属于国家秘密"),
    ("（三）不予公开", "2.其他法律行政法规禁止公开"),
    ("（三）不予公开", "3.危及“三安全一稳定”"),
    ("（三）不予公开", "4.保护第三方合法权益"),
    ("（三）不予公开", "5.属于三类内部事务信息"),
    ("（三）不予公开", "6.属于四类过程性信息"),
    ("（三）不予公开", "7.属于行政执法案卷"),
    ("（三）不予公开", "8.属于行政查询事项"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("（四）无法提供", "2.没有现成信息需要另行制作"),
    ("（四）无法提供", "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "1.信访举报投诉类申请"),
    ("（五）不予处理", "2.重复申请"),
    ("（五）不予处理", "3.要求提供公开出版物"),
    ("（五）不予处理", "4.无正当理由大量反复申请"),
    ("（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
)
OTHER_2019 = (("", "（六）其他处理"),)
OTHER_2021 = (
    ("（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "3.其他"),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell."""

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: each row holds the cells that begin in it."""

    rows: list[list[Slot]]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers that tables and prose share; the columns are those of the applicants, the last is their sum."""

    proactive: int
    website: int
    new: list[int]
    before: list[int]
    results: list[list[int]]
    after: list[int]

    @classmethod
    def draw(cls, random: Random, *, form_2021: bool) -> Self:
        """Random applications, each handled in one way or carried over."""
        kinds = len(RESULTS) + len(OTHER_2021 if form_2021 else OTHER_2019)
        new = [random.randint(4, 60), *(random.choice((0, 0, 0, 1, 5)) for _ in range(APPLICANTS - 1))]
        before = [random.randint(0, 4), *([0] * (APPLICANTS - 1))]
        results = [[0] * APPLICANTS for _ in range(kinds)]
        after = [0] * APPLICANTS
        for column in range(APPLICANTS):
            for _ in range(new[column] + before[column]):
                way = random.choice((0, 0, 0, 0, 1, random.randrange(kinds), kinds))
                if way == kinds:
                    after[column] += 1
                else:
                    results[way][column] += 1
        proactive = random.randint(120, 3400)
        return cls(proactive, proactive * random.randint(50, 95) // 100, new, before, results, after)

    @property
    def received(self) -> int:
        """Applications newly received."""
        return sum(self.new)

    @property
    def carried_in(self) -> int:
        """Applications left from the year before."""
        return sum(self.before)


def applications(figures: Figures, *, modern: bool) -> Grid:
    """收到和处理政府信息公开申请情况, ten columns with the official spans."""
    ways = (*RESULTS, *(OTHER_2021 if modern else OTHER_2019))
    rows = [
        [
            Slot("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Slot("申请人情况", 7),
        ],
        [Slot("自然人", 1, 2), Slot("法人或其他组织", 5), Slot("总计", 1, 2)],
        [Slot(name) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
        [Slot("一、本年新收政府信息公开申请数量", 3), *_values(figures.new)],
        [Slot("二、上年结转政府信息公开申请数量", 3), *_values(figures.before)],
    ]
    group = ""
    for index, (of_group, label) in enumerate(ways):
        row = [] if index else [Slot("三、本年度办理结果", 1, len(ways) + 1)]
        if of_group and of_group != group:
            row.append(Slot(of_group, 1, sum(name == of_group for name, _ in ways)))
        group = of_group
        row.append(Slot(label, 1 if of_group else 2))
        rows.append([*row, *_values(figures.results[index])])
    totals = [sum(column) for column in zip(*figures.results, strict=True)]
    rows.append([Slot("（七）总计", 2), *_values(totals)])
    rows.append([Slot("四、结转下年度继续办理", 3), *_values(figures.after)])
    return Grid(rows)


def disclosure(random: Random, *, modern: bool) -> Grid:
    """主动公开政府信息情况 of one form."""
    number = random.randint
    blocks: tuple[tuple[str, str, tuple[str, ...], int], ...]
    if modern:
        blocks = (
            ("第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数", ("规章", "行政规范性文件"), 3),
            ("第二十条第（五）项", "信息内容 本年处理决定数量", ("行政许可",), 1),
            ("第二十条第（六）项", "信息内容 本年处理决定数量", ("行政处罚", "行政强制"), 1),
            ("第二十条第（八）项", "信息内容 本年收费金额（单位：万元）", ("行政事业性收费",), 1),
        )
    else:
        of_items = "信息内容 上一年项目数量 本年增/减 处理决定数量"
        blocks = (
            ("第二十条第（一）项", "信息内容 本年新制作数量 本年新公开数量 对外公开总数量", ("规章", "规范性文件"), 3),
            ("第二十条第（五）项", of_items, ("行政许可", "其他对外管理服务事项"), 3),
            ("第二十条第（六）项", of_items, ("行政处罚", "行政强制"), 3),
            ("第二十条第（八）项", "信息内容 上一年项目数量 本年增/减", ("行政事业性收费",), 2),
            ("第二十条第（九）项", "信息内容 采购项目数量 采购总金额", ("政府集中采购",), 2),
        )
    rows = []
    for caption, heads, names, width in blocks:
        last = 4 - width
        rows.append([Slot(caption, 4)])
        *firsts, end = heads.split()
        rows.append([*map(Slot, firsts), Slot(end, last)])
        for name in names:
            figures = [str(number(0, 60)) for _ in range(width)]
            if "采购" in name:
                figures[1] = f"{number(10, 900)}.{number(1, 9)}万元"
            *before, final = figures
            rows.append([Slot(name), *map(Slot, before), Slot(final, last)])
    return Grid(rows)


def review_and_litigation(random: Random) -> Grid:
    """政府信息公开行政复议、行政诉讼情况, fifteen values."""
    values = []
    for _ in range(3):
        group = [random.choice((0, 0, 1, 2)) for _ in range(4)]
        values += [*group, sum(group)]
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return Grid(
        [
            [Slot("行政复议", 5), Slot("行政诉讼", 10)],
            [*(Slot(name, 1, 2) for name in outcomes), Slot("未经复议直接起诉", 5), Slot("复议后起诉", 5)],
            [*map(Slot, outcomes), *map(Slot, outcomes)],
            [Slot(str(value)) for value in values],
        ]
    )


def statistics_table(figures: Figures) -> Grid:
    """政府信息公开情况统计表, the rows of the national table with a unit each."""
    rest = figures.proactive - figures.website
    lines = (
        ("一、主动公开情况", "——", None),
        ("（一）主动公开政府信息数", "条", figures.proactive),
        ("其中：主动公开规范性文件数", "条", 12),
        ("制发规范性文件总数", "件", 12),
        ("1.政府公报公开政府信息数", "条", 0),
        ("2.政府网站公开政府信息数", "条", figures.website),
        ("3.政务微博公开政府信息数", "条", rest // 2),
        ("4.政务微信公开政府信息数", "条", rest - rest // 2),
        ("二、回应解读情况", "——", None),
        ("（一）回应公众关注热点或重大舆情数", "次", 9),
        ("（二）参加或举办新闻发布会总次数", "次", 2),
        ("（三）政府网站在线访谈次数", "次", 3),
        ("（四）政策解读稿件发布数", "篇", 17),
        ("三、依申请公开情况", "——", None),
        ("（一）收到申请数", "件", figures.received),
        ("1.当面申请数", "件", figures.received // 2),
        ("2.传真申请数", "件", 0),
        ("3.网络申请数", "件", figures.received - figures.received // 2),
        ("4.信函申请数", "件", 0),
        ("（二）申请办结数", "件", figures.received),
        ("1.按时办结数", "件", figures.received),
        ("2.延期办结数", "件", 0),
        ("（三）申请答复数", "件", figures.received),
        ("1.属于已主动公开范围数", "件", 1),
        ("2.同意公开答复数", "件", figures.received - 1),
        ("3.同意部分公开答复数", "件", 0),
        ("4.不同意公开答复数", "件", 0),
        ("四、行政复议数量", "件", 0),
        ("五、行政诉讼数量", "件", 0),
        ("六、举报投诉数量", "件", 0),
        ("七、依申请公开信息收取的费用", "万元", 0),
        ("八、机构建设和保障经费情况", "——", None),
        ("（一）政府信息公开工作专门机构数", "个", 1),
        ("（二）设置政府信息公开查阅点数", "个", 4),
        ("（三）从事政府信息公开工作人员数", "人", 6),
        ("九、政府信息公开会议和培训情况", "——", None),
        ("（一）召开政府信息公开工作会议或专题会议数", "次", 5),
        ("（二）举办各类培训班数", "次", 3),
        ("（三）接受培训人员数", "人次", 140),
    )
    heads = [Slot(head) for head in ("统计指标", "单位", "统计数")]
    return Grid([heads, *([Slot(a), Slot(b), Slot("" if c is None else str(c))] for a, b, c in lines)])


def _values(figures: list[int]) -> list[Slot]:
    return [Slot(str(value)) for value in (*figures, sum(figures))]
