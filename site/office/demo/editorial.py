"""Editorial pages of the demonstration: a campaign and an article with every sort of block, in both languages, and one
page that the clock publishes a few minutes after the site was built.
"""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from accounts.models import User
from common.models import Photo
from pages.models import ArticlePage, CampaignPage, HomePage, StoryPage
from pages.services import PageTrees, ensure_page_trees
from pages.services.trees import seed_key
from producers.models import CraftVillage, Producer
from products.models import Decision, Product

from .pictures import draw_picture
from .references import PREFIX, reference

DATA = Path(__file__).resolve().parent / "data" / "editorial.toml"
KINDS: dict[str, type[StoryPage]] = {"article": ArticlePage, "campaign": CampaignPage}
PICTURE_TITLE = "Ảnh vẽ cho bài ví dụ"
PUBLISHED_AFTER = timedelta(minutes=3)


@transaction.atomic
def ensure_editorial(by: User) -> int:
    """Add the pages that are not there yet, in each language; returns how many. Repeatable."""
    trees = ensure_page_trees()
    pages = tomllib.loads(DATA.read_text(encoding="utf-8"))["page"]
    added = sum(_ensure(page, code, trees, by) for page in pages for code in trees.homes)
    return added + sum(_ensure_home(home, code, by) for code, home in trees.homes.items())


def _ensure(page: dict[str, Any], code: str, trees: PageTrees, by: User) -> bool:
    parents: dict[str, Page] = trees.news if page["kind"] == "article" else trees.homes
    parent, key = Page.objects.get(pk=parents[code].pk), seed_key(f"{PREFIX}-{page['key']}")
    if Page.objects.filter(translation_key=key, locale=parent.locale).exists():
        return False
    words = page[code]
    is_scheduled = page.get("is_scheduled", False)
    made = KINDS[page["kind"]](
        title=words["title"],
        slug=words["slug"],
        lead=words["lead"],
        body=[(each["block"], _value(each)) for each in words["body"]],
        locale=parent.locale,
        translation_key=key,
        live=not is_scheduled,
    )
    if is_scheduled:
        made.go_live_at = timezone.now() + PUBLISHED_AFTER
    parent.add_child(instance=made)
    made.save_revision(user=by).publish(user=by)
    return True


def _ensure_home(home: HomePage, code: str, by: User) -> bool:
    """A campaign on the front page, where staff have placed nothing yet."""
    page = HomePage.objects.get(pk=home.pk)
    if page.body:
        return False
    words = tomllib.loads(DATA.read_text(encoding="utf-8"))["home"][code]
    page.body = [(each["block"], _value(each)) for each in words["body"]]
    page.save_revision(user=by).publish(user=by)
    return True


def _value(each: dict[str, Any]) -> Any:
    """A block's value, with the records that its words name by key."""
    if each["block"] == "paragraph":
        return RichText(each["html"])
    value = {name: item for name, item in each.items() if name != "block"}
    for name, find in FINDERS.items():
        if name in value:
            value[name] = find(value[name])
    if "pictures" in value:
        value["pictures"] = [{**picture, "image": _picture(picture["image"])} for picture in value["pictures"]]
    return value


def _picture(motif: str) -> Photo:
    title = f"{PICTURE_TITLE}: {motif}"
    found = Photo.objects.filter(title=title).first()
    if found is None:
        drawn = ContentFile(draw_picture(motif, number=0, seed=title), name=f"bai-vi-du-{motif}.jpg")
        found = Photo.objects.create(title=title, file=drawn)
    return found


def _products(keys: list[str]) -> list[Product]:
    wanted = [reference(key) for key in keys]
    found = {each.source_reference: each for each in Product.objects.published().filter(source_reference__in=wanted)}
    return [found[each] for each in wanted if each in found]


FINDERS = {
    "image": _picture,
    "poster": _picture,
    "products": _products,
    "producer": lambda key: Producer.objects.get(source_reference=reference(key)),
    "village": lambda slug: CraftVillage.objects.get(slug=slug),
    "decision": lambda number: Decision.objects.released().get(number=number),
}
"""What a name in the file stands for."""
