"""Deviations from Scrapy's defaults, each with its reason; the only reader of the environment."""

import os
from pathlib import Path

from crawler.user_agent import PRODUCT, user_agent

PROJECT = Path(__file__).resolve().parent.parent

BOT_NAME = "ogi"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.spiderloader.CatalogueSpiderLoader"  # every portal of the catalogue is a spider
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"

# --- Where things are kept. Secrets (a password in MONGO_URI) come from the environment and never reach a log.
CATALOGUE = os.environ.get("OGI_CATALOGUE", str(PROJECT / "crawler" / "portals"))  # a file or a folder of them
MONGO_URI = os.environ.get("MONGO_URI")  # None: the private mongod of this project serves
MONGO_DATABASE = os.environ.get("MONGO_DATABASE", "ogi")
WEBHOOK_SECRET = os.environ.get("OGI_WEBHOOK_SECRET")  # signs what `reports feed --webhook` sends
CACHE_DIR = os.environ.get("OGI_CACHE_DIR", str(PROJECT / ".cache"))
LOCAL_MONGO_DIR = str(Path(CACHE_DIR) / "mongo")
LOCK_DIR = str(Path(CACHE_DIR) / "locks")  # one job a portal
SPOOL_DIR = str(Path(CACHE_DIR) / "spool")
SPOOL_MAX_BYTES = 2 * 1024**3  # the spool stops accepting beyond this: a full disk helps nobody
STORE_BATCH_SIZE = 200  # measured: bulks of 200 reach 2,300 items/s, larger ones gain nothing
STORE_DRAIN_SECONDS = 60  # how long a closing crawl waits for a database that is away
PAGE_MAX_BYTES = 20 * 1024**2

# --- One verb a pipeline, in this order.
ITEM_PIPELINES = {
    "pipelines.identify.IdentifyPipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.store.StorePipeline": 300,
}

# --- Guests' manners: who asks, what is asked, when. Pace, hours and hosts of each portal stand in the catalogue.
CRAWL_CONTACT = os.environ.get("CRAWL_CONTACT")  # how the people of a portal reach us; without it only loopback
USER_AGENT = user_agent(CRAWL_CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = PRODUCT  # rules address the product, not version and contact
COOKIES_ENABLED = False  # portals need none; a cookie would tie requests together
DOWNLOADER = "crawler.middlewares.downloader.PoliteDownloader"  # one queue a host, with turns of its own
SCHEDULER_PRIORITY_QUEUE = "crawler.middlewares.downloader.TurnQueue"  # requests wait on disk, not in the downloader
CONCURRENT_REQUESTS = 64  # over all hosts; each host has its own limit, mostly 1
BACKOFF_MAX_SECONDS = 300  # a host that asks for a longer rest is left alone for the run
REDIRECT_MAX_TIMES = 5
DOWNLOAD_TIMEOUT = 20  # a crawl told to end waits for answers under way: 5 s for a turn and this
DOWNLOAD_MAXSIZE = PAGE_MAX_BYTES  # after decompression, too
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.middlewares.hosts.HostsMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.conditional.ConditionalMiddleware": 200,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.backoff.BackoffMiddleware": 550,
    "crawler.middlewares.answers.AnswersMiddleware": 560,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.redirects.RefreshMiddleware": 580,
    "crawler.middlewares.challenge.ChallengeMiddleware": 584,
    "crawler.middlewares.charset.CharsetMiddleware": 586,  # 590: decompression
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirects.PortalRedirectMiddleware": 600,
    "crawler.middlewares.tally.TallyMiddleware": 900,
}
EXTENSIONS = {
    "crawler.middlewares.contact.ContactRequired": 0,
    "pipelines.page_memory.PageMemoryExtension": 10,
    "crawler.progress.Progress": 20,
}

# --- Doors that a crawl must not open: both execute code that a stranger sends.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- CPU per page: together these halve the engine's share (4.7 to 2.4 ms).
CONCURRENT_ITEMS = 4
WARN_ON_GENERATOR_RETURN_VALUE = False

LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logformatter.ShortLogFormatter"  # an item is 50 KB: name it, do not print it
