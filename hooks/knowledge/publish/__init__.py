"""What is written beside the pages, once, behind the last language."""

from knowledge.publish.publish import publish, publish_search

__all__ = ["publish", "publish_search"]
