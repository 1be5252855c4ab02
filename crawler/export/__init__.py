"""Stored reports as files for other programs, each written in constant memory."""
