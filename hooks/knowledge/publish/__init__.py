"""What is written beside the pages, once, behind the last language."""

from knowledge.publish.publish import publish
from knowledge.publish.search import publish_search

__all__ = ["publish", "publish_search"]
