"""The fairs' tables."""

from .edition import DatePrecision, FairEdition, FairEditionQuerySet, FairSeries, FairState, FairType
from .parts import Exhibitor, FairClosedDay, FairDocument, FairResult, FairZone

__all__ = [
    "DatePrecision",
    "Exhibitor",
    "FairClosedDay",
    "FairDocument",
    "FairEdition",
    "FairEditionQuerySet",
    "FairResult",
    "FairSeries",
    "FairState",
    "FairType",
    "FairZone",
]
