"""What is written beside the pages, once, behind the last language."""

from knowledge.publish.publish import publish

__all__ = ["publish"]
