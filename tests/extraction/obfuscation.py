"""What hijacked mirrors do to a page, forwards: traditional script, pinyin glosses, glosses put into GBK bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import opencc
from pypinyin import Style, pinyin

REPORT = """\
青石县民政局2016年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》的要求编制,数据统计期限自2016年1月1日起至2016年12月31日止。
一、概述
我局着力推进“阳光民政”建设,将公开工作纳入年度考核,成效显著,群众满意度随着公开范围的扩大不断提高。
(一)加强组织领导,完善工作机制
成立了由局长任组长的领导小组,明确办公室负责日常协调、检查和督促,各科室设一名联络员(每周报送)。
(二)规范公开流程,严格保密审查
坚持“谁公开、谁审查、谁负责”,对拟公开的文件逐件审核;对涉及商业秘密和个人隐私的,一律不予公开。
二、主动公开政府信息的情况
全年主动公开政府信息1206条,其中:机构职能类36条,规划计划类12条,救灾救济类245条,财政资金类18条。
通过门户网站发布920条,通过微博发布102条,在服务大厅设置电子触摸屏1台、公告栏4处,方便群众查询。
三、依申请公开政府信息的情况
共受理申请7件,其中当面申请2件、网络申请5件,均在规定期限内答复,按时办结率100%。
四、收费及减免情况
未收取检索、复制、邮寄等费用,没有发生减免事项。
五、行政复议和行政诉讼情况
没有因信息公开被申请行政复议、提起行政诉讼。
六、存在的主要问题及改进措施
一是个别科室认识不够到位,内容更新不够及时;二是人员变动频繁,业务水平有待提升。
下一步将加强培训,健全报送机制,改进办事环节,每个窗口配备专人解答咨询,拓宽渠道,听取意见,接受监督。
"""
"""A report of our own making, with the words in which the scripts differ most."""

SCRIPTS = ("s2t", "s2tw", "s2hk")


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC's way from simplified script."""
    return opencc.OpenCC(config).convert


def reading(character: str, *, toned: bool) -> str:
    """One reading, as a mirror prints it."""
    return pinyin(character, style=Style.TONE if toned else Style.NORMAL)[0][0]


def is_han(character: str) -> bool:
    """Whether it is a character that a mirror would annotate."""
    return "一" <= character <= "鿿"


def changed_characters(text: str, config: str = "s2t") -> list[str]:
    """The traditional characters of a text, the table of family A."""
    traditional = converter(config)(text)
    return sorted({new for old, new in zip(text, traditional, strict=True) if old != new and is_han(new)})


def family_a(text: str, config: str, share: float, seed: int, brackets: str = "()") -> str:
    """Each character of a fixed table is annotated with tones wherever it stands."""
    traditional = converter(config)(text)
    table = changed_characters(text, config)
    dice = random.Random(seed)  # noqa: S311
    chosen = set(dice.sample(table, max(1, int(share * len(table)))))
    return "".join(f"{c}{brackets[0]}{reading(c, toned=True)}{brackets[1]}" if c in chosen else c for c in traditional)


def family_b(text: str, config: str, share: float, seed: int, brackets: str = "()") -> str:
    """In each paragraph some characters are annotated without tones, as often as they occur in it."""
    dice = random.Random(seed)  # noqa: S311
    lines = []
    for line in converter(config)(text).split("\n"):
        chosen = {c for c in sorted(set(line)) if is_han(c) and dice.random() < share}
        lines.append(
            "".join(
                c + f"{brackets[0]}{reading(c, toned=False)}{brackets[1]}" * line.count(c) if c in chosen else c
                for c in line
            )
        )
    return "\n".join(lines)


def byte_level(text: str, table: list[str]) -> str:
    """Family A as the mirror does it: a replacement in GBK bytes, which also hits across two characters."""
    wide = str.maketrans(",:;()?!", "，：；（）？！")
    data = converter("s2t")(text).translate(wide).encode("gbk")
    for character in table:
        gloss = character.encode("gbk") + f"({reading(character, toned=True)})".encode("gbk", "ignore")
        data = data.replace(character.encode("gbk"), gloss)
    decoded = data.decode("gbk", "replace").replace("\ufffd", "?")
    return re.sub(r"\?\((?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\))", "?", decoded)


def straddling_characters(text: str) -> list[str]:
    """Traditional characters that the bytes of two neighbours spell by accident: these cause the damage."""
    traditional = converter("s2t")(text).translate(str.maketrans(",:;()?!", "，：；（）？！"))
    simplify = converter("tw2s")
    found = set()
    for first, second in pairwise(traditional):
        data = first.encode("gbk")[-1:] + second.encode("gbk")[:1]
        straddling = data.decode("gbk", "ignore")
        if len(data) == 2 and is_han(straddling[:1]) and simplify(straddling) != straddling:
            found.add(straddling)
    return sorted(found)
