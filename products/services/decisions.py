"""Decisions: the signed papers that awards rest on."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.log_actions import log

from accounts.models import User
from common import text
from common.addresses import free_slug
from common.after_commit import announce
from common.days import day
from common.errors import Refusal
from products.models import Award, Decision, DecisionEvent, SelectionRound
from products.signals import awards_changed, decision_released

from .standing import to_json

CORRECTABLE = ("number", "date", "issuer", "round", "file")


def number_key(number: str) -> str:
    """What two spellings of one decision's number share: "3116/qd-bct"."""
    return "".join(text.fold(text.normalise(number)).split())


def attach_decision(
    *,
    decision: Decision,
    number: str,
    date: datetime.date,
    by: User,
    issuer: str = "",
    file: Document | None = None,
) -> Decision:
    """Turn a draft into the signed decision: number, date, file, address. Its awards are issued by the caller.

    Locks the row, so two people cannot release one draft; the returned row is the locked one. Where a source named
    this very decision before, with no paper to it, that one is signed and returned: it takes the draft's paper, date,
    issuer and lines, and the draft goes. Refuses a decision already released, one without its round, a number and
    date that another decision of that issuer has, and a transcribed one that has another date.
    Announces `decision_released` after commit.
    """
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.is_released:
            raise Refusal(_("Quyết định này đã được công bố trước đó."))
        if locked.round_id is None:
            raise Refusal(_("Xin chọn kỳ bình chọn của quyết định trước khi công bố."))
        locked.number, locked.date = _signed_number(number), date
        locked.issuer = issuer or locked.issuer
        locked.file = file or locked.file
        transcribed = _transcribed_before(locked)
        if transcribed is not None:
            return _sign_transcribed(transcribed, draft=locked, by=by)
        _refuse_double(locked)
        _release(locked, by=by)
        log(locked, "products.release_decision", user=by, data={"number": locked.number})
        announce(decision_released, Decision, [locked.pk])
    return locked


def ensure_decision(
    *,
    number: str,
    by: User | None,
    round: SelectionRound | None = None,  # noqa: A002 - the field's name
    date: datetime.date | None = None,
    issuer: str = "",
    title: str = "",
    source_url: str = "",
    source_date: datetime.date | None = None,
) -> Decision:
    """The decision that a source names, made (already released, without a file) where the register has none.

    The same number with another date, or for another round, is another decision: numbers start afresh each year
    and in each province.
    """
    wanted = Decision(
        number=_signed_number(number),
        date=date,
        issuer=issuer,
        round=round,
        title=title,
        source_url=source_url,
        source_date=source_date,
        created_by=by,
    )
    with transaction.atomic():
        found = _same_decision(wanted)
        if found is not None:
            return found
        _release(wanted, by=by)
        log(wanted, "products.enter_decision", user=by, data={"number": wanted.number})
        announce(decision_released, Decision, [wanted.pk])
    return wanted


def correct_decision(*, decision: Decision, changes: Mapping[str, Any], reason: str, by: User) -> DecisionEvent:
    """Put right a typing error in a released decision; what stood there before is kept as an event.

    `changes` names fields of `CORRECTABLE` with their new values. Refuses unknown fields, corrections that change
    nothing, a missing reason, and drafts, which are simply edited.
    """
    if not reason.strip():
        raise Refusal(_("Xin ghi lý do đính chính."))
    unknown = sorted(set(changes) - set(CORRECTABLE))
    if unknown:
        raise Refusal(_("Không đính chính được: %(fields)s.") % {"fields": ", ".join(unknown)})
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if not locked.is_released:
            raise Refusal(_("Quyết định chưa công bố thì sửa trực tiếp, không cần đính chính."))
        pairs = _apply_changes(locked, changes)
        if not pairs:
            raise Refusal(_("Nội dung đính chính giống hệt nội dung đang có."))
        _refuse_double(locked)
        event = DecisionEvent.objects.create(decision=locked, changes=pairs, reason=reason.strip(), by=by)
        locked.number_key = number_key(locked.number)
        locked.save()
        log(locked, "products.correct_decision", user=by, data={"changes": pairs, "reason": event.reason})
        announce(awards_changed, Award, locked.standings.values_list("award_id", flat=True))
    return event


def _signed_number(number: str) -> str:
    cleaned = text.normalise(number)
    if not cleaned:
        raise Refusal(_("Xin nhập số quyết định."))
    return cleaned


