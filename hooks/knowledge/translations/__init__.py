"""How far translations are: section by section, what is missing and what lags behind."""

from knowledge.translations.progress import State, Unit, everything, unit_name, units

__all__ = ["State", "Unit", "everything", "unit_name", "units"]
