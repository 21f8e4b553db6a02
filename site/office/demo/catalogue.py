"""The example producers with their products, pictures, contacts and village."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.addresses import SlugPool
from common.after_commit import announce
from common.models import Photo
from common.moderation.bulk import create_live
from places.models import Province
from producers.models import ContactChannel, CraftVillage, Producer, ProducerPhoto
from producers.services import record_consent, verify_producer
from producers.signals import producers_changed
from products.models import Category, Product, ProductCertificate, ProductPhoto, Recognition
from products.models.details import RecognitionProgramme
from products.signals import products_changed

from .pictures import draw_picture
from .references import examples, reference

CONSENT = "Ví dụ: tôi đồng ý cho trung tâm công bố số này trên trang."
ALT_VI = "Hình vẽ ví dụ: {name}, tấm {number}"
ALT_EN = "Example drawing: {name}, number {number}"
NOT_EDITORIAL = {
    "key", "photos", "channels", "verified", "village", "product", "province", "category", "awards", "certificates",
    "ocop_stars",
}  # fmt: skip


@transaction.atomic
def ensure_catalogue(by: User) -> int:
    """Add the examples that are not there yet; returns how many products were added."""
    village = _ensure_village()
    known = set(Producer.objects.filter(is_example=True).values_list("source_reference", flat=True))
    missing = [words for words in examples()["producer"] if reference(words["key"]) not in known]
    if not missing:
        return 0
    producers = create_live(_producers(missing, village), by=by)
    by_key = {words["key"]: producer for words, producer in zip(missing, producers, strict=True)}
    for words in missing:
        _open_channels(by_key[words["key"]], words, by)
    products = create_live(_products(missing, by_key), by=by)
    announce(producers_changed, Producer, [producer.pk for producer in producers])
    announce(products_changed, Product, [product.pk for product in products])
    return len(products)


def _ensure_village() -> CraftVillage:
    words = examples()["village"]
    return CraftVillage.objects.get_or_create(slug="lang-nghe-vi-du", defaults={**words, "is_example": True})[0]


def _producers(missing: list[dict[str, Any]], village: CraftVillage) -> list[Producer]:
    provinces = {province.slug: province for province in Province.objects.all()}
    slugs = SlugPool(Producer, kind="producer")
    producers = []
    for words in missing:
        producer = Producer(
            **_editorial(words),
            province=provinces[words["province"]],
            craft_village=village if words.get("village") else None,
            slug=slugs.take(words["name_vi"]),
            source_reference=reference(words["key"]),
            is_example=True,
        )
        motif = _motif_of(words["product"][0]["category"])
        producer.photos = [
            ProducerPhoto(photo=photo, alt_vi=alt_vi, alt_en=alt_en)
            for photo, alt_vi, alt_en in _photos(words, motif, words["key"])
        ]
        producers.append(producer)
    return producers


def _products(missing: list[dict[str, Any]], producers: Mapping[str, Producer]) -> list[Product]:
    categories = {category.slug: category for category in Category.objects.all()}
    slugs = SlugPool(Product, kind="product")
    products = []
    for maker in missing:
        for words in maker["product"]:
            product = Product(
                **_editorial(words),
                category=categories[words["category"]],
                producer=producers[maker["key"]],
                slug=slugs.take(words["name_vi"]),
                source_reference=reference(words["key"]),
                is_example=True,
            )
            if product.price_least:
                product.price_date = timezone.localdate()
            _hang_on(product, words, categories[words["category"]].motif)
            products.append(product)
    return products


def _hang_on(product: Product, words: dict[str, Any], motif: str) -> None:
    """Photos, papers and other programmes' titles."""
    today = timezone.localdate()
    product.photos = [
        ProductPhoto(photo=photo, alt_vi=alt_vi, alt_en=alt_en)
        for photo, alt_vi, alt_en in _photos(words, motif, words["key"])
    ]
    product.certificates = [
        ProductCertificate(
            kind=paper["kind"],
            number=paper["number"],
            issuer=paper["issuer"],
            issued_date=datetime.date(today.year - 1, 3, 1),
            valid_until=datetime.date(today.year + paper["years"], 2, 28),
        )
        for paper in words.get("certificates", ())
    ]
    if stars := words.get("ocop_stars"):
        product.recognitions = [
            Recognition(
                programme=RecognitionProgramme.OCOP,
                stars=stars,
                year=today.year - 1,
                decision_number="00/QĐ-VD-OCOP",
                valid_until=datetime.date(today.year + 2, 6, 30),
            )
        ]


def _editorial(words: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in words.items() if name not in NOT_EDITORIAL}


def _motif_of(category: str) -> str:
    return Category.objects.values_list("motif", flat=True).get(slug=category)


def _photos(words: dict[str, Any], motif: str, seed: str) -> list[tuple[Photo, str, str]]:
    """Each drawn picture as a stored photo with its words in both languages."""
    found = []
    for number in range(words.get("photos", 0)):
        drawn = draw_picture(motif, number=number, seed=seed)
        photo = Photo.objects.create(
            title=f"Ví dụ: {words['name_vi']} {number + 1}"[:255],
            file=ContentFile(drawn, name=f"{reference(seed)}-{number + 1}.jpg"),
        )
        name = words["name_vi"][:120]
        found.append((photo, ALT_VI.format(name=name, number=number + 1), ALT_EN.format(name=name, number=number + 1)))
    return found


def _open_channels(producer: Producer, words: dict[str, Any], by: User) -> None:
    for order, told in enumerate(words.get("channels", ())):
        channel = ContactChannel.objects.create(
            producer=producer,
            kind=told["kind"],
            value=told["value"],
            note=told.get("note", ""),
            sort_order=order,
        )
        if told["consent"]:
            record_consent(channel=channel, text=CONSENT, by=by)
    if note := words.get("verified"):
        verify_producer(producer=producer, note=note, by=by)
