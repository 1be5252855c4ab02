"""What an unsigned report calls itself (我镇, 我局) and which place it speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from crawler.extraction.regions.chains import mentions

_OWN = re.compile(
    r"[我本](省|市(?!场)|县|区(?!域)|州|盟|旗|镇|乡|街道|局|委|厅|处|署|院|站|所(?!有)|队|中心|单位|部门|机关|办(?!理|公(?!室)|事))"
)
_PLACES = frozenset(("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道"))
_BUREAU_WORDS = ("局", "委", "厅", "署")
_VAGUE = frozenset(("单位", "部门", "机关"))
_QUOTED = re.compile(r"《[^》]{0,80}》")
_CLASS = re.compile(r"街道$|.$")
_PERIODICAL = re.compile(
    r"《([\u4e00-\u9fff]{2,5}?)(统计|教育|民政|财政|水利|水务|卫生|审计|环保|国土|农业|林业|司法|科技|交通|文化|税务|公安|"
    r"人社|发改|住建|规划|旅游|商务|安监|城管|气象)(?:月报|动态|年鉴|信息|简报|快讯|快报|报|公报|通讯|专报)》"
)
_BUREAUX = {"发改": "发展和改革局", "人社": "人力资源和社会保障局", "住建": "住房和城乡建设局"}
MOST = 2
"""The place must be named at least this often and this many times as often as any other of its class."""


class SelfReference(NamedTuple):
    """How the report speaks of its author."""

    word: str | None
    """The commonest of 镇, 区, 局 …; of an office rather than of its place where both occur."""
    is_office: bool
    """局, 委, 中心 …: the author is an office."""
    is_bureau_only: bool = False
    """我局, 我委, 我厅 again and again, and never 我县: no government speaks so."""


def self_reference(text: str) -> SelfReference:
    """The class of the author by 我… and 本…; an office also says 我区 of the place it serves.

    >>> self_reference("2016年我局推进公开，我区群众满意，我局受理为零")
    SelfReference(word='局', is_office=True, is_bureau_only=False)
    >>> self_reference("我镇认真落实，本镇未收取费用")
    SelfReference(word='镇', is_office=False, is_bureau_only=False)
    """
    counts = Counter(_OWN.findall(text))
    places = Counter({word: n for word, n in counts.items() if word in _PLACES})
    offices = Counter({word: n for word, n in counts.items() if word not in _PLACES | _VAGUE})
    if offices and 2 * offices.total() >= places.total():
        bureau = sum(offices[word] for word in _BUREAU_WORDS)
        return SelfReference(offices.most_common(1)[0][0], True, bureau > MOST and not places)
    if places:
        return SelfReference(places.most_common(1)[0][0], False)
    return SelfReference(None, bool(counts))


def dominant_place(text: str, word: str | None = None) -> tuple[str, int] | None:
    """The place of that class (any if `None`) that text outside 《》 names by far most, and how often.

    >>> dominant_place("自流井区门户网站公布，《大安区办法》第一条，自流井区环保局公布", "区")
    ('自流井区', 2)
    >>> dominant_place("大安区与自流井区一同公布，大安区与自流井区", "区") is None
    True
    """
    plain = _QUOTED.sub("《》", text)
    counts: Counter[str] = Counter()
    for found in mentions(plain):
        own_class = _CLASS.search(found.name)
        if word is None or (own_class and own_class.group() == word and not found.name.endswith("自治区")):
            counts[found.name] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < MOST or (len(ranked) > 1 and ranked[0][1] < MOST * ranked[1][1]):
        return None
    return ranked[0]


def periodical_bureau(text: str) -> tuple[str, str] | None:
    """(place without class, bureau) that a periodical's title betrays.

    >>> periodical_bureau("编印《青田统计月报》12期")
    ('青田', '统计局')
    """
    match = _PERIODICAL.search(text)
    return (match.group(1), _BUREAUX.get(match.group(2), match.group(2) + "局")) if match else None
