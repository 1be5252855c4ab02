"""Administrative divisions: where a name lies, and in which year."""
