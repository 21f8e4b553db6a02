"""Awards as entries on a page: what was recognised, by what, until when, and what it rests on."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from places.models import Region
from products.models import AwardLevel, AwardStanding, NameBasis

from .places import changed_to

TODAY_LEVELS = (AwardLevel.COMMUNE, AwardLevel.PROVINCE, AwardLevel.REGION, AwardLevel.NATIONAL)


@dataclass(frozen=True)
class AwardEntry:
    """One award for `<c-cert>` (checked) or `<c-copied>` (transcribed)."""

    standing: AwardStanding
    level: str
    state: str
    title: str
    year: int | None
    is_checked: bool
    decision_number: str
    decision_href: str
    decision_date: datetime.date | None
    code: str
    verify_href: str
    qr_address: str
    source_href: str
    source_name: str
    is_name_restored: bool
    place_now: str
    """Today's province, where the one that the award names is no more."""


def entry(standing: AwardStanding) -> AwardEntry:
    """The entry of a standing loaded with its award, its decision and its places."""
    award = standing.award
    decision = standing.decision
    source_href = award.source_url if award.source_url.startswith(("http://", "https://")) else ""
    return AwardEntry(
        standing=standing,
        level=standing.level,
        state=standing.state,
        title=title(standing),
        year=standing.year,
        is_checked=standing.is_checked,
        decision_number=decision.number if decision else "",
        decision_href=decision.get_absolute_url() if decision and decision.is_released else "",
        decision_date=decision.date if decision else None,
        code=award.code,
        verify_href=award.get_absolute_url(),
        qr_address=short_address(award.code),
        source_href=source_href,
        source_name=urlsplit(award.source_url).netloc.removeprefix("www.") or award.source_url,
        is_name_restored=award.name_basis == NameBasis.RESTORED,
        place_now=changed_to(standing),
    )


def short_address(code: str) -> str:
    """The address behind a QR; printed on labels, so it never changes."""
    return settings.BASE_URL + reverse("short_verify", args=[code])


def title(standing: AwardStanding) -> str:
    """ "Cấp khu vực phía Bắc" where the region is known, else the level."""
    words = str(AwardLevel(standing.level).label)
    if standing.level == AwardLevel.REGION and standing.region:
        region = str(Region(standing.region).label)
        return _("%(level)s %(region)s") % {"level": words, "region": region[:1].lower() + region[1:]}
    return words


def ladder(standings: list[AwardStanding]) -> list[dict[str, Any]]:
    """The levels from lowest to highest, with the years at which the product climbed each."""
    levels = list(TODAY_LEVELS)
    if any(standing.level == AwardLevel.DISTRICT for standing in standings):
        levels.insert(1, AwardLevel.DISTRICT)
    steps = []
    for level in levels:
        at_level = [standing for standing in standings if standing.level == level]
        years = sorted({standing.year for standing in at_level if standing.year})
        best = next((found for found in at_level if found.is_mark_shown), at_level[0] if at_level else None)
        steps.append({"level": level.value, "years": years, "state": best.state if best else "expired"})
    return steps
