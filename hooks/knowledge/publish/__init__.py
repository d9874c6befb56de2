"""What is written beside the pages, once, behind the last language."""

from knowledge.publish.publish import publish, publish_search
from knowledge.publish.search import write_entries

__all__ = ["publish", "publish_search", "write_entries"]
