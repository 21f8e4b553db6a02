"""Producers and craft villages as schema.org nodes: what the profile shows, contacts only by standing consent."""

from collections.abc import Iterable, Mapping
from typing import Any

from common.addresses import public_address
from common.languages import in_language
from common.structured import Node, fact, filled

from .models import ChannelKind, ContactChannel, CraftVillage, Producer

COUNTRY = "VN"
MOST_IMAGES = 3


def producer_node(page: Mapping[str, Any]) -> Node:
    """A LocalBusiness where its place is known, else an Organization. Awards are the products', never the maker's."""
    producer: Producer = page["producer"]
    address = public_address(producer.get_absolute_url())
    postal = postal_address(producer)
    return filled(
        {
            "@type": "LocalBusiness" if postal else "Organization",
            "@id": f"{address}#co-so",
            "url": address,
            "name": producer.name,
            "legalName": producer.legal_name,
            "alternateName": [name.strip() for name in producer.other_names.split(";") if name.strip()],
            "description": producer.summary or producer.about,
            "image": [public_address(photo.full or photo.src) for photo in page["photos"] if photo][:MOST_IMAGES],
            "address": postal,
            "foundingDate": str(producer.founded_year or ""),
            "numberOfEmployees": _people(producer),
            "identifier": _registration(producer),
            "memberOf": _village_of(producer),
            **_contacts(page["channels"]),
        }
    )


def postal_address(producer: Producer) -> Node:
    """Today's address; nothing where not even the province is known."""
    commune, province = producer.commune, producer.province
    if province is None and commune is None:
        return {}
    return filled(
        {
            "@type": "PostalAddress",
            "streetAddress": producer.address_line,
            "addressLocality": commune.full_name if commune else "",
            "addressRegion": (commune.province if commune else province).name,
            "addressCountry": COUNTRY,
        }
    )


def _people(producer: Producer) -> Node | None:
    return {"@type": "QuantitativeValue", "value": producer.worker_count} if producer.worker_count else None


def _registration(producer: Producer) -> Node | None:
    label = str(Producer._meta.get_field("registration_number").verbose_name)
    return fact(label, producer.registration_number) if producer.registration_number else None


def _village_of(producer: Producer) -> Node | None:
    village = producer.craft_village
    if village is None:
        return None
    # One in the store-room has no page any more.
    url = "" if village.archived_at else public_address(village.get_absolute_url())
    return {"@type": "Organization", "name": village.name, "url": url}


def _contacts(channels: Iterable[ContactChannel]) -> Node:
    """The channels that the producer agreed to publish: the first telephone and e-mail, and pages elsewhere."""
    by_kind: dict[str, list[str]] = {}
    for channel in channels:
        by_kind.setdefault(channel.kind, []).append(channel.value)
    elsewhere = [*by_kind.get(ChannelKind.WEBSITE, []), *by_kind.get(ChannelKind.FACEBOOK, [])]
    return {
        "telephone": next(iter(by_kind.get(ChannelKind.PHONE, [])), ""),
        "email": next(iter(by_kind.get(ChannelKind.EMAIL, [])), ""),
        "sameAs": [address for address in elsewhere if address.startswith(("http://", "https://"))],
    }


def village_node(village: CraftVillage) -> Node:
    """A craft village as the place that it is."""
    address = public_address(village.get_absolute_url())
    province = village.commune.province if village.commune else village.province
    return filled(
        {
            "@type": "Place",
            "@id": f"{address}#lang-nghe",
            "url": address,
            "name": village.name,
            "description": in_language(village, "about") or in_language(village, "craft"),
            "address": filled(
                {
                    "@type": "PostalAddress",
                    "addressLocality": village.commune.full_name if village.commune else "",
                    "addressRegion": province.name if province else "",
                    "addressCountry": COUNTRY,
                }
            ),
        }
    )
