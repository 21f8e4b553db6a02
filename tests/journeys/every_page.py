"""Every page that the public, a buyer with a link and a producer who signed in can meet, with one address of each.

The list is held against the address table, the page types and the templates: none of them can be forgotten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import timezone, translation
from playwright.sync_api import Page as Window

from accounts.models import User
from common.failures import FILES, forbidden
from inquiries.recipients import recipients_of
from inquiries.services import Buyer, open_batch
from inquiries.tokens import batch_token, buyer_token, producer_token
from pages.models import ArticlePage, CampaignPage, EditorialPage, GuidePage
from pages.shortlist.presenting import STACKED, VIEW
from products.models import ProductPhoto
from products.services.catalogue import archive_product
from search import lifecycle, outbox
from tests.cast import join, sign_up
from tests.factories.fairs import ExhibitorFactory, FairEditionFactory
from tests.factories.photos import PhotoFactory
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory
from tests.inquiries.asking import asked
from tests.pages.editorial import every_block, publish

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
A_LONG_NAME = (
    "Bộ sản phẩm miến dong sợi vàng sấy lạnh, miến dong sợi trắng phơi nắng và tinh bột dong riềng nguyên chất "
    "đóng hộp quà biếu hai ngăn bằng tre ghép"
)
NO_PAGES = {
    "search:suggest": "JSON for the search box",
    "fairs:calendar_file": "a calendar file",
    "fairs:edition_file": "a calendar file",
    "pages:feed_results": "a feed",
    "pages:feed_fairs": "a feed",
    "pages:feed_news": "a feed",
    "pages:feed_search": "a feed",
    "pages:share_picture": "a picture",
    "shortlist:download": "a spreadsheet",
    "workspace:label": "a ZIP file",
    "workspace:sign_out": "takes POST only and leads to the form for signing in",
}


@dataclass(frozen=True)
class Stop:
    """Where a page is met. `do` leads on from the address; `body` is shown in place of what the address answers."""

    address: str
    who: User | None = None
    do: Callable[[Window], None] | None = None
    template: str = ""
    """The template that `do` leads to."""
    body: str = ""
    status: int = 200

    @property
    def view_name(self) -> str:
        return resolve(unquote(urlsplit(self.address).path)).view_name


def fill(site: SimpleNamespace) -> None:
    """Make the small site one where every page has something on it, and every part of every page is shown."""
    site.member = join(sign_up("chu-co-so", "Hoa"), site.producer)
    _tell_all(site)
    for language, _name in settings.LANGUAGES:
        for kind in (ArticlePage, GuidePage, CampaignPage):
            publish(kind, language, title=f"Trang có đủ các phần {kind.__name__}", body=every_block())
    site.many = [AwardFactory(product=ProductFactory()).product for _number in range(6)]
    site.withdrawn = AwardFactory().product
    archive_product(product=site.withdrawn, reason="Cơ sở xin rút", by=UserFactory())
    site.inquiry = asked(site.product)
    chosen = [site.product, site.many[0], site.nobodys]
    buyer = Buyer(name="Lan", email="lan@example.org", phone="", kind="shop", consent_text="Chuyển câu hỏi.")
    site.batch = open_batch(
        recipients=recipients_of(chosen), buyer=buyer, message="Giá bao nhiêu?", form_key="a form of this test"
    )
    lifecycle.ensure_index()
    outbox.drain()


def _tell_all(site: SimpleNamespace) -> None:
    """A product with photos, buyer's facts and awards of several years; its fair with zones and exhibitors."""
    product = site.product
    product.summary_vi = "Miến làm từ bột dong riềng nguyên chất, sợi dai, nấu không nát."
    product.story_vi = "Ba đời làm miến.\n\nMỗi mẻ phơi hai nắng."
    product.packing_vi, product.minimum_order_vi = "Gói 500 g, thùng 20 gói", "5 thùng"
    product.available_months, product.shelf_life_months = [1, 2, 11, 12], 12
    product.confirmed_at = timezone.now()
    product.save()
    for place in range(3):
        photo = PhotoFactory(prepared=place < 2, size=(640, 480))
        ProductPhoto.objects.create(product=product, photo=photo, alt_vi=f"Nong miến {place}", sort_order=place)
    for year, state in ((2018, "expired"), (2020, "revoked"), (2022, "unknown_validity")):
        AwardFactory(product=product, round=SelectionRoundFactory(year=year), **{state: True})
    AwardFactory(product=site.nobodys, transcribed=True, year=None)
    site.long = ProductFactory(name_vi=A_LONG_NAME, producer=ProducerFactory(), example=True)
    listed = AwardFactory(product=site.long, round=site.award.round, decision=site.award.decision)
    AwardFactory(product=ProductFactory(), round=listed.round, decision=listed.decision)
    for zone in ("Khu thực phẩm", "Khu thủ công mỹ nghệ"):
        site.fair.zones.create(name_vi=zone, booth_count=40)
        ExhibitorFactory(edition=site.fair, zone_name=zone)
    FairEditionFactory(past=True)
    FairEditionFactory(cancelled=True)
    FairEditionFactory(month_only=True)


