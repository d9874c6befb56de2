"""Text files in, typed documents out."""

from knowledge.collect.library import LEDGER_FILE, digests, read_documents, read_library

__all__ = ["LEDGER_FILE", "digests", "read_documents", "read_library"]
