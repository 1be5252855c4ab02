"""What a made-up report says: headings, paragraphs and official tables whose numbers agree with each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.prose import OFFICES, PLACES, paragraph
from bench.tables import Figures, Grid, applications, disclosure, review_and_litigation, statistics_table

Form = Literal["narrative", "statistics_table", "form_2019", "form_2021"]
FORMS: tuple[Form, ...] = ("narrative", "statistics_table", "form_2019", "form_2021")
YEARS = {
    "narrative": (2009, 2018),
    "statistics_table": (2014, 2018),
    "form_2019": (2019, 2020),
    "form_2021": (2021, 2024),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2, ordinal included."""

    text: str


Part = Heading | str | Grid


@dataclass(frozen=True, slots=True)
class Report:
    """The facts and the parts in printed order; `grow` gives one more paragraph for a place of `growing`."""

    form: Form
    year: int
    place: tuple[str, str, str]
    agency: str
    title: str
    received: int
    parts: list[Part]
    growing: dict[str, tuple[str, ...]]


def make_report(random: Random, form: Form) -> Report:
    """A report of that form of some agency and year."""
    place = random.choice(PLACES)
    year = random.randint(*YEARS[form])
    return write_report(random, form, year=year, place=place, agency=place[2] + random.choice(OFFICES))


def write_report(random: Random, form: Form, *, year: int, place: tuple[str, str, str], agency: str) -> Report:
    """That agency's report on the year, with a handful of paragraphs in each section."""
    figures = Figures.draw(random, form_2021=form == "form_2021")
    parts = (_modern if form.startswith("form") else _old)(random, form, year, place, agency, figures)
    return Report(
        form=form,
        year=year,
        place=place,
        agency=agency,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        received=figures.received,
        parts=parts,
        growing={"problem": ("problem", "plan"), "work": ("work", "work", "count")},
    )


def enlarge(random: Random, report: Report, add: Callable[[str], bool]) -> None:
    """Put paragraphs behind randomly chosen ones until `add`, told each new text, says that it is enough."""
    places = [index for index, part in enumerate(report.parts) if isinstance(part, str)][1:]
    extra: dict[int, list[str]] = {}
    enough = False
    while not enough:
        at = random.choice(places)
        text = paragraph(random, *report.growing["problem" if at == places[-1] else "work"])
        extra.setdefault(at, []).append(text)
        enough = add(text)
    report.parts[:] = [piece for index, part in enumerate(report.parts) for piece in (part, *extra.get(index, ()))]


def _modern(
    random: Random, form: Form, year: int, place: tuple[str, str, str], agency: str, figures: Figures
) -> list[Part]:
    modern = form == "form_2021"
    return [
        _preamble(random, year, place, agency),
        Heading("一、总体情况"),
        f"{year}年，{agency}按照上级部署推进公开工作。" + paragraph(random, "work"),
        Heading("（一）主动公开情况"),
        f"全年主动公开政府信息{figures.proactive}条，其中通过政府网站公开{figures.website}条。"
        + paragraph(random, "work", "count"),
        Heading("（二）依申请公开情况"),
        f"全年新收政府信息公开申请{figures.received}件，上年结转{figures.carried_in}件，均在法定期限内办理。",
        paragraph(random, "work"),
        Heading("（三）政府信息管理情况"),
        paragraph(random, "work", "count"),
        Heading("（四）平台建设情况"),
        paragraph(random, "work"),
        Heading("（五）监督保障情况"),
        paragraph(random, "work"),
        Heading("二、主动公开政府信息情况"),
        disclosure(random, modern=modern),
        Heading("三、收到和处理政府信息公开申请情况"),
        applications(figures, modern=modern),
        Heading("四、政府信息公开行政复议、行政诉讼情况"),
        review_and_litigation(random),
        Heading("五、存在的主要问题及改进情况"),
        paragraph(random, "problem"),
        paragraph(random, "plan"),
        Heading("六、其他需要报告的事项"),
        "本年度未收取信息处理费，没有其他需要报告的事项。",
    ]


def _old(
    random: Random, form: Form, year: int, place: tuple[str, str, str], agency: str, figures: Figures
) -> list[Part]:
    parts: list[Part] = [
        _preamble(random, year, place, agency),
        Heading("一、概述"),
        f"{year}年，{agency}继续推进信息公开。" + paragraph(random, "work"),
        paragraph(random, "work"),
        Heading("二、主动公开政府信息情况"),
        f"全年主动公开政府信息{figures.proactive}条，其中政府网站公开{figures.website}条，"
        f"其他方式公开{figures.proactive - figures.website}条。",
        Heading("（一）公开的主要内容"),
        paragraph(random, "work", "count"),
        Heading("（二）公开的形式"),
        paragraph(random, "work"),
        Heading("三、依申请公开政府信息情况"),
        f"全年共收到政府信息公开申请{figures.received}件，已答复{figures.received}件，答复率100%。",
        Heading("四、政府信息公开的收费及减免情况"),
        "本年度向申请人提供政府信息未收取任何费用。",
        Heading("五、因政府信息公开申请行政复议、提起行政诉讼情况"),
        "本年度没有因政府信息公开引起的行政复议和行政诉讼。",
        Heading("六、存在的主要问题和改进措施"),
        paragraph(random, "problem"),
        paragraph(random, "plan"),
    ]
    if form == "statistics_table":
        parts += [Heading("七、政府信息公开情况统计表"), statistics_table(figures)]
    return parts


def _preamble(random: Random, year: int, place: tuple[str, str, str], agency: str) -> str:
    law = "新修订的《中华人民共和国政府信息公开条例》" if year >= 2019 else "《中华人民共和国政府信息公开条例》"
    postcode, phone = random.randint(310000, 720000), random.randint(2200000, 8900000)
    return (
        f"依照{law}的规定，{agency}编制了本报告，数据统计期限从{year}年1月1日起，到{year}年12月31日止。"
        f"读者如有疑问，请联系{agency}办公室（地址：{place[1]}{place[2]}人民路{random.randint(1, 300)}号，"
        f"邮编：{postcode}，电话：0{random.randint(570, 990)}-{phone}）。"
    )
