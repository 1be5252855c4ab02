"""How report pages are found: small drivers (transport, items, pager, detail) and the families that combine them."""
