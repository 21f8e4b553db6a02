"""Changing a record's address so that the old one keeps leading to it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from common.addresses import leave_redirect, record_of_former_slug
from common.after_commit import announce
from common.errors import Refusal
from common.models import FormerAddress


def rename_slug(*, record: Any, slug: str, kind: str, action: str, signal: Signal, by: Any) -> Any:
    """Give a record another slug and let the old one redirect; the row as it is afterwards.

    The slug is a row field, so no draft is touched. `action` is what the log calls the act. Refuses a malformed
    slug, one that another record has or had, and a merged record, whose address leads to another one for good.
    """
    wanted = slug.strip().lower()
    _refuse_malformed(record, wanted)
    model = type(record)
    with transaction.atomic():
        row = model._default_manager.select_for_update().get(pk=record.pk)
        if row.merged_into_id is not None:
            raise Refusal(_("Hồ sơ đã gộp vào hồ sơ khác thì không đổi địa chỉ nữa."))
        if wanted == row.slug:
            raise Refusal(_("Địa chỉ mới giống hệt địa chỉ đang dùng."))
        if model._default_manager.filter(slug=wanted).exists():
            raise Refusal(_("Địa chỉ “%(slug)s” đã có hồ sơ khác dùng.") % {"slug": wanted})
        if record_of_former_slug(kind=kind, slug=wanted) not in (None, row.pk):
            raise Refusal(_("Địa chỉ “%(slug)s” từng là của hồ sơ khác và còn dẫn về đó.") % {"slug": wanted})
        former = row.slug
        FormerAddress.objects.filter(kind=kind, slug=wanted, record_id=row.pk).delete()
        leave_redirect(kind=kind, slug=former, record_id=row.pk)
        row.slug = wanted
        row.save(update_fields=["slug"])
        log(row, action, user=by, data={"slug": [former, wanted]})
        announce(signal, model, [row.pk])
    return row


def _refuse_malformed(record: Any, slug: str) -> None:
    longest = record._meta.get_field("slug").max_length
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refusal(_("Địa chỉ chỉ gồm chữ không dấu, số và dấu gạch nối.")) from None
    if len(slug) > longest:
        raise Refusal(_("Địa chỉ dài quá %(longest)s ký tự.") % {"longest": longest})
