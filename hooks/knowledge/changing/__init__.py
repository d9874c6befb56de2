"""Changes to the texts of a project that reach into several files: all of it, or nothing."""
