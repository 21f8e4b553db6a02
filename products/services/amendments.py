"""What happens to an award after it was granted. Each act appends one event and sums the award up again."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import Refusal
from places.models import Region
from products.models import Award, AwardEvent, AwardEventKind, AwardLevel, AwardStanding, Decision
from products.signals import awards_changed

from .standing import AS_AWARDED, DATE_FIELDS, project_standings, to_json


def correct_award(*, award: Award, changes: Mapping[str, Any], reason: str, by: User) -> AwardEvent:
    """Record that the register's words differ from the signed paper; the row itself keeps what was entered.

    `changes` names fields of `AS_AWARDED` with their right values. A corrected year or level leaves the award in
    its round and at its address. Refuses unknown fields, impossible values, and what changes nothing.
    """
    unknown = sorted(set(changes) - set(AS_AWARDED))
    if unknown:
        raise Refusal(_("Không đính chính được: %(fields)s.") % {"fields": ", ".join(unknown)})
    for name, value in changes.items():
        _refuse_impossible(name, value)
    with transaction.atomic():
        standing = _locked_standing(award)
        pairs = _differences(standing, changes)
        if not pairs:
            raise Refusal(_("Nội dung đính chính giống hệt nội dung đang có."))
        granted = changes.get("granted_date", standing.granted_date)
        lapses = changes.get("valid_until", standing.valid_until)
        if granted and lapses and lapses < granted:
            raise Refusal(_("Ngày hết hiệu lực phải sau ngày công nhận."))
        return _append(award, AwardEventKind.CORRECTED, reason=reason, by=by, changes=pairs)


def check_award(
    *,
    award: Award,
    date: datetime.date,
    reason: str,
    by: User,
    document: Document | None = None,
    decision: Decision | None = None,
) -> AwardEvent:
    """Record that an officer compared a transcribed award with the signed decision: from now on it is checked.

    `date` is the day of checking. `decision` names the released decision where the source knew none. `document` is
    the paper that was read; where None, the decision's own file is.
    """
    if date > timezone.localdate():
        raise Refusal(_("Ngày đối chiếu không thể ở tương lai."))
    with transaction.atomic():
        standing = _locked_standing(award)
        if standing.is_checked:
            raise Refusal(_("Mục này đã được đối chiếu với quyết định."))
        _refuse_settled(standing)
        decision = _decision_for(standing, decision)
        document = document or decision.file
        if document is None:
            raise Refusal(_("Xin đính kèm bản quyết định đã dùng để đối chiếu."))
        return _append(
            award,
            AwardEventKind.CHECKED,
            reason=reason,
            by=by,
            effective_date=date,
            document=document,
            changes=_differences(standing, {"decision_id": decision.pk}),
        )


def supersede_award(
    *, award: Award, superseded_by: Award, effective_date: datetime.date, reason: str, by: User
) -> AwardEvent:
    """Record that another award takes this one's place from a day on. Refuses itself, a circle, and a settled one."""
    if superseded_by.pk == award.pk:
        raise Refusal(_("Một công nhận không thể thay chính nó."))
    with transaction.atomic():
        # In one order, so that two people superseding in opposite directions wait for each other.
        list(Award.objects.select_for_update().filter(pk__in=[award.pk, superseded_by.pk]).order_by("pk"))
        _refuse_settled(_locked_standing(award))
        if award.pk in _successors(superseded_by):
            raise Refusal(_("Công nhận kia đã được thay bằng chính công nhận này."))
        return _append(
            award,
            AwardEventKind.SUPERSEDED,
            reason=reason,
            by=by,
            effective_date=effective_date,
            superseded_by=superseded_by,
        )


def revoke_award(
    *,
    award: Award,
    effective_date: datetime.date,
    reason: str,
    by: User,
    document: Document | None = None,
) -> AwardEvent:
    """Record that the award was withdrawn from a day on; before it, the award keeps what it was worth."""
    with transaction.atomic():
        standing = _locked_standing(award)
        _refuse_settled(standing)
        if standing.granted_date and effective_date < standing.granted_date:
            raise Refusal(_("Ngày thu hồi không thể trước ngày công nhận."))
        return _append(
            award,
            AwardEventKind.REVOKED,
            reason=reason,
            by=by,
            effective_date=effective_date,
            document=document,
        )


