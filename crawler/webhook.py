"""One message to somebody's web hook, signed as Standard Webhooks prescribes (standardwebhooks.com) and tried again."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlsplit

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from crawler.arguments import ArgumentError

RETRIES = Retry(
    total=5,
    backoff_factor=0.5,  # 1, 2, 4, 8 seconds after the second try: the signature is still fresh
    status_forcelist=(408, 425, 429, 500, 502, 503, 504),
    allowed_methods=None,  # a POST too: the receiver tells repetitions by webhook-id
    raise_on_status=False,
    respect_retry_after_header=False,  # or the receiver decides how long we wait
)
TIMEOUT = Timeout(connect=10, read=30)


class NotDelivered(ConnectionError):  # noqa: N818 - a state of the world, not of the program
    """Nobody at the other end took the message; the line names neither the path nor a password of the address."""


def check_url(url: str) -> str:
    """The address itself. Raises `ArgumentError` unless it is http(s) with a host."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ArgumentError("--webhook takes a whole http:// or https:// address")
    return url


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`.

    >>> signature("s3cret", "msg_1", 1700000000, b"{}")
    'v1,uNtIplUOMTIs6G1RRPpb6NsRUZZLxUiBZsZiXV3ycuM='
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret.encode(), signed, hashlib.sha256)).decode()


def send(url: str, secret: str, message_id: str, body: bytes, *, now: datetime, retries: Retry = RETRIES) -> None:
    """POST a JSON body until it is taken. Raises `NotDelivered` after the last try or for an answer that is final."""
    timestamp = int(now.timestamp())
    headers = {
        "content-type": "application/json",
        "user-agent": "ogi-reports",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }
    host = urlsplit(url).hostname
    with PoolManager(retries=retries, timeout=TIMEOUT) as pool:
        try:
            answer = pool.request("POST", url, body=body, headers=headers, redirect=False)
        except HTTPError as error:
            cause = getattr(error, "reason", None) or error
            raise NotDelivered(f"the web hook at {host} cannot be reached: {type(cause).__name__}") from None
    if not 200 <= answer.status < 300:
        raise NotDelivered(f"the web hook at {host} answers {answer.status}")
