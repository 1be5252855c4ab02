"""From an item to the database: one verb a file."""
