"""What other apps may do with producers. (Merging two of them moves products and awards: `products.services.merging`.)

Every function is one transaction with one log entry, and announces `producers_changed` after commit.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.addresses import free_slug
from common.after_commit import announce
from common.errors import NotAllowed, Refusal
from common.renaming import rename_slug as rename

from .access import ADDRESS_KIND
from .models import ContactChannel, Membership, MembershipRole, Producer, ResponseRecord, Trust, Verification
from .signals import producers_changed


class Answering(NamedTuple):
    """Of the questions that reached a producer, how many it answered, and after how many hours as a rule."""

    asked: int
    answered: int
    usual_hours: int | None


def create_producer(*, data: Mapping[str, Any], by: User | None, is_example: bool = False) -> Producer:
    """A producer with a first draft, not public yet: publishing is `common.moderation`'s matter.

    `data` names editorial fields. Refuses others, and values that the profile could not hold.
    """
    unknown = sorted(set(data) - Producer.editorial_fields)
    if unknown:
        raise Refusal(_("Hồ sơ cơ sở không có mục: %(fields)s.") % {"fields": ", ".join(unknown)})
    producer = Producer(**data, live=False, is_example=is_example)
    try:
        producer.full_clean(exclude=["slug"])
    except ValidationError as invalid:
        raise Refusal(_("Hồ sơ cơ sở chưa hợp lệ."), details=invalid.messages) from invalid
    with transaction.atomic():
        producer.slug = free_slug(Producer, producer.name_vi, kind=ADDRESS_KIND)
        producer.save()
        producer.save_revision(user=by, log_action=False)
        return _recorded(producer, "producers.create", by)


def add_channel(
    *, producer: Producer, kind: str, value: str, by: User, note: str = "", is_for_delivery: bool = True
) -> ContactChannel:
    """Note a way of reaching a producer; nobody sees it on the site until a consent to that is recorded."""
    with transaction.atomic():
        row = _locked(producer)
        channel = ContactChannel(
            producer=row, kind=kind, value=value.strip(), note=note.strip(), is_for_delivery=is_for_delivery
        )
        try:
            channel.full_clean()
        except ValidationError as invalid:
            raise Refusal(_("Chưa ghi được kênh liên hệ."), details=invalid.messages) from invalid
        channel.save()
        _recorded(row, "producers.add_channel", by, channel=channel.pk, kind=kind)
    return channel


def remove_channel(*, channel: ContactChannel, by: User) -> None:
    """Forget a way of reaching a producer. Refuses one that is public: the consent is withdrawn first, on record."""
    with transaction.atomic():
        row = _locked_channel(channel)
        if row.is_public:
            raise Refusal(_("Kênh này đang được công bố. Hãy ghi việc rút đồng ý trước."))
        key, kind = row.pk, row.kind
        row.delete()
        _recorded(row.producer, "producers.remove_channel", by, channel=key, kind=kind)


def record_consent(*, channel: ContactChannel, text: str, by: User) -> ContactChannel:
    """Keep the words by which the producer agreed to publish this one channel, and publish it.

    Consent given again after it was withdrawn starts anew; the log keeps what was before.
    """
    words = text.strip()
    if not words:
        raise Refusal(_("Xin ghi nguyên văn lời đồng ý."))
    with transaction.atomic():
        row = _locked_channel(channel)
        if row.is_public:
            raise Refusal(_("Kênh này đã được đồng ý công bố."))
        row.consent_given_at, row.consent_withdrawn_at = timezone.now(), None
        row.consent_text, row.consent_recorded_by = words, by
        row.save()
        _recorded(row.producer, "producers.record_consent", by, channel=row.pk, kind=row.kind, text=words)
    return row


def withdraw_consent(*, channel: ContactChannel, by: User) -> ContactChannel:
    """Take a channel off the site at once (the law allows 15 days); the centre may still use it for delivery."""
    with transaction.atomic():
        row = _locked_channel(channel)
        if not row.is_public:
            raise Refusal(_("Kênh này không còn được công bố."))
        row.consent_withdrawn_at = timezone.now()
        row.save(update_fields=["consent_withdrawn_at"])
        _recorded(row.producer, "producers.withdraw_consent", by, channel=row.pk, kind=row.kind)
    return row


def verify_producer(*, producer: Producer, note: str, by: User) -> Verification:
    """Record that the centre saw this producer's papers today; `note` says which. Verifying again renews it."""
    basis = note.strip()
    if not basis:
        raise Refusal(_("Xin ghi căn cứ xác minh, ví dụ giấy đăng ký kinh doanh số mấy."))
    with transaction.atomic():
        row = _locked(producer)
        verification, _created = Verification.objects.update_or_create(
            producer=row, defaults={"verified_at": timezone.now(), "verified_by": by, "note": basis}
        )
        _recorded(row, "producers.verify", by, note=basis)
    return verification


