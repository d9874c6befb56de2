"""Sources of other systems into documents: the importers have their room here."""
