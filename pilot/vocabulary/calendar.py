"""Months and days of the week as texts name them, in small letters, for what reads dates; `days` writes them."""

from __future__ import annotations

MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"),
}
# The month (1 to 12) of a shortened name, without its full stop. In English only what is not the same in Dutch.
SHORT_MONTHS = {
    "nl": {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
           "okt": 10, "nov": 11, "dec": 12},
    "en": {"mar": 3, "oct": 10},
}
WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
MONTH_WORDS = frozenset(name for names in MONTHS.values() for name in names)
WEEKDAY_WORDS = frozenset(name for names in WEEKDAYS.values() for name in names)
# The month of every name, whole or shortened.
NUMBER_OF = {name: at for names in MONTHS.values() for at, name in enumerate(names, 1)} | {
    name: at for names in SHORT_MONTHS.values() for name, at in names.items()}
