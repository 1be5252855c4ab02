"""The doors: bytes of a page as published in, a `Page` out."""
