"""The header block: label/value pairs, the metadata that they give, and the contact clause."""
