"""Reviewing mentions: what a change adds and removes, what waits, what authors decide.

The way in is `spots` (a rendered base → every place where a concept is or could be meant);
`difference` compares two of them, `waiting` says which an author should look at, and
`press` takes the author's keys and turns them into entries of the ledger.
"""

from knowledge.review.difference import Difference, difference
from knowledge.review.queue import Item, waiting
from knowledge.review.session import State, press
from knowledge.review.spots import Spot, spots

__all__ = ["Difference", "Item", "Spot", "State", "difference", "press", "spots", "waiting"]
