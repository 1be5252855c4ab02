"""Crawls of replicas into a real database."""

from tests.cms.crawls import crawls

__all__ = ["crawls"]
