"""How lists name themselves to those who find them by other ways."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.heads import Crumb, Head, description_of
from common.structured import item_list

from .listing import Listing


@dataclass(frozen=True)
class ListWords:
    """What a page says of the list on it: its name, sentences of a description, the way to it."""

    title: str
    sentences: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def browse_words() -> ListWords:
    address = reverse("search:browse")
    return ListWords(
        title=_("Sản phẩm được công nhận"),
        sentences=(
            _("Sản phẩm công nghiệp nông thôn tiêu biểu đã được công nhận, lọc theo cấp, năm, loại và nơi làm."),
        ),
        crumbs=(Crumb(pgettext("plural", "Sản phẩm"), address),),
    )


def results_words() -> ListWords:
    return ListWords(
        title=_("Tìm kiếm"),
        sentences=(_("Tìm sản phẩm, cơ sở, làng nghề, quyết định và hội chợ; gõ không dấu cũng được."),),
        crumbs=(Crumb(_("Tìm kiếm"), reverse("search:results")),),
    )


def list_head(listing: Listing, words: ListWords) -> Head:
    """The list's name with what it is narrowed by; only a list of one choice at most is for search engines."""
    narrowed = [chip.label for chip in listing.narrowing.chips]
    title = _title(listing, words.title, narrowed)
    count = ngettext("%(total)s sản phẩm.", "%(total)s sản phẩm.", listing.total) % {"total": listing.total}
    sentences = (f"{words.title}: {', '.join(narrowed)}.", *words.sentences) if narrowed else words.sentences
    description = description_of(*sentences, count if listing.total else "")
    listed = item_list((card["href"] for card in listing.cards if not card.get("is_example")), total=listing.total)
    node = {"@type": "CollectionPage", "name": title, "description": description, "mainEntity": listed}
    return Head(
        title=title,
        qualifiers=(_("trang %(number)s") % {"number": listing.state.page} if listing.state.page > 1 else "",),
        description=description,
        path=listing.canonical_url,
        is_indexable=listing.is_indexable,
        crumbs=words.crumbs,
        nodes=(node,) if listing.is_indexable else (),
    )


def _title(listing: Listing, title: str, narrowed: list[str]) -> str:
    if listing.state.query:
        words = ngettext("“%(query)s”: %(total)s kết quả", "“%(query)s”: %(total)s kết quả", listing.total)
        return words % {"query": listing.state.query, "total": listing.total}
    return f"{title}: {', '.join(narrowed)}" if narrowed else title