def _apply_changes(decision: Decision, changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the new values on the instance; column name → [before, after] as the guard's trigger compares them."""
    pairs = {}
    for name, value in changes.items():
        field = Decision._meta.get_field(name)
        before = getattr(decision, field.attname)
        setattr(decision, name, _signed_number(value) if name == "number" else value)
        after = getattr(decision, field.attname)
        if before != after:
            pairs[field.attname] = [to_json(before), to_json(after)]
    return pairs


def _release(decision: Decision, *, by: User | None) -> None:
    """Give the decision its address and mark it released."""
    year = str(decision.date.year) if decision.date else ""
    words = f"{decision.number.replace('/', ' ')} {year}".strip()
    decision.slug = free_slug(Decision, words, kind="decision")
    decision.number_key = number_key(decision.number)
    decision.released_at = timezone.now()
    decision.released_by = by
    decision.save()


def _transcribed_before(draft: Decision) -> Decision | None:
    """The decision that a source named before the paper came: same number, no file, and nothing that contradicts it.

    Of several (a source without dates names one decision once a round) the one of the draft's own round.
    Numbers start afresh each year and in each province, so another year or place is another decision.
    """
    named = Decision.objects.released().filter(number_key=number_key(draft.number), file=None).select_for_update()
    issuer = text.key(draft.issuer)
    alike = [
        found
        for found in named.order_by("pk")
        if (not issuer or text.key(found.issuer) in ("", issuer)) and _may_be_one(found, draft)
    ]
    alike.sort(key=lambda found: (found.date != draft.date, found.round_id != draft.round_id))
    return alike[0] if alike else None


def _may_be_one(found: Decision, draft: Decision) -> bool:
    """Whether two rounds may rest on one decision: no two places, and unless the date is the same no two years."""
    one, other = found.round, draft.round
    if one is None or other is None:
        return True
    if one.province_id and other.province_id and one.province_id != other.province_id:
        return False
    if found.date == draft.date:
        return True
    same_place = one.level == other.level and one.region == other.region
    return one.year == other.year and (same_place or found.date is None)


def _sign_transcribed(decision: Decision, *, draft: Decision, by: User) -> Decision:
    """Give a decision that was only transcribed its paper; what it said before is kept as an event."""
    if decision.date not in (None, draft.date):
        sentence = _(
            "Quyết định số %(number)s đã có trong sổ với ngày %(known)s, dự thảo ghi ngày %(typed)s. "
            "Xin sửa ngày của dự thảo, hoặc đính chính quyết định trong sổ trước."
        )
        words = {"number": decision.number, "known": day(decision.date), "typed": day(draft.date)}
        raise Refusal(sentence % words)
    if draft.file is None:
        sentence = _("Quyết định số %(number)s đã có trong sổ mà chưa có bản ký; xin kèm bản ký để công bố.")
        raise Refusal(sentence % {"number": decision.number})
    stated = {"date": draft.date, "issuer": draft.issuer or decision.issuer, "file": draft.file}
    reason = _("Công bố kèm bản ký; trước đó chép từ nguồn.")
    correct_decision(decision=decision, changes=stated, reason=str(reason), by=by)
    last = decision.lines.aggregate(last=Max("position"))["last"] or 0
    draft.lines.update(decision=decision, position=F("position") + last)
    draft.delete()
    decision.refresh_from_db()
    log(decision, "products.release_decision", user=by, data={"number": decision.number})
    announce(decision_released, Decision, [decision.pk])
    return decision


def _same_decision(wanted: Decision) -> Decision | None:
    same_number = Decision.objects.released().filter(number_key=number_key(wanted.number))
    if wanted.pk:
        same_number = same_number.exclude(pk=wanted.pk)
    if wanted.date is not None:
        same_number = same_number.filter(date=wanted.date)
    else:
        same_number = same_number.filter(round=wanted.round)
    candidates = list(same_number.order_by("pk"))
    issuer = text.key(wanted.issuer)
    return next((found for found in candidates if not issuer or text.key(found.issuer) in ("", issuer)), None)


def _refuse_double(decision: Decision) -> None:
    double = _same_decision(decision)
    if double is not None:
        raise Refusal(_("Quyết định số %(number)s cùng ngày đã có trong sổ.") % {"number": double.number})
