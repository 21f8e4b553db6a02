"""The head of a page: one tag that gathers it, one that prints its structured data."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common import structured
from common.heads import PrintedHead, printed_head

register = template.Library()


@register.simple_tag(takes_context=True)
def page_head(context: template.Context) -> PrintedHead:
    """`{% page_head as printed_head %}`: what the head of the page being rendered says."""
    return printed_head({str(name): value for name, value in context.flatten().items()})


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context, head: PrintedHead) -> SafeString:
    """The page's nodes, and its crumbs as a BreadcrumbList."""
    identity = context.get("site_identity")
    nodes = structured.with_publisher(head.nodes, identity) if identity and head.nodes else []
    if head.crumbs:
        front = (_("Trang chủ"), reverse("home"))
        nodes.append(structured.breadcrumbs([front, *((crumb.label, crumb.url) for crumb in head.crumbs)]))
    return structured.data_block(nodes)