def stops(site: SimpleNamespace, language: str) -> dict[str, Stop]:
    """One stop or more for each page, by the name that a failing test says; in one language."""
    with translation.override(language):
        return {**_catalogue(site), **_fairs_and_register(site), **_asking(site), **_corner(site), **_ends(site)} | {
            f"{kind.__name__}": Stop(_page_of(kind, language)) for kind in page_types()
        }


def page_types() -> Iterator[type[EditorialPage]]:
    """Every type of page that an editor can make."""
    waiting = list(EditorialPage.__subclasses__())
    for kind in waiting:
        waiting.extend(kind.__subclasses__())
        if not kind._meta.abstract:
            yield kind


def _page_of(kind: type[EditorialPage], language: str) -> str:
    """The newest: those that `fill` made hold every block."""
    return kind.objects.live().filter(locale__language_code=language).order_by("-pk").first().url


def _with(name: str, *products: object, **asked: str) -> str:
    numbers = ".".join(str(product.pk) for product in products)
    return f"{reverse(name)}?" + "&".join([f"sp={numbers}", *(f"{key}={value}" for key, value in asked.items())])


def _catalogue(site: SimpleNamespace) -> dict[str, Stop]:
    three = (site.product, site.many[0], site.nobodys)
    return {
        "home": Stop(reverse("home")),
        "browse": Stop(reverse("search:browse")),
        "results": Stop(reverse("search:results") + "?q=mien"),
        "some words found": Stop(reverse("search:results") + "?q=khong+co+gi+nhu+vay"),
        "nothing found": Stop(reverse("search:results") + "?q=xyzzyplugh"),
        "product with gallery and awards": Stop(site.product.get_absolute_url()),
        "product without maker": Stop(site.nobodys.get_absolute_url()),
        "product with a long name": Stop(site.long.get_absolute_url()),
        "producers": Stop(reverse("pages:producers")),
        "producers, none found": Stop(reverse("pages:producers") + "?q=khong+co"),
        "producer": Stop(site.producer.get_absolute_url()),
        "villages": Stop(reverse("pages:villages")),
        "village": Stop(site.producer.craft_village.get_absolute_url()),
        "awards": Stop(reverse("pages:awards")),
        "awards of a level": Stop(reverse("pages:awards_of_level", args=["region"])),
        "awards of a year": Stop(reverse("pages:awards_of_year", args=["region", 2024])),
        "awards of an unknown year": Stop(reverse("pages:awards_of_unknown_year", args=["region"])),
        "empty shortlist": Stop(reverse("shortlist:list")),
        "shortlist of three": Stop(_with("shortlist:list", *three)),
        "comparison": Stop(_with("shortlist:compare", *three)),
        "comparison, stacked": Stop(_with("shortlist:compare", *three, **{VIEW: STACKED})),
        "too many to compare": Stop(_with("shortlist:compare", *three, *site.many[1:])),
    }


def _fairs_and_register(site: SimpleNamespace) -> dict[str, Stop]:
    starts = site.fair.start_date
    return {
        "calendar": Stop(reverse("fairs:calendar")),
        "month": Stop(reverse("fairs:month", args=[starts.year, starts.month])),
        "fair": Stop(site.fair.get_absolute_url()),
        "decisions": Stop(reverse("products:decisions")),
        "decision": Stop(site.award.decision.get_absolute_url()),
        "decision, second page": Stop(site.award.decision.get_absolute_url() + "?trang=2"),
        "round": Stop(site.award.round.get_absolute_url()),
        "verify form": Stop(reverse("products:verify_form")),
        "mistyped code": Stop(reverse("products:verify_form") + "?ma=KHONG-PHAI", status=404),
        "checked award": Stop(site.award.get_absolute_url()),
        "transcribed award": Stop(site.transcribed.get_absolute_url()),
    }


