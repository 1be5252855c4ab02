"""Headings and the text under them."""
