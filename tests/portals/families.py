"""The replicas that are there, by the name of their catalogue entry, and the variants that tests look at too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.portals.generic import Generic
from tests.portals.gkmlpt import Gkmlpt
from tests.portals.hanweb import Hanweb
from tests.portals.hanweb_xxgk import HanwebXxgk
from tests.portals.jpaas import Jpaas
from tests.portals.label8888 import Label8888
from tests.portals.nfcms import Nfcms
from tests.portals.postback import Postback
from tests.portals.replica import Replica
from tests.portals.struts import Struts
from tests.portals.trs import Trs
from tests.portals.ucap import Ucap
from tests.portals.vsb import Vsb

FAMILIES: dict[str, Callable[[], Replica]] = {
    "trs": Trs,
    "ucap": Ucap,
    "ucap_json": partial(Ucap, transport="json", county="凤冈县"),
    "hanweb": Hanweb,
    "hanweb_xxgk": HanwebXxgk,
    "jpaas": Jpaas,
    "gkmlpt": Gkmlpt,
    "nfcms": Nfcms,
    "label8888": Label8888,
    "vsb": Vsb,
    "postback": Postback,
    "generic_query": Generic,
    "generic_next": partial(Generic, pager="next", county="永丰县"),
    "struts": Struts,
}
"""One of each, every one of another county."""

VARIANTS: dict[str, Callable[[], Replica]] = {
    "trs_list_items": partial(Trs, template="B"),
    "trs_inline_variables": partial(Trs, template="C"),
    "trs_years": partial(Trs, hub=True),
    "ucap_div": partial(Ucap, items="div"),
    "hanweb_records": partial(Hanweb, obeys="records"),
    "hanweb_blob": partial(Hanweb, blob=True),
    "hanweb_dirty": partial(Hanweb, dirty=True, content_type="text/html;charset=UTF-8"),
    "gkmlpt_many": partial(Gkmlpt, extra=90),
    "label8888_hub": partial(Label8888, hub=True, extra=14),
    "label8888_rendered": partial(Label8888, rendered=True),
    "postback_strict": partial(Postback, strict=True),
    "generic_suffix": partial(Generic, pager="suffix"),
    "generic_form": partial(Generic, pager="form"),
    "generic_onclick": partial(Generic, links="onclick"),
    "generic_iframe": partial(Generic, iframe=True),
}
"""The same families in other modes."""