def send_empty(page: Window) -> None:
    """Send the page's form as it is; an empty one comes back with what is wrong."""
    page.locator("main form button.btn").last.click()
    page.wait_for_selector("[role=alert]")


def send_without_cookies(page: Window) -> None:
    page.context.clear_cookies()
    page.locator("main textarea").first.fill("Mười thùng giá bao nhiêu?")
    page.locator("main form button.btn").last.click()
    page.wait_for_selector(".lost, form [name=message]", state="attached")


def _asking(site: SimpleNamespace) -> dict[str, Stop]:
    ask = reverse("inquiries:ask_product", args=[site.product.slug])
    ask_several = _with("inquiries:ask_several", site.product, site.many[0], site.nobodys)
    buyer, batch = buyer_token(site.inquiry), batch_token(site.batch)
    return {
        "ask about a product": Stop(ask),
        "ask, with errors": Stop(ask, do=send_empty),
        "ask a producer": Stop(reverse("inquiries:ask_producer", args=[site.producer.slug])),
        "ask the centre to find": Stop(reverse("inquiries:ask_centre") + "?q=chum+s%C3%A0nh"),
        "ask the centre to find, with errors": Stop(reverse("inquiries:ask_centre"), do=send_empty),
        "ask several": Stop(ask_several),
        "ask several, with errors": Stop(ask_several, do=send_empty),
        "sent": Stop(reverse("inquiries:sent", args=[buyer])),
        "follow": Stop(reverse("inquiries:follow", args=[buyer])),
        "sent to several": Stop(reverse("inquiries:sent_several", args=[batch])),
        "follow several": Stop(reverse("inquiries:follow_several", args=[batch])),
        "answer": Stop(reverse("inquiries:answer", args=[producer_token(site.inquiry)])),
        "a link that has expired": Stop(reverse("inquiries:answer", args=["gone"]), status=410),
        "a form open too long": Stop(ask, do=send_without_cookies, template="send_again.html"),
    }


def _corner(site: SimpleNamespace) -> dict[str, Stop]:
    return {
        "sign in": Stop(reverse("workspace:sign_in")),
        "sign in, with errors": Stop(reverse("workspace:sign_in"), do=send_empty),
        "corner": Stop(reverse("workspace:home"), who=site.member),
        "corner, product": Stop(reverse("workspace:product", args=[site.product.slug]), who=site.member),
        "corner, producer": Stop(reverse("workspace:producer", args=[site.producer.slug]), who=site.member),
        "corner, labels": Stop(reverse("workspace:labels", args=[site.product.slug]), who=site.member),
    }


def _ends(site: SimpleNamespace) -> dict[str, Stop]:
    """Pages of what is lost, gone, refused or down."""
    home = reverse("home")
    refused = forbidden(RequestFactory().get(home), PermissionDenied()).content.decode()
    return {
        "lost": Stop(f"{home}mien-dong-khong-con/", status=404),
        "gone": Stop(site.withdrawn.get_absolute_url(), status=410),
        "refused": Stop(f"{home}khong-duoc-mo/", body=refused, template="403.html", status=403),
        **{file.name: Stop(static(f"site/failures/{file.name}")) for file in sorted(FILES.glob("*.html"))},
    }


def page_views() -> set[str]:
    """Names of all views with a language in their address, but Wagtail's own."""
    [localised] = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    return set(_names(localised.url_patterns))


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    nameless = count(1)
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns, f"{each.namespace}:" if each.namespace else namespace)
        elif not (each.name or "").startswith("wagtail"):
            yield f"{namespace}{each.name or f'nameless {next(nameless)}'}"


def page_templates() -> set[str]:
    """Templates of whole pages that visitors and producers see, and those of all blocks."""
    folders = ("", "fairs/", "inquiries/", "pages/", "pages/blocks/", "products/", "search/", "workspace/")
    found = {f"{folder}{file.name}" for folder in folders for file in (TEMPLATES / folder).glob("*.html")}
    return {name for name in found if not name.rpartition("/")[2].startswith("_")} - {"base.html"}
