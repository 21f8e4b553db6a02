"""Tags of the templates of editorial pages."""

from django import template
from wagtail.blocks.stream_block import StreamValue

from pages.blocks.markup import Outlined, outlined

register = template.Library()

TAKEN = ("noi-dung", "danh-sach", "doc-tiep", "muc-luc", "mo-dau", "cac-cap", "moi", "hoi-cho", "tinh", "tin")
"""Ids that the templates around a body give themselves."""


@register.simple_tag(takes_context=True)
def outlined_body(context: template.Context, body: StreamValue) -> Outlined:
    """`{% outlined_body page.body as body %}`: its `html`, whose headings have ids, and their `contents`."""
    return outlined(body.render_as_block(context=context.flatten()), taken=TAKEN)
