"""What every editorial page shares: its lead and body, its address, its previews, its head."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from common import languages
from common.errors import Gone
from common.heads import Crumb, Head, description_of
from pages.addresses import bare, fault_of_slug, free_slug
from pages.blocks import Body
from pages.editing import EditorialCopyForm, EditorialPageForm, bare_slug_input
from pages.panels import CountedFieldPanel, WithdrawnPanel

TITLE_FITS, DESCRIPTION_FITS = 60, 160
PREVIEW_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Xem trước trên điện thoại")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Xem trước trên máy tính")},
]


class BodyField(StreamField):
    """A stream of `Body`. Its blocks are no part of a migration: no column changes when a label or a block does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*(args or (Body,)), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [], {key: value for key, value in kwargs.items() if key != "block_lookup"}


class EditorialPage(Page):
    """A page in one language's tree, with a lead under its title."""

    lead = models.TextField(_("lời dẫn"), blank=True, help_text=_("Một, hai câu nói trang này cho biết điều gì."))

    base_form_class = EditorialPageForm
    copy_form_class = EditorialCopyForm
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    promote_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("slug", widget=bare_slug_input()), FieldPanel("show_in_menus")], _("Địa chỉ và trình đơn")
        ),
        MultiFieldPanel(
            [
                CountedFieldPanel("seo_title", fits=TITLE_FITS, help_text=_("Để trống: dùng tên trang.")),
                CountedFieldPanel("search_description", fits=DESCRIPTION_FITS, help_text=_("Để trống: dùng lời dẫn.")),
            ],
            _("Khi trang hiện trong kết quả tìm và khi được chia sẻ"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return PREVIEW_SIZES

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address is in bare letters, whoever made it: accents in an address come out as %E1%BA%BF when shared."""
        if self.slug:
            self.slug = bare(self.slug)
        elif self.path:
            self.slug = free_slug(self.get_parent(), self.title, but=self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent() if self.path else None
        if parent is not None and (fault := fault_of_slug(self.slug, parent)):
            raise ValidationError({"slug": fault})

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's way, and to a page that was withdrawn: `serve` says what became of it."""
        if not path_components and self.is_withdrawn:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; `Gone` for a withdrawn one, unless an editor left a redirect, which answers a 404."""
        if not self.live:
            asked = Redirect.normalise_path(request.get_full_path())
            raise Http404 if get_redirect(request, asked) else Gone(self.pk)
        return super().serve(request, *args, **kwargs)

    @property
    def is_withdrawn(self) -> bool:
        """The public saw it once, and it does not wait to be published again."""
        return not self.live and self.first_published_at is not None and self.go_live_at is None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        published = self.published_addresses(request)
        missing = tuple(code for code in languages.CODES if not published.get(code))
        return {
            **context,
            "alternate_urls": {**published, **self.nearest_addresses(request, missing)},
            "untranslated_in": missing,
            "head": self.head(request, published),
        }

    def head(self, request: HttpRequest, published: dict[str, str]) -> Head:
        """What this page says of itself; `published` is where it is in each language, its own among them."""
        return Head(
            title=self.seo_title or self.title,
            description=self.search_description or description_of(self.lead),
            path=published.get(self.locale.language_code) or "",
            languages={code: address for code, address in published.items() if address},
            crumbs=tuple(self.crumbs()),
        )

    def crumbs(self) -> list[Crumb]:
        """The way from the front door, which is not named, to this page."""
        above = self.get_ancestors().filter(depth__gt=2) if self.depth and self.depth > 3 else []
        return [*(Crumb(page.title, page.specific_class.path_of(page)) for page in above), Crumb(self.title)]

    def address_in_list(self) -> str:
        """This page's path for a list in its own language; known without asking for the site and its roots."""
        return self.path_of(self)

    @staticmethod
    def path_of(page: Page) -> str:
        """The path of a page of this site, from what its row holds."""
        return EditorialPage.path_below(page.url_path)

    @staticmethod
    def path_below(url_path: str) -> str:
        """The same of a `url_path`, in the language that is active."""
        _before, _home, below = url_path.split("/", 2)
        return reverse("wagtail_serve", args=[below])

    def nearest_addresses(self, request: HttpRequest, missing: Collection[str]) -> dict[str, str]:
        """For each language that this page is not translated into: the nearest page above it that is."""
        nearest: dict[str, str] = {}
        if missing and self.depth:
            above = self.get_ancestors().filter(depth__gt=2)
            others = (
                Page.objects.live()
                .public()
                .filter(translation_key__in=above.values("translation_key"), locale__language_code__in=missing)
            )
            for other in others.select_related("locale").order_by("-depth"):
                nearest.setdefault(other.locale.language_code, other.get_url(request))
        return {code: nearest.get(code, f"/{code}/") for code in missing}

    def published_addresses(self, request: HttpRequest) -> dict[str, str]:
        """Language code → path, of this page and of its published translations."""
        here = {self.locale.language_code: self.get_url(request)}
        for page in self.get_translations().live().public().select_related("locale"):
            here[page.locale.language_code] = page.get_url(request)
        return here


class StoryPage(EditorialPage):
    """A page with a body of blocks."""

    body = BodyField(verbose_name=_("nội dung"), blank=True)

    content_panels: ClassVar = [*EditorialPage.content_panels, WithdrawnPanel("body"), FieldPanel("body")]

    class Meta:
        abstract = True
