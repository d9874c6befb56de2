"""What is written beside the pages, once, behind the last language."""

from knowledge.publish.publish import publish
from knowledge.publish.search import search_index, search_pages

__all__ = ["publish", "search_index", "search_pages"]
