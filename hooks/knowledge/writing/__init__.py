"""New documents: files that an author only has to fill."""
