"""What an answer is before it is read: a challenge, a page that is not there, an index instead of an article …

Pure recognisers: they see status, headers and bytes of one answer, and whether it is worth what was asked for.
"""

from crawler.extraction.answers.challenge import recognise_challenge
from crawler.extraction.answers.index import fingerprint, is_index_instead
from crawler.extraction.answers.missing import is_soft_404, is_stub, leads_home
from crawler.extraction.answers.refresh import refresh_target
from crawler.extraction.answers.view import View, view_of

__all__ = [
    "View", "fingerprint", "is_index_instead", "is_soft_404", "is_stub", "leads_home", "recognise_challenge",
    "refresh_target", "view_of",
]  # fmt: skip
