"""Pages that are known are asked for conditionally: the portal answers 304 where nothing changed."""

from __future__ import annotations

from scrapy import Request

_HEADERS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


class ConditionalMiddleware:
    """Sends the validators that stand in `request.meta["validators"]`; not to where a redirect leads."""

    def process_request(self, request: Request) -> None:
        """Sets `If-None-Match` and `If-Modified-Since`."""
        if request.meta.get("redirect_times"):
            return
        for name, value in (request.meta.get("validators") or {}).items():
            if value and name in _HEADERS:
                request.headers[_HEADERS[name]] = value
