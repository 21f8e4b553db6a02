"""The winners of a decision as a list to call from, and the words to share about it."""

import io
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import Workbook
from openpyxl.styles import Font

from common.cells import harmless_cell
from common.days import day
from producers.models import ContactChannel, Producer
from products.models import AwardStanding, Decision

from .models import CallOutcome

NAMED_IN_SHARE = 5


@dataclass
class Winner:
    """A producer with what it won, whom to ask for, how it may be reached, and what came of calling it."""

    producer: Producer
    representative: str = ""
    place: str = ""
    """Both as the decision names them."""
    products: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    outcome: CallOutcome | None = None


def standings_of(decision: Decision) -> list[AwardStanding]:
    return list(
        AwardStanding.objects.filter(decision=decision)
        .select_related("award", "product__producer")
        .order_by("award__position", "pk")
    )


def winners_of(decision: Decision) -> list[Winner]:
    """Each producer once, in the order of the annex, in three queries. Products without a maker have nobody to call."""
    winners: dict[int, Winner] = {}
    for standing in standings_of(decision):
        producer = standing.product.producer
        if producer is not None:
            named = Winner(producer, standing.award.representative, standing.place)
            winner = winners.setdefault(producer.pk, named)
            winner.products.append(standing.product_name)
    channels = ContactChannel.objects.filter(producer__in=winners).for_delivery()
    for channel in channels:
        winners[channel.producer_id].channels.append(str(channel))
    for outcome in CallOutcome.objects.filter(decision=decision, producer__in=winners).select_related("called_by"):
        winners[outcome.producer_id].outcome = outcome
    return list(winners.values())


def winners_workbook(decision: Decision) -> bytes:
    """The call list as .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Gọi báo tin")
    sheet.append(
        [_("Cơ sở"), _("Người đại diện"), _("Địa chỉ"), _("Sản phẩm"), _("Liên hệ"), _("Kết quả"), _("Ghi chú")]
    )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for winner in winners_of(decision):
        outcome = winner.outcome
        line = [
            winner.producer.name_vi,
            winner.representative,
            winner.place,
            "; ".join(winner.products),
            "; ".join(winner.channels),
            str(outcome.get_outcome_display()) if outcome else "",
            outcome.note if outcome else "",
        ]
        sheet.append([harmless_cell(value) for value in line])
    for letter, width in zip("ABCDEFG", (40, 24, 40, 60, 36, 20, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def share_text(decision: Decision, language: str) -> str:
    """Words ready to paste into a message, with the page's address, in Vietnamese or English."""
    standings = standings_of(decision)
    with translation.override(language):
        names = ", ".join(standing.product_name for standing in standings[:NAMED_IN_SHARE])
        level = standings[0].get_level_display().lower() if standings else ""
        count = len(standings)
        lines = [
            ngettext(
                "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(level)s vừa được công nhận.",
                "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(level)s vừa được công nhận.",
                count,
            )
            % {"count": count, "level": level},
            _("Trong đó có: %(names)s.") % {"names": names} if names else "",
            _("Quyết định %(number)s, ngày %(date)s.") % {"number": decision.number, "date": day(decision.date) or "…"},
            f"{settings.BASE_URL}{decision.get_absolute_url()}",
        ]
        return "\n".join(filter(None, lines))
