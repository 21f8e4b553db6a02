"""Fairs as schema.org events: their true days, with those on which they are shut."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from common.addresses import public_address
from common.structured import Node, filled

from .calendar_files import open_runs
from .models import FairEdition
from .presenting import where

COUNTRY = "VN"


def fair_node(edition: FairEdition) -> Node | None:
    """An ExhibitionEvent; None while the day it opens is not known: a made-up date would send people there."""
    if not edition.knows_days:
        return None
    address = public_address(edition.get_absolute_url())
    return filled(
        {
            "@type": "ExhibitionEvent",
            "@id": f"{address}#hoi-cho",
            "url": address,
            "name": edition.name,
            "description": edition.about_words,
            "startDate": edition.start_date,
            "endDate": edition.end_date,
            "eventStatus": _status(edition),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": _location(edition),
            "organizer": {"@type": "Organization", "name": edition.organiser} if edition.organiser else None,
            "eventSchedule": _schedule(edition),
            "subEvent": _open_parts(edition),
        }
    )


def _status(edition: FairEdition) -> str:
    return "https://schema.org/EventCancelled" if edition.cancelled_at else "https://schema.org/EventScheduled"


def _location(edition: FairEdition) -> Node | None:
    """The venue with its address of today; the province alone where no venue is known."""
    place = edition.commune.full_name if edition.commune else ""
    region = edition.province.name if edition.province else ""
    name = edition.venue or where(edition) or region
    if not name:
        return None
    address = {"@type": "PostalAddress", "addressLocality": place, "addressRegion": region, "addressCountry": COUNTRY}
    return {"@type": "Place", "name": name, "address": filled(address)}


def closed_days(edition: FairEdition) -> list[datetime.date]:
    """The days inside the period on which it is shut, in order; they must be prefetched."""
    return sorted(shut.date for shut in edition.closed_days.all())


def _schedule(edition: FairEdition) -> Node | None:
    """Every day of the period but the closed ones; nothing for a fair without closed days."""
    closed = closed_days(edition)
    if not closed:
        return None
    return {
        "@type": "Schedule",
        "startDate": edition.start_date,
        "endDate": edition.end_date,
        "repeatFrequency": "P1D",
        "exceptDate": closed,
        "scheduleTimezone": settings.TIME_ZONE,
    }


def _open_parts(edition: FairEdition) -> list[Mapping[str, Any]]:
    """Each run of open days, for readers that do not know schedules; nothing where there is one run only."""
    runs = open_runs(edition)
    if len(runs) < 2:
        return []
    shared = filled({"eventStatus": _status(edition), "location": _location(edition)})
    return [
        {"@type": "ExhibitionEvent", "name": edition.name, "startDate": first, "endDate": last, **shared}
        for first, last in runs
    ]
