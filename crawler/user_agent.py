"""The name under which portals are asked."""

from __future__ import annotations

PRODUCT = "ogi-reports"
"""What rules of robots.txt may address."""
VERSION = "0.1.0"


def user_agent(contact: str | None) -> str:
    """Product, version and how its users can be reached, for the header `User-Agent`.

    >>> user_agent("ops@example.org")
    'ogi-reports/0.1.0 (+contact: ops@example.org)'
    """
    contact = " ".join((contact or "").split())
    return f"{PRODUCT}/{VERSION} (+contact: {contact})" if contact else f"{PRODUCT}/{VERSION}"
