"""Addresses without a language that machines ask for: anonymous, cacheable, made from the settings and the register."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from common import languages
from common.addresses import public_address
from common.drawings.brand import HEADER_COLOURS
from common.identity import identity_of
from common.sitemaps import address_file, index_file, paths_of

from .sitemaps import SECTIONS

AN_HOUR, A_DAY = 3600, 86_400
SECURITY_TXT_HOLDS = datetime.timedelta(days=180)
"""RFC 9116 advises less than a year; computed anew each day, it never lapses while the site runs."""
PRIVATE_ADDRESSES = ("workspace:home", "search:suggest")
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))
"""File, side in pixels, purpose; drawn by ops/draw_icons.py."""


def sitemap_address(section: str, number: int) -> str:
    return reverse("sitemap_file", args=[section, number])


def _streamed(pieces: Iterable[str]) -> StreamingHttpResponse:
    """XML that is sent while it is read; it is too large to keep."""
    response = StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return response


@require_safe
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """Every file of the sitemap with the time of the newest change in it.

    It reads the time of every record there is, so it is sent whole: what is streamed is never kept.
    """
    index = "".join(index_file(SECTIONS.values(), sitemap_address))
    response = HttpResponse(index, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return response


@require_safe
def sitemap_file(_request: HttpRequest, section: str, number: int) -> StreamingHttpResponse:
    """One file of a section; Http404 beyond its last."""
    found = SECTIONS.get(section)
    if found is None or not 1 <= number <= found.files():
        raise Http404(section)
    return _streamed(address_file(found.of_file(number)))


def _text(lines: Iterable[str], *, seconds: int) -> HttpResponse:
    response = HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=seconds)
    return response


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk, the makers' corner, forms, and lists narrowed in more than one way.

    A site that is not public asks every machine to stay away.
    """
    if not settings.IS_PUBLIC:
        return _text(["User-agent: *", "Disallow: /"], seconds=AN_HOUR)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _disallowed())]
    return _text([*lines, "", f"Sitemap: {public_address(reverse('sitemap'))}"], seconds=A_DAY)


def _disallowed() -> Iterable[str]:
    """Paths, each in every language. "?*&" is a query of two or more parts."""
    yield reverse("wagtailadmin_home")
    for name in PRIVATE_ADDRESSES:
        yield from dict.fromkeys(paths_of(name).values())
    for path in dict.fromkeys(paths_of("inquiries:ask_product", "-").values()):
        yield path.rsplit("/", 3)[0] + "/"
    for name in ("search:browse", "search:results"):
        yield from (f"{path}?*&" for path in dict.fromkeys(paths_of(name).values()))


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); Http404 while the centre has named no address."""
    email = identity_of(request).email
    if not email:
        raise Http404
    expires = datetime.datetime.combine(timezone.localdate() + SECURITY_TXT_HOLDS, datetime.time.min, datetime.UTC)
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages.CODES)}",
        f"Canonical: {public_address(reverse('security_txt'))}",
    ]
    return _text(lines, seconds=A_DAY)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The site as an entry on a telephone's home screen, in the language that everything is written in first."""
    identity = identity_of(request)
    colour, _dark = HEADER_COLOURS.get(identity.header_colour, HEADER_COLOURS["lacquer"])
    icons = [
        {"src": static(f"site/brand/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
        for name, size, use in ICONS
    ]
    content = {
        "name": identity.name,
        "short_name": identity.name,
        "lang": languages.SOURCE,
        "id": "/",
        "start_url": reverse("root"),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": colour,
        "background_color": "#fbf6ea",
        "icons": icons,
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json; charset=utf-8"
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look that were told of no icon: in feeds, and in files."""
    response = redirect(static("site/brand/favicon.ico"))
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
