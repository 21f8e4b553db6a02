"""Structured data (schema.org, JSON-LD): the parts that know no noun, and the one way in which it is printed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.addresses import public_address
from common.languages import current, in_language
from common.models import SiteIdentity

Node = dict[str, Any]

SCHEMA = "https://schema.org"
LOGO = "site/brand/icon-512.png"
IN_A_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that could end the script, open a comment in it, or end a line: as JSON writes them."""


def publisher() -> Node:
    """Whoever runs the site, by reference; written out when a page is printed (`with_publisher`)."""
    return {"@id": public_address("/#chu-quan")}


def website() -> Node:
    """The whole site, by reference."""
    return {"@id": public_address("/#trang")}


def filled(node: Mapping[str, Any]) -> Node:
    """The node without what nobody filled in; zero and no are answers."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {}, ())}


def organization(identity: SiteIdentity) -> Node:
    """The node of whoever runs the site."""
    return filled(
        {
            "@type": "Organization",
            **publisher(),
            "name": in_language(identity, "owner"),
            "url": public_address("/"),
            "logo": {"@type": "ImageObject", "url": public_address(static(LOGO)), "width": 512, "height": 512},
            "email": identity.email,
            "telephone": identity.phone,
            "address": identity.address,
        }
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """A BreadcrumbList of (label, path); the last may have no path: it is the page itself."""
    items = [
        filled({"@type": "ListItem", "position": place, "name": label, "item": public_address(path) if path else ""})
        for place, (label, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def item_list(paths: Iterable[str], *, total: int | None = None) -> Node:
    """An ItemList of the pages a list leads to, in its order; `total` where the list is longer than what is shown."""
    items = [
        {"@type": "ListItem", "position": place, "url": public_address(path)}
        for place, path in enumerate(paths, start=1)
    ]
    return {
        "@type": "ItemList",
        "numberOfItems": len(items) if total is None else total,
        "itemListElement": items,
    }


def fact(name: str, value: Any) -> Node:
    """One fact that schema.org has no property for."""
    return {"@type": "PropertyValue", "name": name, "value": value}


def data_block(nodes: Iterable[Node]) -> SafeString:
    """The `<script>` that carries the nodes; no text in them can end it. Nothing where there are none.

    A list of nodes, each with its context, is read by every parser; not all of them know a graph.
    """
    data = [{"@context": SCHEMA, **node} for node in nodes]
    if not data:
        return SafeString("")
    content = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    safe = mark_safe(content.translate(IN_A_SCRIPT))
    return format_html('<script type="application/ld+json">{}</script>', safe)


def with_publisher(nodes: Iterable[Node], identity: SiteIdentity) -> list[Node]:
    """The nodes with whoever runs the site written out where they refer to them."""
    reference, whole = publisher(), organization(identity)
    return [{name: whole if value == reference else value for name, value in node.items()} for node in nodes]


def language() -> str:
    """The reader's language as schema.org's inLanguage wants it."""
    return current()
