"""Identities that tables and prose must satisfy; tried and reported, never used to change a figure."""
