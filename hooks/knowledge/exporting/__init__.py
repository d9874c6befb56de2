"""The way out: the whole base, resolved, in forms that others read without us."""

from knowledge.exporting.run import Counts, ExportError, TextsError, export

__all__ = ["Counts", "ExportError", "TextsError", "export"]