def give_trust(*, producer: Producer, reason: str, by: User) -> Trust:
    """Let this producer's harmless changes through by rule from now on. Refuses its own people, and twice."""
    basis = reason.strip()
    if not basis:
        raise Refusal(_("Xin ghi căn cứ để tin cậy."))
    with transaction.atomic():
        row = _locked(producer)
        _refuse_party(row, by)
        if Trust.objects.filter(producer=row).exists():
            raise Refusal(_("Cơ sở này đã được tin cậy."))
        trust = Trust.objects.create(producer=row, given_by=by, reason=basis)
        _recorded(row, "producers.give_trust", by, reason=basis)
    return trust


def end_trust(*, producer: Producer, by: User) -> None:
    """From now on every change of this producer is looked at by a person again."""
    with transaction.atomic():
        row = _locked(producer)
        _refuse_party(row, by)
        deleted, _rows = Trust.objects.filter(producer=row).delete()
        if not deleted:
            raise Refusal(_("Cơ sở này không ở trong danh sách tin cậy."))
        _recorded(row, "producers.end_trust", by)


def add_member(*, producer: Producer, user: User, role: MembershipRole, by: User) -> Membership:
    """Let somebody edit for a producer from now on. Refuses a second current membership of the same person."""
    if not user.is_active:
        raise Refusal(_("Tài khoản của người này đã ngừng hoạt động."))
    with transaction.atomic():
        row = _locked(producer)
        if Membership.objects.current().filter(producer=row, user=user).exists():
            raise Refusal(_("Người này đã là thành viên của cơ sở."))
        membership = Membership.objects.create(producer=row, user=user, role=role, granted_by=by)
        _recorded(row, "producers.add_member", by, user=user.pk, role=str(role))
    return membership


def end_membership(*, membership: Membership, by: User) -> Membership:
    """Take the right to edit away from now on; what the person did keeps its explanation."""
    with transaction.atomic():
        row = Membership.objects.select_for_update(of=("self",)).select_related("producer").get(pk=membership.pk)
        if row.ended_at is not None:
            raise Refusal(_("Người này đã thôi là thành viên của cơ sở."))
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        _recorded(row.producer, "producers.end_membership", by, user=row.user_id, role=row.role)
    return row


def archive_producer(*, producer: Producer, reason: str, by: User) -> Producer:
    """Take a producer out of the catalogue, never out of the database. Refuses without a reason, and twice."""
    why = reason.strip()
    if not why:
        raise Refusal(_("Xin ghi lý do cất vào kho."))
    with transaction.atomic():
        row = _locked(producer)
        if row.archived_at is not None:
            raise Refusal(_("Cơ sở này đã ở trong kho."))
        row.archived_at = timezone.now()
        row.save(update_fields=["archived_at"])
        return _recorded(row, "producers.archive", by, reason=why)


def restore_producer(*, producer: Producer, by: User) -> Producer:
    """Put an archived producer back where it was."""
    with transaction.atomic():
        row = _locked(producer)
        if row.archived_at is None:
            raise Refusal(_("Cơ sở này không ở trong kho."))
        row.archived_at = None
        row.save(update_fields=["archived_at"])
        return _recorded(row, "producers.restore", by)


def rename_slug(*, producer: Producer, slug: str, by: User) -> Producer:
    """Give a producer another address; the old one redirects for ever. Refusals: see `common.renaming`."""
    return rename(
        record=producer,
        slug=slug,
        kind=ADDRESS_KIND,
        action="producers.rename_slug",
        signal=producers_changed,
        by=by,
    )


def _locked(producer: Producer) -> Producer:
    """The row as it is now, locked. Refuses one that was merged away: nothing is done to it any more."""
    row = Producer.objects.select_for_update().get(pk=producer.pk)
    if row.merged_into_id is not None:
        raise Refusal(_("Cơ sở này đã gộp vào cơ sở khác."))
    return row


def _refuse_party(producer: Producer, by: User) -> None:
    if producer.is_party(by):
        raise NotAllowed(_("Bạn là người của cơ sở này, nên việc này cần cán bộ khác làm."))


def _locked_channel(channel: ContactChannel) -> ContactChannel:
    return ContactChannel.objects.select_for_update(of=("self",)).select_related("producer").get(pk=channel.pk)


def _recorded(producer: Producer, action: str, by: User | None, **data: Any) -> Producer:
    log(producer, action, user=by, data=data)
    announce(producers_changed, Producer, [producer.pk])
    return producer


def write_responses(figures: Mapping[int, Answering]) -> int:
    """Replace what is known of how producers answer by `figures` (by producer id); how many rows changed.

    Counting is no act of a person, so nothing is logged; what has not changed is not written.
    """
    with transaction.atomic():
        known = {record.producer_id: record for record in ResponseRecord.objects.all()}
        gone = [producer_id for producer_id in known if producer_id not in figures]
        ResponseRecord.objects.filter(producer__in=gone).delete()
        changed = {
            producer_id: found
            for producer_id, found in figures.items()
            if producer_id not in known or found != _figures_of(known[producer_id])
        }
        for producer_id, found in changed.items():
            ResponseRecord.objects.update_or_create(
                producer_id=producer_id, defaults={**found._asdict(), "counted_at": timezone.now()}
            )
        if gone or changed:
            announce(producers_changed, Producer, [*gone, *changed])
        return len(gone) + len(changed)


def _figures_of(record: ResponseRecord) -> Answering:
    return Answering(record.asked, record.answered, record.usual_hours)
