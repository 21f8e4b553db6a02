"""What is done to a product's row outside of its text."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import Refusal
from common.renaming import rename_slug as rename
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
