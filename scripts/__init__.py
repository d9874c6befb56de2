"""The `kb` command: one verb per file, thin over `knowledge`."""
