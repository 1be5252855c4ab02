"""Plain lists: what is an item, how pages are asked for and what a page is made of, the entry itself says."""

from __future__ import annotations

from crawler.cms.recipe import Family, PagerSpec, Preset

FAMILY = Family("generic", Preset(pager=PagerSpec("next_link")))
