"""What runs under `scrapy crawl`."""
