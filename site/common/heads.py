"""What a page says of itself to those who find it by other ways: title, description, address, crumbs, nodes.

Every app presents its own nouns as a `Head`; a view hands it to its template as `head`, and base.html prints it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel.core import get_global
from django.conf import settings
from django.urls import reverse

from common import languages
from common.addresses import languages_of_path, public_address
from common.paging import PAGE_PARAMETER

TITLE_FITS = 60
"""Characters of a title that search engines show; longer names are never cut, only left without what follows."""
DESCRIPTION_FITS = 160

SHARE_SIZE = (1200, 630)
"""Pixels of the pictures drawn for links (`common.drawings.share.LANDSCAPE`)."""

Node = dict[str, Any]


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page. Without an address it is the page itself; `lang` where it is in another one."""

    label: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class ShareImage:
    """The picture that stands beside a shared link; `url` may be a path of this site, sizes are in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Head:
    """What a page says of itself.

    `title` is the page's own name, `qualifiers` follow it while there is room. `path` is its one address with what
    belongs to it of the query ("" : the path that was asked for). `languages` holds the path in each language in which
    the page exists (None: in every one, at the translated address). `nodes` are schema.org nodes without a context.
    """

    title: str
    qualifiers: tuple[str, ...] = ()
    description: str = ""
    path: str = ""
    is_indexable: bool = True
    languages: Mapping[str, str] | None = None
    picture: tuple[str, str] | None = None
    """Kind and slug of the picture that the server draws of it (`pages:share_picture`); the site's own where None."""
    kind: str = "website"
    crumbs: tuple[Crumb, ...] = ()
    nodes: tuple[Node, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)
    """Open Graph's `article:published_time` and the like, as ISO 8601."""


def full_title(title: str, qualifiers: Iterable[str], site_name: str) -> str:
    """ "name – award – site" as far as it fits; the name whole, and first the site, then the award left out."""
    named = [part for part in qualifiers if part]
    for parts in ([title, *named, site_name], [title, *named], [title, site_name]):
        words = " – ".join(parts)
        if len(words) <= TITLE_FITS:
            return words
    return title


def description_of(*sentences: str, most: int = DESCRIPTION_FITS) -> str:
    """As many of the sentences, in their order, as fit into a search result; the first alone is cut at a word."""
    said = [" ".join(sentence.split()) for sentence in sentences if sentence and sentence.strip()]
    kept = shortened(said[0], most) if said else ""
    for sentence in said[1:]:
        longer = f"{kept} {sentence}"
        if len(longer) <= most:
            kept = longer
    return kept


def shortened(words: str, most: int) -> str:
    """The words, cut after the last whole one that leaves room for "…"."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-.") + "…"


def with_page(path: str, number: int, parameter: str = PAGE_PARAMETER) -> str:
    """The address of one page of a list: its first has no number, and a later one has nothing else."""
    return path if number <= 1 else f"{path}?{parameter}={number}"


@dataclass(frozen=True)
class PrintedHead:
    """What base.html prints of a page: addresses are absolute, lists are ready to go through."""

    title: str
    description: str
    robots: str
    canonical: str
    alternates: list[tuple[str, str]]
    open_graph: list[tuple[str, str]]
    twitter: list[tuple[str, str]]
    nodes: tuple[Node, ...]
    crumbs: tuple[Crumb, ...]


def printed_head(context: Mapping[str, Any]) -> PrintedHead:
    """The head of the page that is rendered with `context`; of a page without a `Head`, what its request tells."""
    request = context.get("request")
    asked = request.path if request else ""
    head: Head = context.get("head") or Head(title="")
    path = head.path or asked
    is_indexable = head.is_indexable and settings.IS_PUBLIC and not getattr(request, "is_preview", False)
    identity = context.get("site_identity")
    site_name = identity.name if identity else ""
    canonical = public_address(path) if path else ""
    alternates = _alternates(head, path) if path else []
    image = context.get("share_image") or (_drawn_picture(head) if head.title else None)
    open_graph = _open_graph(head, canonical=canonical, site_name=site_name, image=image, alternates=alternates)
    return PrintedHead(
        title=full_title(head.title, head.qualifiers, site_name) if head.title else "",
        description=head.description,
        robots="max-image-preview:large" if is_indexable else "noindex, follow",
        canonical=canonical,
        alternates=alternates,
        open_graph=open_graph,
        twitter=_twitter(open_graph),
        nodes=head.nodes,
        crumbs=head.crumbs,
    )


def _drawn_picture(head: Head) -> ShareImage:
    """The picture that the server draws when somebody unfolds the link."""
    width, height = SHARE_SIZE
    return ShareImage(reverse("pages:share_picture", args=head.picture or ("site", "trang")), width, height, head.title)


def _alternates(head: Head, path: str) -> list[tuple[str, str]]:
    """(hreflang, address) of every language the page exists in, and which to show to speakers of others."""
    known = languages_of_path(path) if head.languages is None else dict(head.languages)
    if len(known) < 2:
        return []
    default = known.get("x-default") or known.get(languages.SOURCE)
    pairs = [(code, public_address(address)) for code, address in known.items() if code != "x-default"]
    return [*pairs, ("x-default", public_address(default))] if default else pairs


def _open_graph(
    head: Head, *, canonical: str, site_name: str, image: ShareImage | None, alternates: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Property and content of each Open Graph line; nothing for a page that does not say what it is."""
    if not head.title:
        return []
    here = languages.current()
    others = [code for code, _address in alternates if code not in {here, "x-default"}]
    lines = [
        ("og:type", head.kind),
        ("og:site_name", site_name),
        ("og:title", head.title),
        ("og:description", head.description),
        ("og:url", canonical),
        ("og:locale", _with_territory(here)),
        *(("og:locale:alternate", _with_territory(code)) for code in others),
        *head.times.items(),
    ]
    if image is not None:
        lines += [
            ("og:image", public_address(image.url)),
            ("og:image:width", str(image.width)),
            ("og:image:height", str(image.height)),
            ("og:image:alt", image.alt),
        ]
    return [(name, content) for name, content in lines if content]


def _twitter(open_graph: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Name and content of each line of a card of X and of those that copied it; what Open Graph says, repeated."""
    said = dict(open_graph)
    if not said:
        return []
    names = {"title": "og:title", "description": "og:description", "image": "og:image", "image:alt": "og:image:alt"}
    card = ("twitter:card", "summary_large_image" if "og:image" in said else "summary")
    return [card, *((f"twitter:{name}", said[source]) for name, source in names.items() if source in said)]


def _with_territory(language: str) -> str:
    """ "vi_VN": Open Graph names a language with the land that most of its speakers live in (Unicode CLDR)."""
    likely = get_global("likely_subtags").get(language, language).split("_")
    return f"{likely[0]}_{likely[-1]}" if len(likely) > 1 else language
