"""Two records found to be one: everything that hangs on the one moves to the other, and can be moved back.

The merged record keeps its row, its text and its address, which from then on leads to the kept one. Its awards move
by an event each (`RELINKED`), which is what the register's guard asks for.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import Refusal, Stale
from common.moderation.access import open_change
from common.moderation.records import ModeratedRecord
from producers.models import Producer
from producers.signals import producers_changed
from products.models import Award, MergeRecord, Product
from products.signals import products_changed

from .relations import Hanging, can_move_back, hanging_on, move, move_back
from .relinking import relink_awards
from .revisions import draft_with_moved, drop_revision

KINDS: dict[str, type[ModeratedRecord]] = {"product": Product, "producer": Producer}
REASON_OF_UNDOING = _("Tách lại hồ sơ đã gộp nhầm.")


@dataclass(frozen=True)
class MergePreview:
    """What merging would do: `obstacles` are sentences, none where it may go ahead."""

    kept: ModeratedRecord
    merged: ModeratedRecord
    obstacles: tuple[str, ...]
    hanging: tuple[Hanging, ...]
    award_count: int

    @property
    def sentences(self) -> list[str]:
        """What moves and what stays, to read before deciding."""
        lines = []
        if self.award_count:
            lines.append(_("%(count)s công nhận chuyển sang hồ sơ giữ lại.") % {"count": self.award_count})
        for found in self.hanging:
            if found.moving:
                lines.append(_("Chuyển %(count)s %(name)s.") % {"count": len(found.moving), "name": found.name})
            if found.staying:
                lines.append(
                    _("%(count)s %(name)s ở lại, vì hồ sơ giữ lại đã có.")
                    % {"count": len(found.staying), "name": found.name}
                )
        return lines


def preview_merge(*, kept: ModeratedRecord, merged: ModeratedRecord) -> MergePreview:
    """What `merge_products` or `merge_producers` would do with these two. Changes nothing."""
    same_kind = type(kept) is type(merged)
    return MergePreview(
        kept=kept,
        merged=merged,
        obstacles=tuple(_obstacles(kept, merged)),
        hanging=tuple(hanging_on(merged, kept=kept)) if same_kind else (),
        award_count=Award.objects.filter(product=merged).count() if isinstance(merged, Product) else 0,
    )


def merge_products(*, kept: Product, merged: Product, reason: str, by: User) -> MergeRecord:
    """Merge one product into another. Refuses what `preview_merge` names, and a missing reason."""
    return _merge("product", kept, merged, reason=reason, by=by)


def merge_producers(*, kept: Producer, merged: Producer, reason: str, by: User) -> MergeRecord:
    """Merge one producer into another: products, members, contact channels with their consents, and the rest."""
    return _merge("producer", kept, merged, reason=reason, by=by)


def undo_merge(*, record: MergeRecord, by: User) -> MergeRecord:
    """Take two merged records apart, as they were. What came to the kept one since the merge stays there.

    Refuses a second undoing, and with `Stale` where what was moved has moved on or either record was changed since.
    """
    with transaction.atomic():
        record = MergeRecord.objects.select_for_update().get(pk=record.pk)
        if record.undone_at is not None:
            raise Refusal(_("Lần gộp này đã được tách lại."))
        kept, merged = _locked_pair(KINDS[record.kind], record.kept_id, record.merged_id)
        _refuse_undoing(record.moved, kept, merged)
        for moved in record.moved["relations"]:
            move_back(moved, to=merged)
        _restore_rows(record.moved, kept, merged)
        awards = Award.objects.filter(pk__in=record.moved["awards"])
        relink_awards(awards, to=merged.pk, reason=str(REASON_OF_UNDOING), by=by)
        record.undone_at, record.undone_by = timezone.now(), by
        record.save(update_fields=["undone_at", "undone_by"])
        log(kept, "products.undo_merge", user=by, data={"merge": record.pk, "merged": merged.pk})
        _announce(record.moved, kept, merged)
    return record


def _merge(kind: str, kept: Any, merged: Any, *, reason: str, by: User) -> MergeRecord:
    if not reason.strip():
        raise Refusal(_("Xin ghi lý do gộp hồ sơ."))
    with transaction.atomic():
        if kept.pk != merged.pk:
            kept, merged = _locked_pair(KINDS[kind], kept.pk, merged.pk)
        obstacles = _obstacles(kept, merged)
        if obstacles:
            raise Refusal(_("Chưa gộp được hai hồ sơ này."), details=obstacles)
        moved = _move_everything(kept, merged, reason=reason.strip(), by=by)
        record = MergeRecord.objects.create(
            kind=kind, kept_id=kept.pk, merged_id=merged.pk, moved=moved, reason=reason.strip(), merged_by=by
        )
        log(kept, "products.merge", user=by, data={"merge": record.pk, "merged": merged.pk, "reason": reason.strip()})
        _announce(moved, kept, merged)
    return record


def _move_everything(kept: Any, merged: Any, *, reason: str, by: User) -> dict[str, Any]:
    """Move what hangs on `merged`; everything that undoing needs, as JSON holds it."""
    hanging = [found for found in hanging_on(merged, kept=kept) if found.moving]
    relations = [move(found, to=kept) for found in hanging]
    adopted = {}
    if isinstance(kept, Product) and kept.producer_id is None and merged.producer_id is not None:
        adopted["producer_id"] = [None, merged.producer_id]
        kept.producer_id = merged.producer_id
        kept.save(update_fields=["producer"])
    awards = list(Award.objects.filter(product=merged)) if isinstance(merged, Product) else []
    relink_awards(awards, to=kept.pk, reason=reason, by=by)
    revision = draft_with_moved(kept, [found for found in hanging if found.is_drafted], by=by)
    return {
        "relations": relations,
        "awards": [award.pk for award in awards],
        "adopted": adopted,
        "revision": revision,
        "merged": _close(merged, kept),
    }


def _close(merged: Any, kept: Any) -> dict[str, Any]:
    """Lead the merged record to the kept one and lock it against editing; how it was before."""
    before = {
        "locked": merged.locked,
        "locked_at": merged.locked_at.isoformat() if merged.locked_at else None,
        "locked_by_id": merged.locked_by_id,
        "latest_revision_id": merged.latest_revision_id,
    }
    merged.merged_into = kept
    # Nobody's lock holds for everybody, whoever merged included.
    merged.locked, merged.locked_at, merged.locked_by = True, timezone.now(), None
    merged.save(update_fields=["merged_into", "locked", "locked_at", "locked_by"])
    return before


def _restore_rows(moved: dict[str, Any], kept: Any, merged: Any) -> None:
    """Both records' rows as they were before the merge."""
    before = moved["merged"]
    merged.merged_into = None
    merged.locked, merged.locked_by_id = before["locked"], before["locked_by_id"]
    merged.locked_at = parse_datetime(before["locked_at"]) if before["locked_at"] else None
    merged.save(update_fields=["merged_into", "locked", "locked_at", "locked_by"])
    for column, (was, _became) in moved["adopted"].items():
        setattr(kept, column, was)
        kept.save(update_fields=[column.removesuffix("_id")])
    drop_revision(kept, moved["revision"])


