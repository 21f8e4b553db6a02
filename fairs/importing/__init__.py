"""Importing a list of fairs: read, planned, written in one transaction; repeating it changes nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.addresses import SlugPool
from common.after_commit import announce
from common.errors import Refusal, Stale
from common.locks import hold_until_commit
from common.moderation.bulk import create_live
from common.tables import read_tables
from fairs.models import FairClosedDay, FairDocument, FairEdition, FairResult
from fairs.signals import fairs_changed
from places.services import PlaceIndex
from products.annex.decisions import read_decision

from .plan import Fate, PlannedFair, counts, plan_fairs
from .rows import FairRow, day_in, read_rows

FAIRS = "fairs"

__all__ = ["Fate", "PlannedFair", "apply_fairs", "counts", "plan_fairs", "read_fairs"]


def read_fairs(content: bytes, *, filename: str) -> list[FairRow]:
    """The rows of a file. Raises Refusal where the file cannot be read or names no fair."""
    return read_rows(read_tables(content, filename=filename))


def apply_fairs(
    rows: list[FairRow], *, choices: dict[str, str], index: PlaceIndex, by: User | None
) -> list[FairEdition]:
    """Add the new fairs of a list, published, in one transaction; plans again under the lock.

    Refuses, before anything is written, a list with refused rows or open choices.
    """
    with transaction.atomic():
        hold_until_commit(FAIRS)
        planned = plan_fairs(rows, choices=choices, index=index)
        _refuse(planned)
        slugs = SlugPool(FairEdition, kind="fair")
        editions = create_live([_edition(each, slugs) for each in planned if each.fate == Fate.NEW], by=by)
        announce(fairs_changed, FairEdition, (edition.pk for edition in editions))
    return editions


def _refuse(planned: list[PlannedFair]) -> None:
    for fate, error in ((Fate.REFUSED, Refusal), (Fate.AMBIGUOUS, Stale)):
        details = [
            _("“%(sheet)s” dòng %(row)s: %(reason)s")
            % {"sheet": each.row.sheet, "row": each.row.number, "reason": each.reason}
            for each in planned
            if each.fate == fate
        ]
        if details:
            raise error(_("Danh sách có dòng chưa ghi được, nên chưa ghi gì."), details=details)


def _edition(planned: PlannedFair, slugs: SlugPool) -> FairEdition:
    row, fields = planned.row, planned.row.fields
    return FairEdition(
        name_vi=row.name[:255],
        slug=slugs.take(row.name),
        fair_type=row.fair_type,
        year=row.year,
        start_date=row.start,
        end_date=row.end,
        date_precision=row.precision,
        date_note=row.date_note[:240],
        venue=fields["venue"][:300],
        commune=planned.commune,
        province=planned.province,
        province_as_printed=fields["province"][:80],
        organising_province=planned.organising_province,
        region=row.region,
        organiser=fields["organiser"][:300],
        host=fields["host"][:300],
        booth_count=row.booths,
        booth_count_basis=fields["booths_basis"][:40],
        exhibitors_summary=fields["exhibitors"][:300],
        source_reference=fields["source_reference"][:80],
        source_url=fields["source"][:800],
        source_note=fields["note"][:800],
        closed_days=[FairClosedDay(date=day) for day in row.closed],
        results=[FairResult(text_vi=result[:300], source=fields["source"][:500]) for result in row.results],
        documents=_documents(fields["note"]),
    )


def _documents(note: str) -> list[FairDocument]:
    """The decision that a note names, with its date."""
    number, _day, _rest = read_decision(note)
    if not number:
        return []
    return [FairDocument(title=_("Quyết định %(number)s") % {"number": number}, number=number, date=day_in(note))]
