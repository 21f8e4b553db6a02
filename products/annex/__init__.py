"""Annexes of award decisions: from tables as offices type them to rows a person can check.

Pure: no database, no models. `interpret` is the door.
"""

from .days import DayError, PartialDate, parse_day
from .decisions import normalise_number, parse_decision
from .extract import FIELD_NAMES
from .fields import FIELDS, IGNORED, is_field
from .interpret import interpret
from .mapping import Mapping
from .result import Annex, AnnexRow, Block, Hints, LeftOut, Problem

__all__ = [
    "FIELDS",
    "FIELD_NAMES",
    "IGNORED",
    "Annex",
    "AnnexRow",
    "Block",
    "DayError",
    "Hints",
    "LeftOut",
    "Mapping",
    "PartialDate",
    "Problem",
    "interpret",
    "is_field",
    "normalise_number",
    "parse_day",
    "parse_decision",
]
