"""Words: from text and labels to mentions.

The way in is `find_mentions` (text and lexicons → mentions) and `build_lexicon`
(concepts → a table of forms).
"""

from knowledge.language.lexicon import Lexicon, build_lexicon
from knowledge.language.matcher import find_mentions

__all__ = ["Lexicon", "build_lexicon", "find_mentions"]
