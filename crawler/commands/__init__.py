"""The project's own `scrapy …` commands; a composition root: only these know extraction and database at once."""
