"""Restores tampered writing: byte damage, pinyin glosses, radicals, traditional script."""
