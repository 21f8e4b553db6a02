"""What a record's page carries so that its views are counted."""

from django import template
from django.db.models import Model
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.visits.kinds import kind_of

register = template.Library()


@register.simple_tag(takes_context=True)
def counted(context: template.Context, record: Model) -> SafeString:
    """The script that says once that the page was shown, and a picture for browsers without scripts.

    Nothing in a preview, for a draft that was never saved, and for a kind whose views nobody counts.
    """
    request = context.get("request")
    kind = kind_of(record)
    if kind is None or record.pk is None or request is None or getattr(request, "is_preview", False):
        return mark_safe("")
    return format_html(
        '<script src="{}" data-seen="{}:{}" data-to="{}" defer></script>'
        '<noscript><img src="{}" alt="" width="1" height="1"></noscript>',
        static("site/js/seen.js"),
        kind.name,
        str(record.pk),
        reverse("visits:seen"),
        reverse("visits:pixel", args=[kind.name, record.pk]),
    )
