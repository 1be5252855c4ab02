"""DATA: by what the column page of each family is known, and where on it the family's parameters stand.

Marks are regular expressions with weights, searched in the page's markup and in its address; WANTED together are
enough. Each is of a thing that the system itself writes, not of a template that a designer could choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WANTED = 3
"""Weight from which on a family is recognised."""


@dataclass(frozen=True, slots=True)
class Signature:
    """By what a family is known."""

    marks: Mapping[str, int]
    """Of the markup."""
    address: Mapping[str, int] = field(default_factory=dict)
    """Of the address."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Parameter -> expression with one group, of the markup or else of the address."""
    prefix: str | None = None
    """Expression with one group: where the portal begins on its host, of the address's path."""


def _value(name: str) -> str:
    """`name: 'value'`, `name = value`, `"name":"value"`, `&name=value`."""
    return rf"\b{name}['\"]?\s*[:=]\s*['\"]?([^'\"&,;}}\s>]+)"


SIGNATURES: Mapping[str, Signature] = {
    "gkmlpt": Signature(
        marks={r"window\._CONFIG\s*=": 2, r"/gkmlpt/": 1, r"\bTREE\s*:\s*\[": 1},
        address={r"/gkmlpt/": 2},
        params={"cat": r"#(\d+)$", "sid": r"\bSID\s*:\s*['\"]?(\d+)"},
        prefix=r"^(/.+?)/gkmlpt/",
    ),
    "nfcms": Signature(
        marks={r"\bNFCMS_\w+": 3, r"href=['\"][^'\"]*/?content/(?:mpost|post)_\d+\.html": 3, r"nfw-cms-": 3},
    ),
    "jpaas": Signature(
        marks={r"jpaas-publish-server": 3, r"\bquerydata\s*=": 2, r"/build/unit\b": 2},
        params={
            **{
                name: rf"['\"]{name}['\"]\s*:\s*['\"]([^'\"]*)['\"]"
                for name in ("parseType", "webId", "tplSetId", "pageType", "tagId", "editType", "pageId")
            },
            "pageSize": r"\bpageSize['\"]?\s*[:=]\s*['\"]?(\d+)",
        },
    ),
    "hanweb_xxgk": Signature(
        marks={r"/module/xxgk/(?:tree|search|subjectinfo)\.jsp": 4},
        address={r"[?&]number=\w+": 1},
        params={
            "col": r"/col/col(\d+)/",
            **{name: rf"[?&;]{name}=([^&'\"\s]+)" for name in ("infotypeId", "jdid", "area", "divid")},
        },
    ),
    "hanweb": Signature(
        marks={r"dataproxy\.jsp": 3, r"\bjpage\s*\(": 2, r"<datastore>|<recordset>": 2, r"ZJEG_RSS\.": 1},
        address={r"/col/col\d+/": 1},  # its ids may be opaque and change: the crawl takes them from the page
    ),
    "label8888": Signature(
        marks={r"/site/label/8888": 3, r"publicInfoList": 2, r"href=['\"][^'\"]*/public/column/\d+\?": 3},
        address={r"/public/column/\d+": 3},
        params={
            "siteId": _value("siteId"),
            "organId": r"\borganId['\"]?\s*[:=]\s*['\"]?(\d+)|/public/column/(\d+)",
            "type": r"[?&{,]\s*['\"]?type['\"]?\s*[:=]\s*['\"]?(\d+)",
            "catId": _value("catId"),
            "file": _value("file"),
        },
    ),
    "ucap": Signature(
        marks={
            r"createPageHTML\(\s*['\"][^'\"]+['\"]\s*,\s*\d": 3,  # a container's name goes before the numbers
            r"href=['\"][^'\"]*/c\d{2,}_\d+\.s?html": 2,
            r"<ucap": 3,
            r"/common/search/[0-9a-f]{8,}": 3,
            r"\bdata-channel=|\bchannelId\b": 1,
        },
        address={r"/c\d{5,7}[a-z]?/": 1, r"/(?:zfxxgk|xxgk)_\w+\.s?html": 1, r"/pc/list\.html": 1},
        params={"channel": r"/common/search/(\w{6,})|\b(?:data-channel|channelId)['\"]?\s*[:=]\s*['\"]?(\w{6,})"},
    ),
    "trs": Signature(
        marks={
            r"href=['\"]?[^'\">]*\d{6}/t\d{8}_\d+\.s?html?": 3,
            r"createPage(?:HTML)?\(\s*\d+\s*,\s*\d+\s*,\s*['\"]": 3,  # numbers first
            r"\bcountPage\s*=\s*\d+": 3,
            r"\b_PAGE_COUNT\s*=": 3,
            r"\bTRS_": 1,
        },
    ),
    "vsb": Signature(
        marks={
            r"id=['\"]line_u\d+_\d+": 3,
            r"pb_sys_common": 3,
            r"_showDynClicks|vsb_content|_vsb_": 3,
            r"href=['\"][^'\"]*info/\d+/\d+\.htm\b": 2,
            r"wbtreeid=\d+": 2,
        },
    ),
    "postback": Signature(
        marks={r"name=['\"]__VIEWSTATE['\"]": 1, r"__doPostBack\((?:'|&#39;)[^'&]+(?:'|&#39;),\s*(?:'|&#39;)\d": 3},
    ),
}
"""In order of trust: of two that are known equally well the first is taken."""