def reinstate_award(*, award: Award, reason: str, by: User) -> AwardEvent:
    """Record that a revocation or replacement was entered by mistake or lifted. What was recorded stays on record."""
    with transaction.atomic():
        standing = _locked_standing(award)
        pairs = _differences(standing, {"revoked_date": None, "superseded_date": None, "superseded_by_id": None})
        if not pairs:
            raise Refusal(_("Công nhận này không bị thu hồi hay thay thế."))
        return _append(award, AwardEventKind.CORRECTED, reason=reason, by=by, changes=pairs)


def _locked_standing(award: Award) -> AwardStanding:
    """The standing as it is now, with the award's row locked until the transaction ends."""
    Award.objects.select_for_update().get(pk=award.pk)
    return AwardStanding.objects.get(pk=award.pk)


def _append(
    award: Award,
    kind: AwardEventKind,
    *,
    reason: str,
    by: User,
    effective_date: datetime.date | None = None,
    **details: Any,
) -> AwardEvent:
    """Write the event and its log entry, sum the award up again, and tell those who listen."""
    if not reason.strip():
        raise Refusal(_("Xin ghi lý do."))
    event = AwardEvent.objects.create(
        award=award,
        kind=kind,
        effective_date=effective_date or timezone.localdate(),
        reason=reason.strip(),
        by=by,
        **details,
    )
    project_standings(Award.objects.filter(pk=award.pk))
    log(
        award,
        f"products.award_{kind}",
        user=by,
        data={"reason": event.reason, "changes": event.changes, "event": event.pk},
    )
    announce(awards_changed, Award, [award.pk])
    return event


def _decision_for(standing: AwardStanding, named: Decision | None) -> Decision:
    """The decision an award is checked against: its own, or for one without, the released one that is named."""
    own = standing.decision
    if own is None and named is None:
        raise Refusal(_("Xin chọn quyết định đã dùng để đối chiếu."))
    if own is not None and named is not None and own.pk != named.pk:
        raise Refusal(_("Mục này đã ghi một quyết định khác; xin đính chính quyết định trước."))
    decision = own or named
    if not decision.is_released:
        raise Refusal(_("Quyết định này chưa công bố."))
    return decision


def _refuse_settled(standing: AwardStanding) -> None:
    if standing.revoked_date:
        raise Refusal(_("Công nhận này đã bị thu hồi."))
    if standing.superseded_date:
        raise Refusal(_("Công nhận này đã được thay bằng công nhận khác."))


def _refuse_impossible(name: str, value: Any) -> None:
    """A value its column could not hold is refused in words, before the database does."""
    choices = {"level": AwardLevel.values, "region": ["", *Region.values]}
    fits = {
        "year": lambda: value is None or (type(value) is int and 1990 <= value <= timezone.localdate().year + 1),
        "product_name": lambda: isinstance(value, str) and bool(value.strip()),
    }
    if name in DATE_FIELDS:
        possible = value is None or type(value) is datetime.date
    elif name in choices:
        possible = value in choices[name]
    else:
        possible = fits.get(name, lambda: isinstance(value, str))()
    longest = AwardStanding._meta.get_field(name).max_length
    if not possible or (longest and len(value) > longest):
        label = Award._meta.get_field(name).verbose_name
        raise Refusal(_("Nội dung mới của “%(field)s” không hợp lệ.") % {"field": label})


def _differences(standing: AwardStanding, changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [to_json(getattr(standing, name)), to_json(value)]
        for name, value in changes.items()
        if getattr(standing, name) != value
    }


def _successors(award: Award) -> set[int]:
    """The awards that took this one's place, and theirs."""
    found: set[int] = set()
    following: int | None = award.pk
    while following is not None and following not in found:
        found.add(following)
        following = AwardStanding.objects.filter(pk=following).values_list("superseded_by_id", flat=True).first()
    return found - {award.pk}
