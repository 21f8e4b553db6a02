"""What a page of results carries so that its query is counted."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from search.listing import Listing
from search.query_log.statements import statement_of

register = template.Library()

ENTRIES = "[data-entries] .plate__name a"


@register.simple_tag
def logged(listing: Listing) -> SafeString:
    """The script that says once that the page was shown, and which result was opened first; nothing of pages that are
    not logged.
    """
    statement = statement_of(listing)
    if statement is None:
        return mark_safe("")
    return format_html(
        '<script src="{}" data-seen="{}" data-to="{}" data-entries="{}" defer></script>',
        static("site/js/seen.js"),
        statement.signed(),
        reverse("query_log:seen"),
        ENTRIES,
    )
