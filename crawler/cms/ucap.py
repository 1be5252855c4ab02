"""开普 UCAP: lists `{stem}_{n}` counted from 1, or the JSON search of a channel beside them."""

from __future__ import annotations

from urllib.parse import urljoin

from crawler.catalogue import Column
from crawler.cms.recipe import DetailSpec, Family, ListSpec, PagerSpec, Preset, Recipe, Turn

PAGE_SIZE = 15
_DETAIL = DetailSpec(
    body=("UCAPCONTENT", "#UCAP-CONTENT", ".article_content", "#zoomcon", "#zoom"), attachments=(".article_content a",)
)


def opening(recipe: Recipe, column: Column) -> Turn:
    """The column itself, or the first page of its channel where the entry asks for JSON."""
    channel = column.params.get("channel")
    if recipe.list.transport != "json" or channel is None:
        return Turn(column.url)
    size = column.params.get("page_size") or recipe.pager.page_size or PAGE_SIZE
    query = f"page=1&_pageSize={size}&_isAgg=true&_isJson=true&_template=index"
    return Turn(urljoin(column.url, f"/common/search/{channel}?{query}"))


FAMILY = Family(
    "ucap",
    Preset(pager=PagerSpec("js_args"), detail=_DETAIL),
    by_transport={
        "json": Preset(
            list=ListSpec("json", items="data.results", url="url", title="title", date="publishedTimeStr"),
            pager=PagerSpec("query_param", param="page", total="data.total"),
            detail=_DETAIL,
        )
    },
    opening=opening,
)
