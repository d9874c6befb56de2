"""What the pages say, turned into what concepts, questions and essays know."""

from knowledge.connect.connections import connect

__all__ = ["connect"]
