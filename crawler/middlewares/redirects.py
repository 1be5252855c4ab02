"""Redirects by status, meta refresh or a tiny script: not for ever, and none vanishes. Where to, `hosts.py` decides."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware, MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from crawler.extraction.answers import refresh_target
from crawler.middlewares.refusals import portal_of, refuse

MAX_HOPS = 2
"""Pages that only lead on, one after the other; the third is what was asked for."""


class _Bounded(BaseRedirectMiddleware):
    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        """Raises `Refused` as `loop`."""
        portal = portal_of(self.crawler, request)
        if portal is None:
            return super()._redirect(redirected, request, reason)
        try:
            redirected = super()._redirect(redirected, request, reason)
        except IgnoreRequest:
            raise refuse(self.crawler, portal, "loop", f"{request.url} is redirected too often") from None
        # Two pages that lead to one (a portal's home page) are two answers: the second must not vanish as seen.
        redirected.dont_filter = True
        return redirected


class PortalRedirectMiddleware(_Bounded, RedirectMiddleware):
    """Statuses 301, 302, 303, 307, 308."""


class RefreshMiddleware(_Bounded, MetaRefreshMiddleware):
    """`<meta http-equiv=refresh>` and `location.href = "…"`."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | Response:
        if portal_of(self.crawler, request) is None:
            return super().process_response(request, response)
        if not isinstance(response, HtmlResponse) or response.status != 200 or request.method == "HEAD":
            return response
        target = refresh_target(response.text)
        if target is None:
            return response
        url = response.urljoin(target)
        hops = request.meta.get("refresh_hops", 0)
        if hops >= MAX_HOPS or url.partition("#")[0] == request.url.partition("#")[0]:
            return response
        redirected = self._redirect_request_using_get(request, response, url)
        redirected.meta["refresh_hops"] = hops + 1
        return self._redirect(redirected, request, "refresh")
