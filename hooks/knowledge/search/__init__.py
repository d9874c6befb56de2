"""Search: from texts to static files that a browser finds words in.

The way in is `write_index` (groups of texts → files). A reader's browser has no dictionary, so all
that is known of words is worked out here: what a word is a form of, what it is made of, and which
concept it names. What the files hold is described in `shards`.
"""

from knowledge.search.groups import Entry, Group, Label
from knowledge.search.index import Written, write_index

__all__ = ["Entry", "Group", "Label", "Written", "write_index"]
