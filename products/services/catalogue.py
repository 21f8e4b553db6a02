"""What is done to a product's row outside of its text."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import NotAllowed, Refusal
from common.moderation import open_change
from common.renaming import rename_slug as rename
from producers.models import Producer
from producers.signals import producers_changed
from products.access import ADDRESS_KIND
from products.models import Product
from products.signals import products_changed


def rename_slug(*, product: Product, slug: str, by: User) -> Product:
    """Give a product another address; the old one redirects for ever. Refusals: see `common.renaming`."""
    return rename(
        record=product,
        slug=slug,
        kind=ADDRESS_KIND,
        action="products.rename_slug",
        signal=products_changed,
        by=by,
    )


def assign_producer(*, product: Product, producer: Producer, reason: str, by: User) -> Product:
    """Say who makes a product; from then on the producer's people edit it and its new questions go to them.

    What was awarded keeps the name that was awarded. Refuses without a reason, what is archived or merged, while a
    change waits for review, an example with a real one, and whoever belongs to either producer.
    """
    if not reason.strip():
        raise Refusal(_("Xin ghi căn cứ: vì sao biết cơ sở này làm sản phẩm."))
    with transaction.atomic():
        row = Product.objects.select_for_update().get(pk=product.pk)
        maker = Producer.objects.select_for_update().get(pk=producer.pk)
        _refuse_maker(row, maker, by)
        former = row.producer_id
        row.producer = maker
        row.save(update_fields=["producer"])
        data = {"producer": [former, maker.pk], "reason": reason.strip()}
        log(row, "products.assign_producer", user=by, data=data)
        announce(products_changed, Product, [row.pk])
        announce(producers_changed, Producer, [pk for pk in (former, maker.pk) if pk is not None])
    return row


def archive_product(*, product: Product, reason: str, by: User) -> Product:
    """Take a product out of the catalogue; its awards keep their pages. Refuses without a reason, and twice."""
    if not reason.strip():
        raise Refusal(_("Xin ghi lý do cất vào kho."))
    return _set_archived(product, archived=True, reason=reason.strip(), by=by)


def restore_product(*, product: Product, by: User) -> Product:
    """Put an archived product back where it was."""
    return _set_archived(product, archived=False, reason="", by=by)


def _set_archived(product: Product, *, archived: bool, reason: str, by: User) -> Product:
    with transaction.atomic():
        row = Product.objects.select_for_update().get(pk=product.pk)
        if row.merged_into_id is not None:
            raise Refusal(_("Sản phẩm này đã gộp vào sản phẩm khác."))
        if (row.archived_at is not None) == archived:
            raise Refusal(_("Sản phẩm này đã ở trong kho.") if archived else _("Sản phẩm này không ở trong kho."))
        row.archived_at = timezone.now() if archived else None
        row.save(update_fields=["archived_at"])
        log(row, f"products.{'archive' if archived else 'restore'}", user=by, data={"reason": reason})
        announce(products_changed, Product, [row.pk])
    return row


def _refuse_maker(product: Product, maker: Producer, by: User) -> None:
    for record in (product, maker):
        if record.merged_into_id is not None:
            raise Refusal(_("“%(name)s” đã gộp vào một hồ sơ khác.") % {"name": record})
        if record.archived_at is not None:
            raise Refusal(_("“%(name)s” đã cất vào kho; hãy lấy khỏi kho trước.") % {"name": record})
    if product.producer_id == maker.pk:
        raise Refusal(_("Sản phẩm này đã ghi cơ sở ấy rồi."))
    if product.is_example != maker.is_example:
        raise Refusal(_("Không ghép hồ sơ ví dụ với hồ sơ thật."))
    if open_change(product) is not None:
        raise Refusal(_("“%(name)s” có thay đổi đang chờ duyệt; hãy duyệt hoặc trả lại trước.") % {"name": product})
    if product.is_party(by) or maker.is_party(by):
        raise NotAllowed(_("Bạn là người của cơ sở này, nên việc này cần cán bộ khác làm."))
