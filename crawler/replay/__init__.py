"""Saved pages re-read around the crawl engine."""
