"""The exchange with translators: a document as segments, out as XLIFF or PO and back."""
