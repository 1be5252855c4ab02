"""The contact is what the contact clause prints, and nothing from elsewhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.doors.text import read_text
from crawler.extraction.header.contact import read_contact
from crawler.extraction.page import Paragraph
from crawler.extraction.script.restore import restore_page
from crawler.items import Contact
from tests.shared_material import SHARED, needs_seeds

PREAMBLE = (
    "本年度报告根据条例的要求，由青石镇党政办编制。本报告电子版可在青石镇网站（网址：http://www.example.gov.cn/）下载。"
)

CLAUSES: list[tuple[str, Contact]] = [
    (
        "如对本报告有任何疑问,请与青石镇党政办联系(地址:青石镇银河路1号,邮编:523616,电话:0769—87711001)。",
        Contact("青石镇银河路1号", "523616", "0769—87711001", None),
    ),
    (
        "如有疑问，请联系：青石镇政务中心（地址：青石镇政务中心大楼，电话:0454-7366622，邮箱:qingshi@example.com ）。",
        Contact("青石镇政务中心大楼", None, "0454-7366622", "qingshi@example.com"),
    ),
    (
        "若对报告内容有疑问，请与青石镇办公室联系。\n联系地址：西街12号\n邮政编码：２５５０００\n"
        "联系电话：0533-2286643、2286644\n传真：0533-2287070\n电子邮箱：ab_c2008@example.com\n一年来共公开信息36条。",
        Contact("西街12号", "255000", "0533-2286643、2286644", "ab_c2008@example.com"),
    ),
    ("如有不明之处，可致电青石镇办公室，电话：0591-83926179。", Contact(phone="0591-83926179")),
    ("如对本报告有意见，请致电（0591）83926179转8001。", Contact(phone="（0591）83926179转8001")),
    (
        "如有疑问，请与办公室联系。地址：甲市乙路1号，政务中心3楼（东侧） 邮编：523616 电话/传真：0769-22222222",
        Contact("甲市乙路1号，政务中心3楼（东侧）", "523616", "0769-22222222", None),
    ),
    (
        "对本报告如有疑问，请与我局联系，办公地址：东城区一路2号，由办公室负责解释，联系电话：010－12345678。",
        Contact("东城区一路2号", None, "010－12345678", None),
    ),
    ("如有疑问，可登录网站地址:http://www.example.cn/查询，电话：82310851", Contact(phone="82310851")),
    ("如有疑问，请与办公室联系（邮箱地址：a.b@example.gov.cn）", Contact(email="a.b@example.gov.cn")),
    ("如有疑问，请与办公室联系，邮箱：www.example.cn，传真：0769-22222222。", Contact()),
]

NOT_A_CONTACT = [
    "政务服务热线电话：0454-7366622。",
    "设立监督电话0454-7366622、举报邮箱jubao@example.com，接受群众监督。",
    "群众如有问题可拨打12345政务服务便民热线。",
    "开展电话咨询36次，邮寄答复2件，地址变更1件。",
    "全年公开信息1082条，电话答复群众23人次。",
]


@pytest.mark.parametrize(("clause", "contact"), CLAUSES)
def test_clauses(clause: str, contact: Contact) -> None:
    assert read_contact(clause) == contact
    assert read_contact(PREAMBLE + clause) == contact


@pytest.mark.parametrize("text", NOT_A_CONTACT)
def test_hotlines_and_figures_are_no_contact(text: str) -> None:
    assert read_contact(text) == Contact()
    clause = "如有疑问，请与青石镇办公室联系（电话：0769-87711001）。"
    assert read_contact(f"{clause}{text}") == Contact(phone="0769-87711001")
    assert read_contact(f"{text}\n{clause}") == Contact(phone="0769-87711001")


@pytest.mark.parametrize("number", ["0769-8771100123", "123456", "2016", "12345678901234"])
def test_numbers_that_are_no_telephone(number: str) -> None:
    assert read_contact(f"如有疑问，请与办公室联系，电话：{number}。").phone is None


@settings(max_examples=150, deadline=None)
@given(
    st.none() | st.sampled_from(["青石镇银河路1号", "甲市乙区丙大道8号2楼", "云岭县政府大院内"]),
    st.none() | st.from_regex(r"[1-9][0-9]{5}", fullmatch=True),
    st.none() | st.from_regex(r"0[1-9][0-9]{1,2}[-—－]?[2-8][0-9]{6,7}", fullmatch=True),
    st.none() | st.from_regex(r"[a-z][a-z0-9_.]{0,8}[a-z]@[a-z]{2,8}\.(com|gov\.cn)", fullmatch=True),
    st.sampled_from(["（{}）。", "({})。", "：{}。", "，{}。", "。\n{}\n一、概述"]),
    st.sampled_from(["，", ",", "；", ";", " ", "\n"]),
    st.sampled_from([":", "："]),
)
def test_clauses_are_read_back(
    address: str | None, postcode: str | None, phone: str | None, email: str | None, around: str, gap: str, colon: str
) -> None:
    parts = {"联系地址": address, "邮政编码": postcode, "联系电话": phone, "电子邮箱": email}
    inner = gap.join(f"{label}{colon}{value}" for label, value in parts.items() if value)
    if "\n" in gap:
        around = "。\n{}\n一、概述"
    text = PREAMBLE + "如对本报告有疑问，请与青石镇党政办联系" + around.format(inner) + "监督电话：12345678。"
    assert read_contact(text) == Contact(address, postcode, phone, email)


def test_hostile_text_is_bounded() -> None:
    start = time.process_time()
    for text in (
        "如有疑问请联系电话" * 50_000,
        "如" * 500_000,
        "如有疑问请联系电话" + "a." * 90_000,
        "（" * 90_000 + "电话",
    ):
        read_contact(text)
    assert time.process_time() - start < 2


@needs_seeds
def test_contacts_of_the_seeds() -> None:
    read = {}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        page = restore_page(read_text(path.read_bytes())).page
        text = "\n".join(block.text for block in page.blocks if isinstance(block, Paragraph))
        read[path.name[:3]] = read_contact(text)
    assert read["000"] == Contact("东莞市樟木头镇银河北路1号", "523616", "0769—87711001", None)
    assert read["003"] == Contact("汤原县汤原镇政务中心大楼", None, "0454-7366622", "tyxzfw@126.com")
    assert [read[name] for name in ("001", "002", "004")] == [Contact()] * 3
