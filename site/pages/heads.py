"""How this app's pages name themselves to those who find them by other ways."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page as ListPage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.addresses import public_address
from common.heads import SHARE_SIZE, Crumb, Head, Node, description_of, with_page
from common.languages import current
from common.structured import filled, item_list, publisher, website
from search.heads import ListWords


def producers_head(page: ListPage, *, is_narrowed: bool) -> Head:
    """Every producer by name; a narrowed list is for its reader alone."""
    address = reverse("pages:producers")
    title = pgettext("plural", "Cơ sở sản xuất")
    total = page.paginator.count
    listed = ngettext(
        "%(total)s cơ sở công nghiệp nông thôn có sản phẩm trong sổ công nhận.",
        "%(total)s cơ sở công nghiệp nông thôn có sản phẩm trong sổ công nhận.",
        total,
    ) % {"total": total}
    description = description_of(listed, _("Nơi làm, sản phẩm được công nhận, cách liên hệ theo ý của cơ sở."))
    paths = (producer.get_absolute_url() for producer in page.object_list if not producer.is_example)
    node = {"@type": "CollectionPage", "name": title, "mainEntity": item_list(paths, total=total)}
    return Head(
        title=title,
        qualifiers=(_("công nghiệp nông thôn tiêu biểu"),),
        description=description,
        path=address if is_narrowed else with_page(address, page.number),
        is_indexable=not is_narrowed,
        crumbs=(Crumb(pgettext("plural", "Cơ sở"), address),),
        nodes=() if is_narrowed else (node,),
    )


def villages_head(page: ListPage) -> Head:
    """Every craft village by name."""
    address = reverse("pages:villages")
    title = pgettext("plural", "Làng nghề")
    paths = (village.get_absolute_url() for village in page.object_list if not village.is_example)
    node = {"@type": "CollectionPage", "name": title, "mainEntity": item_list(paths, total=page.paginator.count)}
    return Head(
        title=title,
        description=_("Các làng nghề có cơ sở trong sổ công nhận: nghề, nơi, năm công nhận và sản phẩm của từng làng."),
        path=with_page(address, page.number),
        crumbs=(Crumb(title, address),),
        nodes=(node,),
    )


def awards_head() -> Head:
    """Every level with its years."""
    address = reverse("pages:awards")
    return Head(
        title=_("Sản phẩm CNNT tiêu biểu theo cấp và năm"),
        description=_(
            "Sản phẩm công nghiệp nông thôn tiêu biểu đã được công nhận, theo từng cấp và từng năm, "
            "kèm số sản phẩm của mỗi danh sách."
        ),
        path=address,
        crumbs=(_awards_crumb(),),
    )


def _awards_crumb() -> Crumb:
    return Crumb(_("Cấp và năm công nhận"), reverse("pages:awards"))


def level_words(around: Mapping[str, Any]) -> ListWords:
    """The list of one level."""
    own = around["own"]
    crumbs = (_awards_crumb(), Crumb(own.label, own.url))
    return ListWords(around["title"], (f"{around['title']}.", own.about), crumbs)


def year_words(around: Mapping[str, Any], path: str) -> ListWords:
    """The list of one level and year."""
    own, year = around["own"], around["year"]
    here = Crumb(str(year) if year else _("chưa rõ năm"), path)
    return ListWords(
        around["title"], (f"{around['title']}.", own.about), (_awards_crumb(), Crumb(own.label, own.url), here)
    )


def website_node(name: str) -> Node:
    """The site with its search, for search engines that offer one of their own."""
    return {
        "@type": "WebSite",
        **website(),
        "name": name,
        "url": public_address(reverse("home")),
        "inLanguage": current(),
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": public_address(reverse("search:results")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def article_node(page: Any, *, path: str, description: str) -> Node:
    """A NewsArticle: by whom, when, and with the picture that the server draws of it."""
    picture = reverse("pages:share_picture", args=["article", str(page.pk)])
    width, height = SHARE_SIZE
    return filled(
        {
            "@type": "NewsArticle",
            "@id": f"{public_address(path)}#bai",
            "headline": page.title,
            "description": description,
            "url": public_address(path),
            "mainEntityOfPage": public_address(path),
            "datePublished": page.first_published_at,
            "dateModified": page.last_published_at,
            "inLanguage": page.locale.language_code,
            "image": {"@type": "ImageObject", "url": public_address(picture), "width": width, "height": height},
            "author": publisher(),
            "publisher": publisher(),
        }
    )
