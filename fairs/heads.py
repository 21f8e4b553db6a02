"""How fairs and their calendar name themselves to those who find them by other ways."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.heads import Crumb, Head, description_of, with_page
from common.languages import language_of
from common.structured import item_list

from .models import FairEdition
from .presenting import FairLine
from .structured import fair_node


def fair_head(edition: FairEdition, line: FairLine) -> Head:
    """Name, days and place; then size and state. Asks nothing of the database that the page has not loaded."""
    address = edition.get_absolute_url() if edition.slug else ""
    days = f"{line.when}, {line.sub}" if line.sub else line.when
    node = fair_node(edition) if address and not edition.is_example else None
    return Head(
        title=edition.name,
        qualifiers=("" if str(edition.year) in edition.name else str(edition.year),),
        description=description_of(
            _("Ngày %(days)s.") % {"days": days},
            _("Tại %(place)s.") % {"place": line.where} if line.where else "",
            f"{line.state_words}.",
            f"{line.booths}." if line.booths else "",
            edition.about_words,
        ),
        path=address,
        is_indexable=not edition.is_example,
        picture=("fair", edition.slug) if edition.slug else None,
        crumbs=(
            Crumb(_("Lịch hội chợ"), reverse("fairs:calendar")),
            Crumb(edition.name, address, language_of(edition, "name")),
        ),
        nodes=(node,) if node else (),
    )


def month_head(page: Mapping[str, Any]) -> Head:
    """One month of fairs; search engines need not know of a month without any."""
    month: datetime.date = page["month"]
    name = _("Hội chợ tháng %(month)s") % {"month": page["month_name"]}
    lines = [*page["lines"], *page["undated"]]
    address = reverse("fairs:month", args=[month.year, month.month])
    places = "; ".join(f"{line.name} ({line.when})" for line in lines[:3])
    return Head(
        title=name,
        qualifiers=(_("công nghiệp nông thôn"),),
        description=description_of(f"{places}." if places else _("Chưa biết hội chợ nào trong tháng này.")),
        path=address,
        is_indexable=bool(lines),
        crumbs=(Crumb(_("Lịch hội chợ"), reverse("fairs:calendar")), Crumb(page["month_name"], address)),
        nodes=(
            {
                "@type": "CollectionPage",
                "name": name,
                "mainEntity": item_list(line.href for line in lines if not line.is_example),
            },
        )
        if lines
        else (),
    )


def calendar_head(lines: Iterable[FairLine], *, expected: int, number: int = 1) -> Head:
    """The list of fairs; `expected` of them are running or to come, `number` is the page of past ones."""
    address = reverse("fairs:calendar")
    count = ngettext(
        "%(count)s hội chợ, triển lãm đang mở hoặc sắp mở.",
        "%(count)s hội chợ, triển lãm đang mở hoặc sắp mở.",
        expected,
    )
    listed = [line.href for line in lines if not line.is_example]
    description = description_of(
        count % {"count": expected} if expected else "",
        _("Ngày, nơi, số gian và ngày nghỉ của hội chợ hàng công nghiệp nông thôn; thêm được vào lịch điện thoại."),
    )
    return Head(
        title=_("Lịch hội chợ"),
        qualifiers=(_("công nghiệp nông thôn"),),
        description=description,
        path=with_page(address, number),
        crumbs=(Crumb(_("Lịch hội chợ"), address),),
        nodes=(
            {
                "@type": "CollectionPage",
                "name": _("Lịch hội chợ"),
                "description": description,
                "mainEntity": item_list(listed),
            },
        )
        if listed
        else (),
    )
