"""What a page of results carries so that its query is counted: told by `site/js/seen.js`, which the page loads."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from search.listing import Listing
from search.query_log.statements import statement_of

register = template.Library()

ENTRIES = "[data-entries] .plate__name a"


@register.simple_tag
def logged(listing: Listing) -> SafeString:
    """What is said once of the list that is shown, and where its results stand, to say which was opened first; nothing
    of lists that are not logged. An element and no script, since a list that is swapped in brings no scripts.
    """
    statement = statement_of(listing)
    if statement is None:
        return mark_safe("")
    return format_html(
        '<span hidden data-seen="{}" data-to="{}" data-entries="{}"></span>',
        statement.signed(),
        reverse("query_log:seen"),
        ENTRIES,
    )
