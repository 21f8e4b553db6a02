"""All craft villages on one page, by name."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.producers import CraftVillageFactory, ProducerFactory

from .reading import read, statements, told

pytestmark = pytest.mark.django_db


def test_each_village_is_there_with_its_craft_and_how_many_make_there():
    pottery = CraftVillageFactory(name_vi="Làng gốm Phù Lãng", craft_vi="gốm")
    CraftVillageFactory(name_vi="Làng chè Tân Cương")
    CraftVillageFactory(name_vi="Làng đã cất", archived_at=timezone.now())
    for _number in range(2):
        ProducerFactory(craft_village=pottery)
    ProducerFactory(craft_village=pottery, unpublished=True)
    words = read(reverse("pages:villages")).words
    assert words.index("Làng chè Tân Cương") < words.index("Làng gốm Phù Lãng")
    assert "gốm ·" in words and "2 cơ sở" in words
    assert "Làng đã cất" not in words


def test_a_site_without_villages_says_so():
    assert "Chưa có làng nghề nào" in read(reverse("pages:villages")).words


def test_the_list_costs_the_same_however_long_it_is():
    CraftVillageFactory()
    address = reverse("pages:villages")
    few = statements(address)
    for _number in range(12):
        ProducerFactory(craft_village=CraftVillageFactory())
    many = statements(address)
    assert len(many) == len(few) <= 4, told(many)
