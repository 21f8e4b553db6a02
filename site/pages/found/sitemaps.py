"""The sections of the sitemap: one for each noun, and those of this app."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from common import languages
from common.sitemaps import Listed, Section, latest, paths_of
from fairs.sitemaps import FairSection
from pages.models import EditorialPage
from pages.presenting.levels import UNKNOWN_YEAR, level_address, levels_with_years, list_address
from producers.sitemaps import ProducerSection, VillageSection
from products.models import AwardEvent, AwardStanding
from products.sitemaps import DecisionSection, ProductSection, RoundSection

LISTS = (
    "search:browse",
    "pages:awards",
    "pages:producers",
    "pages:villages",
    "fairs:calendar",
    "products:decisions",
    "products:verify_form",
)


class ListSection(Section):
    """The front pages of the catalogue's parts. Each changes with what it lists, so no time is claimed of them."""

    name = "muc"

    def count(self) -> int:
        return len(LISTS)

    def listed(self, start: int, stop: int) -> Iterator[Listed]:
        for name in LISTS[start:stop]:
            yield Listed(paths_of(name))


class AwardYearSection(Section):
    """The lists of one level, and of one level and year, that have anything on them."""

    name = "tieu-bieu"

    def count(self) -> int:
        return len(self._lists())

    def listed(self, start: int, stop: int) -> Iterator[Listed]:
        for (level, year), changed in self._lists()[start:stop]:
            paths = {}
            for code in languages.CODES:
                with translation.override(code):
                    paths[code] = level_address(level) if year is None else list_address(level, year)
            yield Listed(paths, changed)

    def _lists(self) -> list[tuple[tuple[str, int | None], datetime.datetime | None]]:
        """(level, year) and when the register last wrote of it; year None is the whole level."""
        changed = self._changes()
        found = []
        for level in levels_with_years():
            years = [(level.level, link.year) for link in level.years]
            whole = latest(*(changed.get(key) for key in years))
            found += [((level.level, None), whole), *((key, changed.get(key)) for key in years)]
        return found

    def _changes(self) -> dict[tuple[str, int], datetime.datetime | None]:
        """By level and year: when an award was written, or had an event."""
        grouped = AwardStanding.objects.order_by().values_list("level", "year")
        happened = self._events()
        return {
            (level, year or UNKNOWN_YEAR): latest(written, happened.get((level, year)))
            for level, year, written in grouped.annotate(written=Max("award__created_at"))
        }

    def _events(self) -> dict[tuple[str, int | None], datetime.datetime]:
        rows = AwardEvent.objects.order_by().values_list("award__standing__level", "award__standing__year")
        return {(level, year): moment for level, year, moment in rows.annotate(newest=Max("recorded_at"))}


class PageSection(Section):
    """Editorial pages, each once with its published translations; pages behind a password are nobody's to find."""

    name = "trang"

    def count(self) -> int:
        return self._pages().values("translation_key").distinct().count()

    def listed(self, start: int, stop: int) -> Iterator[Listed]:
        keys = list(self._pages().values_list("translation_key", flat=True).order_by("translation_key").distinct())
        shown: dict[object, dict[str, tuple[str, datetime.datetime | None]]] = {key: {} for key in keys[start:stop]}
        rows = self._pages().filter(translation_key__in=list(shown))
        for key, code, url_path, published in rows.values_list(
            "translation_key", "locale__language_code", "url_path", "last_published_at"
        ):
            shown[key][code] = (page_path(url_path, code), published)
        for versions in shown.values():
            moment = latest(*(published for _path, published in versions.values()))
            yield Listed({code: versions[code][0] for code in languages.CODES if code in versions}, moment)

    def _pages(self) -> QuerySet:
        return (
            Page.objects.live().public().type(*_leaves(EditorialPage)).filter(locale__language_code__in=languages.CODES)
        )


def _leaves(kind: type) -> Iterable[type]:
    """The page types that are not abstract."""
    for below in kind.__subclasses__():
        if not below._meta.abstract:
            yield below
        yield from _leaves(below)


def page_path(url_path: str, code: str) -> str:
    """The path of a page of this site in its language, from what its row holds."""
    _before, _home, below = url_path.split("/", 2)
    with translation.override(code):
        return reverse("wagtail_serve", args=[below]) if below else reverse("home")


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        PageSection(),
        ListSection(),
        AwardYearSection(),
        DecisionSection(),
        RoundSection(),
        ProductSection(),
        ProducerSection(),
        VillageSection(),
        FairSection(),
    )
}
