"""From an annex's row to an entry: its place found, its group known, its words as the register keeps them."""

import datetime
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common import text
from producers.models import LegalForm
from products.annex import AnnexRow, PartialDate, Problem
from products.annex.result import RECOGNISED
from products.annex.words import parse_group
from products.models import AwardLevel, NameBasis, ProductGroup
from products.services.decisions import number_key

from .names import producer_key, product_key
from .places import PlaceReader, RowPlace

ADDRESS_ON_THE_WEB = re.compile(r"https?://[^\s;,|]+")
RESTORED = re.compile(r"dich nguoc|khoi phuc|phuc hoi|dich tu")
LEVELS_OF_PROVINCES = frozenset({AwardLevel.PROVINCE, AwardLevel.DISTRICT, AwardLevel.COMMUNE})
LEGAL_FORMS = (
    ("lienhiephoptacxa", LegalForm.COOPERATIVE_UNION), ("lhhtx", LegalForm.COOPERATIVE_UNION),
    ("htx", LegalForm.COOPERATIVE), ("tht", LegalForm.COOPERATIVE_GROUP), ("hkd", LegalForm.HOUSEHOLD),
    ("dntn", LegalForm.PRIVATE), ("ctytnhh", LegalForm.LIMITED), ("ctycp", LegalForm.JOINT_STOCK),
    ("ctyhopdanh", LegalForm.PARTNERSHIP), ("cty", LegalForm.COMPANY), ("cssx", LegalForm.WORKSHOP),
    ("coso", LegalForm.WORKSHOP), ("xuong", LegalForm.WORKSHOP),
)  # fmt: skip
"""Beginnings of a maker's key, the longer first."""
LONGEST_NAME = 255


@dataclass
class Entry:
    """One row of a list as the importer understands it. `errors` block it, `warnings` are shown beside it."""

    row: AnnexRow
    place: RowPlace
    group: ProductGroup | None
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        return self.row.sheet

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def fields(self) -> dict[str, Any]:
        return self.row.fields

    @property
    def product_name(self) -> str:
        return self.fields["product_name"]

    @property
    def producer_name(self) -> str:
        return self.fields["producer_name"]

    @cached_property
    def product_key(self) -> str:
        return product_key(self.product_name)

    @cached_property
    def producer_key(self) -> str:
        return producer_key(self.producer_name)

    @property
    def level(self) -> str:
        return self.fields["level"]

    @property
    def year(self) -> int | None:
        return self.fields["year"]

    @property
    def is_recognised(self) -> bool:
        return self.fields["status"] == RECOGNISED

    @cached_property
    def decision_key(self) -> str:
        return number_key(self.fields["decision_number"])

    @property
    def decision_date(self) -> datetime.date | None:
        found = self.fields["decision_date"]
        return found if isinstance(found, datetime.date) else None

    @property
    def valid_until(self) -> datetime.date | None:
        found = self.fields["valid_until"]
        if isinstance(found, PartialDate):  # "12/2027" and "2027" run to their last day
            following = datetime.date(found.year + (found.month in (None, 12)), (found.month or 12) % 12 + 1, 1)
            return following - datetime.timedelta(days=1)
        return found

    @cached_property
    def source_url(self) -> str:
        match = ADDRESS_ON_THE_WEB.search(self.fields["source"])
        return match.group()[:500] if match else ""

    @property
    def source_reference(self) -> str:
        return self.fields["source_reference"][:80]

    @property
    def region(self) -> str:
        return self.fields["region"] or (self.place.region if self.level == AwardLevel.REGION else "")

    @cached_property
    def name_basis(self) -> str:
        folded = text.fold(self.fields["name_basis"])
        return NameBasis.RESTORED if RESTORED.search(folded) else NameBasis.VERBATIM

    @cached_property
    def legal_form(self) -> str:
        for words in (producer_key(self.fields["producer_type"]), self.producer_key):
            for beginning, form in LEGAL_FORMS:
                if words.startswith(beginning):
                    return form
        return LegalForm.UNKNOWN

    @property
    def note(self) -> str:
        """The source's note, with what has no column of its own: a source off the web, a group we do not know."""
        kept = [self.fields["note"]]
        if self.fields["source"] and self.fields["source"] != self.source_url:
            kept.append(_("Nguồn: %(source)s") % {"source": self.fields["source"]})
        if self.fields["group"] and self.group is None:
            kept.append(_("Nhóm trong danh sách: %(group)s") % {"group": self.fields["group"]})
        return "\n".join(filter(None, kept))


class EntryReader:
    """Reads rows with the places and groups in memory."""

    def __init__(self, places: PlaceReader) -> None:
        self.places = places
        self.groups = {text.key(group.name_vi): group for group in ProductGroup.objects.all()}

    def read(self, row: AnnexRow) -> Entry:
        place = self.places.read(row.fields)
        entry = Entry(row, place, self._group(row), list(row.errors), list(row.warnings))
        if place.refused:
            entry.errors.append(Problem("", place.field, place.refused))
        entry.warnings += [Problem("", place.field, doubt) for doubt in place.doubts]
        if row.fields["group"] and entry.group is None:
            sentence = _("Nhóm “%(group)s” không có trong danh mục nhóm; giữ trong ghi chú.")
            entry.warnings.append(Problem("", "group", sentence % {"group": row.fields["group"]}))
        _check(entry)
        return entry

    def _group(self, row: AnnexRow) -> ProductGroup | None:
        stated = row.fields["group"]
        return self.groups.get(text.key(stated)) or self.groups.get(text.key(parse_group(stated)))


def _check(entry: Entry) -> None:
    """Problems of the row as a whole: what the register cannot do without."""
    if not entry.level:
        if not any(problem.field == "level" for problem in entry.errors):
            entry.errors.append(Problem("", "level", _("Chưa rõ cấp công nhận (xã, tỉnh, khu vực hay quốc gia).")))
    elif entry.level in LEVELS_OF_PROVINCES and entry.place.province is None and not entry.place.refused:
        sentence = _("Chưa rõ tỉnh nào. Hãy ghi tỉnh của danh sách.")
        entry.errors.append(Problem("", "province", sentence))
    if not entry.year:
        entry.warnings.append(Problem("", "year", _("Nguồn không ghi năm công nhận.")))
    if entry.level == AwardLevel.REGION and not entry.region:
        entry.warnings.append(Problem("", "region", _("Chưa rõ khu vực.")))
    for name in ("product_name", "producer_name"):
        if len(entry.fields[name]) > LONGEST_NAME:
            sentence = _("Tên dài hơn %(most)s ký tự. Có thể cột đang gộp nhiều nội dung.")
            entry.errors.append(Problem("", name, sentence % {"most": LONGEST_NAME}))
    if entry.valid_until and entry.decision_date and entry.valid_until < entry.decision_date:
        entry.errors.append(Problem("", "valid_until", _("Ngày hết hiệu lực trước ngày quyết định.")))
