"""What the page of chosen products shows."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from products.models import Product
from products.presenting.cards import product_card
from products.presenting.comparison import Comparison, compare
from products.shortlist import MOST_CHOSEN, MOST_COMPARED, PARAMETER, Chosen, Shortlist
from search import services as searching
from search.documents.products import KIND

SEARCHED = "tim"
VIEW, STACKED = "xem", "doc"
FOUND_AT_ONCE = 8


def shortlist_page(chosen: Chosen, words: str) -> dict[str, Any]:
    """The chosen products, each with the way to drop it, and what was searched for, each with the way to add it."""
    here, shortlist = reverse("shortlist:list"), chosen.shortlist
    further = {SEARCHED: words} if words else {}
    return {
        "chosen": chosen,
        "cards": [
            {**product_card(product), "choose_href": _address(here, shortlist.minus(product.pk)), "is_drop": True}
            for product in chosen.products
        ],
        "words": words,
        "found": [
            {**product_card(product), "choose_href": _address(here, shortlist.plus(product.pk), **further)}
            for product in (_found(words, shortlist) if words else [])
        ],
        "list_path": here,
        "parameter": PARAMETER,
        "searched": SEARCHED,
        "most_chosen": MOST_CHOSEN,
        "most_compared": MOST_COMPARED,
        **addresses_of(shortlist),
    }


def picking_page(chosen: Chosen) -> dict[str, Any]:
    """Which six of the products to compare: a form whose answer is an address."""
    return {
        "chosen": chosen,
        "options": [
            {"number": product.pk, "card": product_card(product), "is_ticked": place < MOST_COMPARED}
            for place, product in enumerate(chosen.products)
        ],
        "parameter": PARAMETER,
        "most_compared": MOST_COMPARED,
        **addresses_of(chosen.shortlist),
    }


def compare_page(chosen: Chosen, *, is_stacked: bool) -> dict[str, Any]:
    """The comparison as a table, or one question under the other for a narrow screen."""
    here, shortlist = reverse("shortlist:compare"), chosen.shortlist
    comparison = compare(chosen.products)
    drops = [_address(here, shortlist.minus(product.pk)) for product in chosen.products]
    return {
        "chosen": chosen,
        "comparison": comparison,
        "columns": list(zip(comparison.cards, drops, strict=True)),
        "questions": _questions(comparison) if is_stacked else (),
        "table_url": _address(here, shortlist),
        "stacked_url": _address(here, shortlist, **{VIEW: STACKED}),
        **addresses_of(shortlist),
    }


def _questions(comparison: Comparison) -> list[dict[str, Any]]:
    """Each row of the table as a question with the products' answers below it."""
    names = [product.name for product in comparison.products]
    return [
        {
            "label": row.label,
            "is_same": row.is_same,
            "answers": [{"name": name, "value": value} for name, value in zip(names, row.values, strict=True)],
        }
        for row in comparison.rows
    ]


def addresses_of(shortlist: Shortlist) -> dict[str, str]:
    """Where the list can be taken on to, with the list."""
    names = {
        "list_url": "shortlist:list",
        "compare_url": "shortlist:compare",
        "download_url": "shortlist:download",
        "ask_url": "inquiries:ask_several",
    }
    return {key: _address(reverse(name), shortlist) for key, name in names.items()}


def _address(path: str, shortlist: Shortlist, **further: str) -> str:
    query = {PARAMETER: shortlist.code} if len(shortlist) else {}
    return f"{path}?{urlencode({**query, **further})}" if query or further else path


def _found(words: str, shortlist: Shortlist) -> list[Product]:
    """The first products that the words find, without those chosen already."""
    request = searching.Request(text=words, scope={"kind": (KIND,)}, limit=FOUND_AT_ONCE + len(shortlist))
    hits = searching.search(request).found.hits
    references = [hit.reference for hit in hits if hit.reference.id not in shortlist]
    return [product for _kind, product in searching.load(references[:FOUND_AT_ONCE])]
