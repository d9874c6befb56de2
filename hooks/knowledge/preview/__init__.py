"""What an author sees while writing: the page that was saved at once, everything else behind it."""

from knowledge.preview.admitted import admitted
from knowledge.preview.preview import Preview
from knowledge.preview.watching import notify

__all__ = ["Preview", "admitted", "notify"]
