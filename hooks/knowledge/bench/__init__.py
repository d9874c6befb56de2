"""Measurements of what the issues name, side by side with peers in one run."""
