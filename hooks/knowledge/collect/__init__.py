"""Text files in, typed documents out."""

from knowledge.collect.library import LEDGER_FILE, digests, read_documents, read_library
from knowledge.collect.lock import LOCK_FILE

__all__ = ["LEDGER_FILE", "LOCK_FILE", "digests", "read_documents", "read_library"]
