"""The front door, and the pages of the catalogue that show nouns of several apps; anonymous, without a session."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.vary import vary_on_headers

from common import languages, text
from producers.access import published_producer_or_redirect, published_village
from producers.models import Producer
from products.access import published_product_or_redirect
from products.models import Product
from search.list_pages import awards_page
from search.views import show_list

from . import heads
from .models import HomePage
from .presenting import levels
from .presenting import producers as producers_shown
from .presenting import products as products_shown
from .presenting import villages as villages_shown

PRODUCERS_A_PAGE = VILLAGES_A_PAGE = 60
LONGEST_TYPED = 200


@vary_on_headers("Accept-Language")
def front_door(request: HttpRequest) -> HttpResponse:
    """To the reader's language, Vietnamese where theirs is neither."""
    language = get_language_from_request(request)
    return redirect(f"/{language if language in languages.CODES else languages.SOURCE}/")


def home(request: HttpRequest) -> HttpResponse:
    """The front page in the language of the address. Found by its language alone: Wagtail's way to a page walks the
    tree from the root, asks for its site, its locale and its restrictions, five queries for what is always here.
    """
    page = HomePage.objects.live().filter(locale__language_code=get_language()).select_related("locale").first()
    if page is None:
        raise Http404
    return page.serve(request)


def short_verify(_request: HttpRequest, code: str) -> HttpResponse:
    """The address behind a printed QR; where it leads may change, it itself never does."""
    with languages.in_source():
        return redirect("products:verify", code)


def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product: awards first, then its maker, what a buyer needs, and what stands near it."""
    found, moved_to = published_product_or_redirect(slug)
    if found is None:
        return redirect("pages:product", moved_to, permanent=True)
    return render(request, "products/product.html", products_shown.product_page(found))


def product_preview(_request: HttpRequest, draft: Product) -> dict[str, Any]:
    """What the product's page shows of a draft that exists in memory only."""
    return products_shown.draft_page(draft)


def producers(request: HttpRequest) -> HttpResponse:
    """Every published producer by name, narrowed by words of the name or by province."""
    words = text.beginning(request.GET.get("q", ""), LONGEST_TYPED)
    provinces = list(producers_shown.provinces_with_producers())
    asked = request.GET.get("tinh", "")
    province = next((known for known in provinces if known.slug == asked), None)
    found = Producer.objects.published().matching(words).for_cards().with_product_counts()
    if province:
        found = found.filter(province=province)
    elif asked:
        found = found.none()
    page = Paginator(found.in_vietnamese_order(), PRODUCERS_A_PAGE).get_page(request.GET.get("trang"))
    is_narrowed = bool(words or asked)
    context = {
        "head": heads.producers_head(page, is_narrowed=is_narrowed),
        "page": page,
        "words": words,
        "is_narrowed": is_narrowed,
        "provinces": provinces,
        "chosen_province": province.slug if province else "",
    }
    return render(request, "pages/producers.html", context)


def producer(request: HttpRequest, slug: str) -> HttpResponse:
    """One producer: its products, what the register says, and how to reach it."""
    found, moved_to = published_producer_or_redirect(slug)
    if found is None:
        return redirect("pages:producer", moved_to, permanent=True)
    producers_shown.load_page_parts(found)
    return render(request, "pages/producer.html", producer_context(request, found))


def producer_context(request: HttpRequest, found: Producer) -> dict[str, Any]:
    """What the producer's page shows; also of a draft that exists in memory only."""
    return producers_shown.producer_page(found, number=request.GET.get("trang"))


def villages(request: HttpRequest) -> HttpResponse:
    """Every craft village that staff keep, by name."""
    page = Paginator(villages_shown.villages_with_makers(), VILLAGES_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "pages/villages.html", {"page": page, "head": heads.villages_head(page)})


def village(request: HttpRequest, slug: str) -> HttpResponse:
    """One craft village with its producers and their awarded products."""
    found = published_village(slug)
    return render(request, "pages/village.html", villages_shown.village_page(found, number=request.GET.get("trang")))


def awards(request: HttpRequest) -> HttpResponse:
    """Every level with its years, and how many products each list holds."""
    context = {"levels": levels.levels_with_years(), "rules": levels.rules(), "head": heads.awards_head()}
    return render(request, "pages/awards.html", context)


def awards_of_level(request: HttpRequest, level: str) -> HttpResponse:
    """The products of one level, with a way to each of its years."""
    page = awards_page(request.path, level=level)
    around = levels.level_page(level)
    return show_list(request, page, "pages/awards_of_level.html", words=heads.level_words(around), **around)


def awards_of_unknown_year(request: HttpRequest, level: str) -> HttpResponse:
    """The products of one level whose source names no year."""
    return _awards_of(request, level, levels.UNKNOWN_YEAR)


def awards_of_year(request: HttpRequest, level: str, year: int) -> HttpResponse:
    """The products of one level and year; 404 where the register has none."""
    if year == levels.UNKNOWN_YEAR:
        raise Http404
    return _awards_of(request, level, year)


def _awards_of(request: HttpRequest, level: str, year: int) -> HttpResponse:
    around = levels.year_page(level, year)
    if around is None:
        raise Http404
    page = awards_page(request.path, level=level, year=year)
    words = heads.year_words(around, request.path)
    return show_list(request, page, "pages/awards_of_year.html", words=words, **around)
