"""The official forms ready for look-up: which row, group, column or caption a printed label names.

Both readers, of grids and of flattened text, ask here. Labels are compared by whole stem (`read_label`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from crawler.extraction.forms import applications as shared
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.review_and_litigation import GROUPS as REVIEW_GROUPS
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.forms.shapes import Column, Group, Row, by_stem, columns_by_stem
from crawler.extraction.tables.labels import column_stem, normalise_label, read_label
from crawler.items import OfficialForm

FORMS = (FORM_2019, FORM_2021)

APPLICATION_ROWS: tuple[Row, ...] = tuple(
    {row.key: row for row in (*FORM_2019.applications[:-2], *FORM_2021.applications)}.values()
)
"""Rows of both forms in printed order: other_handling (2019) stands before the three rows of 2021."""

APPLICATION_ORDER: Mapping[str, int] = MappingProxyType({row.key: i for i, row in enumerate(APPLICATION_ROWS)})

APPLICATION_STEMS = by_stem(APPLICATION_ROWS)
GROUP_STEMS = by_stem(shared.GROUPS)
APPLICANT_STEMS = columns_by_stem(shared.APPLICANTS)
APPLICANT_KEYS = tuple(column.key for column in shared.APPLICANTS)
APPLICANT_HEADER_STEMS = frozenset(read_label(label).stem for label in shared.HEADER_WORDS)

REVIEW_GROUP_STEMS = by_stem(REVIEW_GROUPS)
REVIEW_GROUP_KEYS = tuple(group.key for group in REVIEW_GROUPS)
OUTCOME_STEMS = columns_by_stem(OUTCOMES)
OUTCOME_KEYS = tuple(column.key for column in OUTCOMES)

DISCLOSURE_ROWS: tuple[Row, ...] = tuple(
    {row.key: row for form in FORMS[::-1] for block in form.disclosure for row in block.rows}.values()
)
DISCLOSURE_STEMS = by_stem(row for form in FORMS for block in form.disclosure for row in block.rows)
DISCLOSURE_COLUMN_STEMS = columns_by_stem(
    column for form in FORMS for block in form.disclosure for column in block.columns
)
CONTENT_STEM = "信息内容"
"""The label over the row labels of every block of the disclosure table."""

_ONLY_COLUMN = "本年处理决定数量"

_CAPTION = re.compile(r"(?:《政府信息公开条例》)?第?二十条(?:第一款)?第?\(?([一五六八九])\)?项")


def caption_item(text: str) -> str | None:
    """Which item of article 20 a caption names, `None` where the text is no caption.

    >>> [caption_item(text) for text in ("第二十条第（一）项", "第二十条 第(八)项", "第二十条规定")]
    ['一', '八', None]
    """
    if len(text) > 60 or "条" not in text:
        return None
    found = _CAPTION.fullmatch(normalise_label(text))
    return found[1] if found else None


def columns_of(row: str) -> dict[str, tuple[Column, ...]]:
    """The columns that each form prescribes for a row of the disclosure table.

    >>> {form: [c.key for c in columns] for form, columns in columns_of("administrative_fees").items()}
    {'form_2019': ['previous_items', 'change'], 'form_2021': ['amount_10k_yuan']}
    """
    return dict(_COLUMNS_OF[row])


def application_row(text: str) -> Row | None:
    """The row of the applications table that a whole printed label names.

    `其他` and `总计` are rows here: where they may also be columns, the place in the table decides.
    `（六）其他` is the short form of （六）其他处理.

    >>> [application_row(text).key for text in ("2、重复 申请", "（七）总计", "3.其他", "（六）其他")]
    ['unprocessed_repeated', 'concluded_total', 'other_other', 'other_handling']
    >>> application_row("重复")
    """
    label = read_label(text)
    if label.ordinal == "(六)" and label.stem in ("其他", "其它"):
        return APPLICATION_STEMS["其他处理"]
    return APPLICATION_STEMS.get(label.stem)


def application_group(text: str) -> Group | None:
    """The group that a whole printed label names; （六）其他处理 is one in 2021, in 2019 a row.

    >>> application_group("(五)不予处理").key, application_group("三、本年度办理结果").key
    ('unprocessed', 'results')
    """
    return GROUP_STEMS.get(read_label(text).stem)


def disclosure_evidence(labels: Iterable[str]) -> frozenset[str]:
    """The stems among printed labels, of one head's columns or of one row, that tell the forms apart.

    本年处理决定数量 proves the form of 2021 only where it is the only column.

    >>> sorted(disclosure_evidence(["本年（2023）制发件数", "现行有效件数", "备注"]))
    ['本年制发件数', '现行有效件数']
    >>> disclosure_evidence(["上一年项目数量", "本年处理决定数量"])
    frozenset({'上一年项目数量'})
    """
    stems = [_OFFICIAL_STEMS.get(stem := column_stem(label), stem) for label in labels]
    return frozenset(stem for stem in stems if stem in _EVIDENCE or (stem == _ONLY_COLUMN and len(stems) == 1))


def disclosure_form(evidence: Iterable[str]) -> tuple[OfficialForm | None, bool]:
    """The form of the disclosure table by any two pieces of evidence, and whether both forms have them.

    >>> disclosure_form({"本年制发件数", "本年废止件数"}), disclosure_form({"行政规范性文件"})
    (('form_2021', False), (None, False))
    """
    found = set(evidence)
    counts = {form.name: len(found & form.disclosure_evidence) for form in FORMS}
    counts["form_2021"] += _ONLY_COLUMN in found
    proven: list[OfficialForm] = [form.name for form in FORMS if counts[form.name] >= 2]
    best = max(proven, key=counts.__getitem__, default=None)
    return best, len(proven) > 1


def application_form(rows: Iterable[str]) -> OfficialForm | None:
    """The form of the applications table by its rows under （六）其他处理.

    >>> application_form(["granted", "other_other"]), application_form(["granted"])
    ('form_2021', None)
    """
    found = frozenset(rows)
    for form in (FORM_2021, FORM_2019):
        if found & form.application_evidence:
            return form.name
    return None


def _columns_of() -> dict[str, dict[str, tuple[Column, ...]]]:
    table: dict[str, dict[str, tuple[Column, ...]]] = {}
    for form in FORMS:
        for block in form.disclosure:
            for row in block.rows:
                table.setdefault(row.key, {})[form.name] = block.columns
    return table


_COLUMNS_OF = _columns_of()
_EVIDENCE = FORM_2019.disclosure_evidence | FORM_2021.disclosure_evidence
_OFFICIAL_STEMS = {
    stem: column_stem(column.labels[0]) for stem, column in DISCLOSURE_COLUMN_STEMS.items() if column.key != "decisions"
}
