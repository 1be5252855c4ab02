"""Advertising phrases on hijacked pages, and hosts that are not the ones they copy.

A mirror replaces one frequent string, a place name or 政府信息公开 itself, by a phrase of the gambling trade. What
is found is flagged with its evidence, never deleted: the replaced wording cannot be known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.extraction.forms.spam_lexicon import (
    ADULT,
    BRANDS,
    ORGANISATION,
    POLICING_AFTER,
    POLICING_BEFORE,
    SHORT_BRANDS,
    TOPICS,
    TRADE,
)
from crawler.extraction.page import Issue

THRESHOLD = 4
"""Score from which a phrase is flagged."""

_WITHIN = r"[^，。、；：！？,;.:!?\s《》“”\"'()（）|0-9\n]"
_TRADE_WORDS = rf"(?:{TRADE})(?:{TRADE}|\(中国\)|（中国）)*"
_TOPIC = re.compile(
    rf"(?:澳门|澳門|网上|在线|十大|真钱|手机)?(?:{'|'.join(TOPICS)}){_WITHIN}{{0,8}}?{_TRADE_WORDS}", re.I
)
_BRAND = re.compile(
    rf"(?:{'|'.join(BRANDS)})(?:\(中国\)|（中国）|{_WITHIN}{{0,4}}?)?(?:{_TRADE_WORDS})?"
    rf"|(?:{'|'.join(SHORT_BRANDS)})(?:国际|娱乐|体育|电竞|k8|游戏)?(?:app|官网|官方网站|网址|开户|注册|登录|登陆)(?:{TRADE})*",
    re.I,
)
_ADULT = re.compile("|".join(ADULT), re.I)
_BEFORE = re.compile(rf"(?:{POLICING_BEFORE})[^。；！？;!?\n]{{0,12}}$")
_AFTER = re.compile(rf"[等类]?[^。；！？;!?\n]{{0,4}}(?:{POLICING_AFTER})")
_ORGANISATION = re.compile(rf"[“\"(（《]?{ORGANISATION}")
_LAW = re.compile(r"《中华人民共和国([^《》\n]{2,30}?)条例》")
_ANY = re.compile("|".join((*TOPICS, *BRANDS, *ADULT)), re.I)
_SLOTS = ("工作年度报告", "年度报告", "指南", "目录", "申请", "工作")
_OURS = "政府信息公开"
# The gate: one scan for the rarest character of each word, then only the words that can be there.
_RARE = "赌彩虎亚禽鱼棋娱猜杯球注赛乐艺凯威云戏兰沙葡冠澳博狐空雷岛赢尼阳游会江南bknypa"
_WORDS: dict[str, list[str]] = {}
for _word in (*TOPICS, *BRANDS, *SHORT_BRANDS):
    _WORDS.setdefault(next(letter for letter in _RARE if letter in _word), []).append(_word)
_LATIN = frozenset(_RARE[-6:] + _RARE[-6:].upper())
_IS_RARE = re.compile(f"[{_RARE}{_RARE[-6:].upper()}]")
_GOVERNMENT_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,6}gov\.cn(?![\w.-]*\w)", re.I | re.A)


@dataclass(frozen=True, slots=True)
class SpamPhrase:
    """An advertising phrase that stands where something else stood."""

    phrase: str
    """As printed (restored), e.g. `赌博软件app`."""
    count: int
    """How often, in titles and text."""
    score: int
    """Weight of the evidence; flagged from `THRESHOLD` on."""
    suggestion: str | None = None
    """What the slot of a fixed formula must have held; never applied silently."""


def spam_phrases(text: str, titles: Sequence[str] = ()) -> tuple[SpamPhrase, ...]:
    """The phrases whose evidence is strong enough, strongest first.

    >>> spam_phrases("由真钱捕鱼平台青石镇编制。通过真钱捕鱼平台子网站公开,见真钱捕鱼平台青石镇公开栏。")
    (SpamPhrase(phrase='真钱捕鱼平台', count=3, score=6, suggestion=None),)
    >>> spam_phrases("我局打击跨境赌博平台犯罪,查处涉赌博app案件12起,赌博平台违法人员3人。")
    ()
    """
    if not _mentions("\n".join((*titles, text))) and not _foreign_law(text) and not any(map(_ADULT.search, titles)):
        return ()
    scores: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    suggestions: dict[str, str] = {}
    fought = _collect(titles, text, scores, counts)
    for phrase in _law_phrases(text):
        scores[phrase] += 4
        counts[phrase] = text.count(phrase) + sum(title.count(phrase) for title in titles)
        suggestions[phrase] = _OURS
    found = []
    for phrase, score in scores.items():
        repeats = min(counts[phrase] - 1, 3)
        total = score + repeats - 2 * min(fought, 2)
        covered = any(phrase != other and phrase in other and scores[other] >= score for other in scores)
        if total >= THRESHOLD and not covered:
            found.append(SpamPhrase(phrase, counts[phrase], total, suggestions.get(phrase)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.phrase)))


def leading_spam(title: str) -> str | None:
    """The advertising that was put before a title, `None` where it starts as it should.

    >>> leading_spam("凯发app官网开户青石镇2016年政府信息公开年度报告")
    '凯发app官网开户'
    >>> leading_spam("青石镇2016年政府信息公开年度报告") is None
    True
    """
    found = _BRAND.match(title) or _TOPIC.match(title)
    return found.group() if found else None


def find_spam(
    text: str, titles: Sequence[str] = (), *, url: str | None = None, obfuscated: bool = False
) -> list[Issue]:
    """Issues `spam_phrase` {phrase, count, score, suggestion} and `mirror_host` {host, cited_host}.

    `text` is the restored body with table cells, `obfuscated` whether the page's script was tampered with.

    >>> [issue.code for issue in find_spam("网址:www.qingshi.gov.cn", url="http://www.a8-bet.example/xxgk/1.html")]
    ['mirror_host']
    """
    issues = [
        Issue(
            "spam_phrase",
            "warning",
            {"phrase": one.phrase, "count": one.count, "score": one.score}
            | ({"suggestion": one.suggestion} if one.suggestion else {}),
        )
        for one in spam_phrases(text, titles)
    ]
    mirror = _mirror(text, url, obfuscated=obfuscated or bool(issues))
    return [*issues, mirror] if mirror else issues


def is_government_host(host: str) -> bool:
    """Whether a host is one of the government's.

    >>> is_government_host("www.tangyuan.gov.cn"), is_government_host("gov.cn"), is_government_host("xgov.cn")
    (True, True, False)
    """
    return host == "gov.cn" or host.endswith((".gov.cn", ".政务", ".xn--zfr164b"))


def _collect(titles: Sequence[str], text: str, scores: Counter[str], counts: Counter[str]) -> int:
    """Scores the phrases of titles and text; returns how many hits stand where somebody fights the trade."""
    fought = 0
    best: dict[str, int] = {}
    for place, piece in (*(("title", title) for title in dict.fromkeys(titles)), ("text", text)):
        in_title = place == "title"
        for pattern, base in (
            (_BRAND, THRESHOLD),
            (_TOPIC, 2),
            *(((_ADULT, THRESHOLD),) if in_title else ()),
        ):
            for hit in pattern.finditer(piece):
                start, end = hit.span()
                if base == 2 and (
                    _BEFORE.search(piece, max(0, start - 14), start) or _AFTER.match(piece, end, end + 12)
                ):
                    fought += 1
                    continue
                phrase = hit.group()
                followed = _ORGANISATION.match(piece, end, end + 16) is not None
                counts[phrase] += not in_title
                alone = piece[start - 1 : start] in ("", "\n") and piece[end : end + 1] in ("", "\n")
                weight = base + 3 * in_title + 2 * (followed or alone)
                best[phrase] = max(best.get(phrase, 0), weight)
    for phrase, weight in best.items():
        scores[phrase] = weight
        counts[phrase] = max(1, counts[phrase])
    return fought


def _mentions(text: str) -> bool:
    """Whether any word of the trade is in the text: the cheap gate."""
    present = set(_IS_RARE.findall(text))
    if not present.isdisjoint(_LATIN):
        text = text.lower()
        present = {letter.lower() for letter in present}
    return any(word in text for letter in present for word in _WORDS.get(letter, ()))


def _foreign_law(text: str) -> bool:
    return "条例》" in text and _OURS not in text


def _law_phrases(text: str) -> Iterable[str]:
    """What stands in the law's name, where the page shows that 政府信息公开 stood there."""
    for phrase in dict.fromkeys(_LAW.findall(text)):
        advertises = _ANY.search(phrase) is not None
        replaced = _OURS not in text and any(phrase + slot in text for slot in _SLOTS[:3])
        if advertises or replaced:
            yield phrase


def _mirror(text: str, url: str | None, *, obfuscated: bool) -> Issue | None:
    host = _host(url)
    if host is None or is_government_host(host):
        return None
    cited = Counter(found.lower() for found in _GOVERNMENT_HOST.findall(text))
    if not cited and not obfuscated:
        return None
    cited_host = cited.most_common(1)[0][0] if cited else None
    return Issue("mirror_host", "warning", {"host": host, "cited_host": cited_host})


def _host(url: str | None) -> str | None:
    """The host of a web address that can be judged: not of a file, not an address in digits, not a local name."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    try:
        ip_address(host)
    except ValueError:
        return host if "." in host else None
    return None
