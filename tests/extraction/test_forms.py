"""The official forms as data: exactly what the circulars print, and how labels are compared."""

from __future__ import annotations

import pytest

from crawler.extraction.forms.applications import APPLICANTS
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.official import (
    APPLICATION_ROWS,
    application_row,
    caption_item,
    disclosure_evidence,
    disclosure_form,
)
from crawler.extraction.forms.statistics_table import KEY_BY_STEM, KNOWN_STEMS
from crawler.extraction.tables.grid_disclosure import disclosure_column
from crawler.extraction.tables.labels import nearly_equal, read_label

ROWS_2021 = """一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
（一）予以公开
（二）部分公开（区分处理的，只计这一情形，不计其他情形）
1.属于国家秘密
2.其他法律行政法规禁止公开
3.危及“三安全一稳定”
4.保护第三方合法权益
5.属于三类内部事务信息
6.属于四类过程性信息
7.属于行政执法案卷
8.属于行政查询事项
1.本机关不掌握相关政府信息
2.没有现成信息需要另行制作
3.补正后申请内容仍不明确
1.信访举报投诉类申请
2.重复申请
3.要求提供公开出版物
4.无正当理由大量反复申请
5.要求行政机关确认或重新出具已获取信息
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
3.其他
（七）总计
四、结转下年度继续办理""".splitlines()


def test_rows_of_the_form_of_2021_are_those_of_the_circular() -> None:
    assert [row.labels[0] for row in FORM_2021.applications] == ROWS_2021
    assert [application_row(label).key for label in ROWS_2021] == [row.key for row in FORM_2021.applications]


def test_the_forms_have_the_official_numbers_of_values() -> None:
    assert len(FORM_2019.applications) * len(APPLICANTS) == 161
    assert len(FORM_2021.applications) * len(APPLICANTS) == 175
    counts = [sum(len(b.columns) * len(b.rows) for b in form.disclosure) for form in (FORM_2019, FORM_2021)]
    assert counts == [22, 10]


def test_the_forms_differ_in_the_rows_of_other_handling_only() -> None:
    only_2019 = {row.key for row in FORM_2019.applications} - {row.key for row in FORM_2021.applications}
    only_2021 = {row.key for row in FORM_2021.applications} - {row.key for row in FORM_2019.applications}
    assert only_2019 == {"other_handling"}
    assert only_2021 == {"other_correction_overdue", "other_fee_overdue", "other_other"}
    assert len(APPLICATION_ROWS) == 26


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("1、属于国家秘密", "refused_state_secret"),
        ("１．属于 国家\u3000秘密", "refused_state_secret"),
        ("（1）属于国家秘密", "refused_state_secret"),
        ("属于国家秘密", "refused_state_secret"),
        ('3.危及"三安全一稳定"', "refused_security_and_stability"),
        ("3.危及‘三安全一稳定’", "refused_security_and_stability"),
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "partly_granted"),
        ("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", "other_correction_overdue"),
        ("1.逾期不补正", "other_correction_overdue"),
        ("2.申请人逾期未缴费、行政机关不再处理其政府信息公开申请", "other_fee_overdue"),
        ("（六）其他处理", "other_handling"),
        ("(六)其他", "other_handling"),
        ("3、其他", "other_other"),
        ("（七） 总 计", "concluded_total"),
        ("四、结转下年度继续办理", "carried_out"),
        ("⼀、本年新收政府信息公开申请数量", "received"),
    ],
)
def test_label_variants(label: str, key: str) -> None:
    assert application_row(label).key == key


@pytest.mark.parametrize("label", ["属于国家", "本年度办理结果", "行政许可", "", "申请", "予以公开的信息"])
def test_parts_of_labels_and_other_labels_name_no_row(label: str) -> None:
    assert application_row(label) is None


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("本年制发件数", "issued"),
        ("本年（2022）制发件数", "issued"),
        ("2022年度废止件数", "repealed"),
        ("现行有效件数", "in_force"),
        ("本年收费金额（单位：万元）", "amount_10k_yuan"),
        ("本年收费金额\n（单位: 万元）", "amount_10k_yuan"),
        ("本年增 / 减", "change"),
        ("采购总金额（元）", "amount"),
        ("处理决定数量", "decisions"),
    ],
)
def test_column_variants(label: str, key: str) -> None:
    assert disclosure_column(label).key == key


@pytest.mark.parametrize("label", ["本年收费金额（单位：元）", "2018年项目数量", "上年制发件数", "数量"])
def test_columns_of_another_meaning_have_no_key(label: str) -> None:
    assert disclosure_column(label) is None


def test_captions() -> None:
    assert [caption_item(t) for t in ("第二十条第（一）项", "第二十条第(九)项", "第二十条 第 (五) 项")] == [
        "一",
        "九",
        "五",
    ]
    assert caption_item("按照第二十条第（一）项") is None


def test_any_two_labels_prove_a_form() -> None:
    assert disclosure_form(disclosure_evidence(["规范性文件"])) == (None, False)
    assert disclosure_form(disclosure_evidence(["本年新制作数量", "本年新公开数量"])) == ("form_2019", False)
    assert disclosure_form({"本年制发件数", "现行有效件数", "上一年项目数量"}) == ("form_2021", False)
    both = {"本年制发件数", "现行有效件数", "本年废止件数", "上一年项目数量", "本年增减"}
    assert disclosure_form(both) == ("form_2021", True)


def test_short_labels_are_not_nearly_equal() -> None:
    assert not nearly_equal("行政许可", "行政处罚")
    assert not nearly_equal("予以公开", "不予公开")
    assert nearly_equal("本机关不掌握相关政府信息", "本机关不掌握相关政府信")


def test_indicator_labels_of_the_statistics_table_are_disjoint() -> None:
    assert set(KEY_BY_STEM) < KNOWN_STEMS
    assert KEY_BY_STEM[read_label("（三）申请答复数").stem] == "applications_answered"
    assert "申请办结数" not in KEY_BY_STEM