def _locked_pair(model: Any, kept_id: int, merged_id: int) -> tuple[Any, Any]:
    """Both rows, locked in one order whatever the roles, so that two opposite merges wait instead of deadlocking."""
    rows = {row.pk: row for row in model.objects.select_for_update().filter(pk__in=[kept_id, merged_id]).order_by("pk")}
    if len(rows) != 2:
        raise Stale(_("Một trong hai hồ sơ không còn nữa."))
    return rows[kept_id], rows[merged_id]


def _obstacles(kept: Any, merged: Any) -> list[str]:
    """Why these two cannot be merged; sentences."""
    if type(kept) is not type(merged):
        return [_("Chỉ gộp được hai hồ sơ cùng loại.")]
    if kept.pk == merged.pk:
        return [_("Một hồ sơ không thể gộp vào chính nó.")]
    found = []
    for record in (kept, merged):
        if record.merged_into_id is not None:
            found.append(_("“%(name)s” đã gộp vào một hồ sơ khác.") % {"name": record})
        if open_change(record) is not None:
            found.append(_("“%(name)s” có thay đổi đang chờ duyệt; hãy duyệt hoặc trả lại trước.") % {"name": record})
    if kept.archived_at is not None:
        found.append(_("“%(name)s” đã cất vào kho; hãy lấy khỏi kho trước.") % {"name": kept})
    if kept.is_example != merged.is_example:
        found.append(_("Không gộp hồ sơ ví dụ với hồ sơ thật."))
    makers = {record.producer_id for record in (kept, merged) if isinstance(record, Product)} - {None}
    if len(makers) > 1:
        found.append(_("Hai sản phẩm thuộc hai cơ sở khác nhau; nếu là một cơ sở, hãy gộp cơ sở trước."))
    return [str(sentence) for sentence in found]


def _refuse_undoing(moved: dict[str, Any], kept: Any, merged: Any) -> None:
    if kept.merged_into_id is not None:
        raise Stale(_("Hồ sơ giữ lại đã gộp tiếp vào hồ sơ khác; hãy tách lần gộp đó trước."))
    if merged.merged_into_id != kept.pk or merged.latest_revision_id != moved["merged"]["latest_revision_id"]:
        raise Stale(_("Hồ sơ đã gộp có thay đổi sau khi gộp nên không tách lại được nữa."))
    if moved["revision"] and kept.latest_revision_id != moved["revision"]["id"]:
        raise Stale(_("Hồ sơ giữ lại đã được sửa sau khi nhận ảnh và giấy tờ, nên không tách lại được nữa."))
    for column, (_before, became) in moved["adopted"].items():
        if getattr(kept, column) != became:
            raise Stale(_("Hồ sơ giữ lại đã đổi cơ sở sau khi gộp nên không tách lại được nữa."))
    in_place = Award.objects.filter(pk__in=moved["awards"], product_id=kept.pk).count() if moved["awards"] else 0
    gone = [row for row in moved["relations"] if not can_move_back(row, owner=kept, to=merged)]
    if gone or in_place != len(moved["awards"]):
        raise Stale(_("Phần đã chuyển lúc gộp nay không còn ở hồ sơ giữ lại, nên không tách lại được nữa."))


def _announce(moved: dict[str, Any], kept: Any, merged: Any) -> None:
    pair = [kept.pk, merged.pk]
    if isinstance(kept, Product):
        announce(products_changed, Product, pair)
        return
    announce(producers_changed, Producer, pair)
    products = [row["ids"] for row in moved["relations"] if row["model"] == Product._meta.label]
    announce(products_changed, Product, [pk for ids in products for pk in ids])
