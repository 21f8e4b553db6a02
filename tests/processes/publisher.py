"""A process that changes the site when it is told to: a line of JSON in, a line of JSON out."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from common.moderation.services import withdraw_expired  # noqa: E402
from common.photos import prepare_photo  # noqa: E402
from products.models import Product, ProductPhoto  # noqa: E402
from search.models import Synonym  # noqa: E402
from tests.factories.photos import PhotoFactory  # noqa: E402
from tests.factories.products import AwardFactory, ProductFactory  # noqa: E402


def prepare() -> dict:
    """Root pages, front doors and places, which a test's flush may have taken away."""
    if not Page.objects.exists():
        locale, _made = Locale.objects.get_or_create(language_code="vi")
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    call_command("setup_site", verbosity=0)
    return {}


def publish(name: str) -> dict:
    """A product with an award in force; its id, its address and the days until its award ends."""
    award = AwardFactory(product=ProductFactory(name_vi=name))
    left = (award.standing.valid_until - timezone.localdate()).days
    return {"id": award.product_id, "address": award.product.get_absolute_url(), "days": left}


def withdraw(product: int) -> dict:
    Product.objects.filter(pk=product).update(expire_at=timezone.now() - timezone.timedelta(minutes=1))
    withdraw_expired(model=Product, record_id=product)
    return {}


def show_photo(product: int) -> dict:
    """Put another photo in the place of those the product has, in every size."""
    ProductPhoto.objects.filter(product=product).delete()
    photo = PhotoFactory()
    prepare_photo(photo_id=photo.pk)
    ProductPhoto.objects.create(product_id=product, photo=photo)
    return {"file": photo.file.name.rpartition("/")[2].rpartition(".")[0]}


def call(term: str, other: str) -> dict:
    """Another name of what is looked for."""
    Synonym.objects.create(term=term, other=other)
    return {}


ACTS = {"prepare": prepare, "publish": publish, "withdraw": withdraw, "show_photo": show_photo, "call": call}

for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(ACTS[asked.pop("act")](**asked)), flush=True)
