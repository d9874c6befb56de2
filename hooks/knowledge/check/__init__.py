"""Diagnostics: functions that return problems, and one table of their kinds."""
