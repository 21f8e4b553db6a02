"""What changed between two drafts, and by whom: history and comparison of every moderated kind, in Vietnamese."""

import lxml.html
import pytest
from django.urls import reverse
from wagtail.models import Revision

from fairs.models import FairClosedDay, FairEdition, FairZone
from producers.models import Producer, ProducerPhoto
from products.models import Product, ProductCertificate
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory, FairSeriesFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import CategoryFactory, ProductFactory
from tests.office.crawling import is_english, read

pytestmark = pytest.mark.django_db


def changed_product(editor):
    product = ProductFactory(name_vi="Miến dong", category=CategoryFactory(name_vi="Miến"))
    product.save_revision(user=editor, log_action=True)
    draft = Product.objects.get(pk=product.pk)
    draft.name_vi, draft.story_vi = "Miến dong tráng tay", "Nấu từ củ dong riềng."
    draft.category, draft.available_months = CategoryFactory(name_vi="Bún, miến"), [1, 2]
    draft.certificates.add(ProductCertificate(kind="food_safety", number="12/2024", issuer="Sở Y tế"))
    draft.tags.add("quà Tết")
    return product, draft, ["Miến dong tráng tay", "Nấu từ củ dong riềng.", "Bún, miến", "12/2024", "1, 2"]


def changed_producer(editor):
    producer = ProducerFactory(name_vi="Cơ sở Bình Lư", craft_village=CraftVillageFactory(name_vi="Làng Bình Lư"))
    producer.save_revision(user=editor, log_action=True)
    draft = Producer.objects.get(pk=producer.pk)
    draft.about_vi, draft.worker_count = "Làm miến từ năm 1990.", 12
    draft.craft_village, draft.export_markets = CraftVillageFactory(name_vi="Làng Tam Đường"), ["JP"]
    draft.photos.add(ProducerPhoto(alt_vi="Sân phơi miến"))
    return producer, draft, ["Làm miến từ năm 1990.", "Làng Tam Đường", "Sân phơi miến", "JP", "12"]


def changed_fair(editor):
    fair = FairEditionFactory(name_vi="Hội chợ Lai Châu", series=FairSeriesFactory(name_vi="Hội chợ Tây Bắc"))
    fair.save_revision(user=editor, log_action=True)
    draft = FairEdition.objects.get(pk=fair.pk)
    draft.venue, draft.series = "Sân vận động tỉnh", FairSeriesFactory(name_vi="Hội chợ vùng cao")
    draft.zones.add(FairZone(name_vi="Khu ẩm thực", booth_count=20))
    draft.closed_days.add(FairClosedDay(date=fair.start_date, reason="mưa bão"))
    return fair, draft, ["Sân vận động tỉnh", "Hội chợ vùng cao", "Khu ẩm thực", "mưa bão"]


@pytest.fixture(params=[changed_product, changed_producer, changed_fair])
def changed(request, editor, director):
    record, draft, differences = request.param(editor)
    draft.save_revision(user=director, log_action=True)
    return record, differences


def opened(browser, record, name, *keys):
    answer = browser.get(reverse(type(record).snippet_viewset.get_url_name(name), args=[record.pk, *keys]))
    assert answer.status_code == 200
    return answer.content.decode()


def english_of(words):
    return sorted({text for text in read(lxml.html.fromstring(words)) if is_english(text)})


@pytest.mark.parametrize(("older", "newer"), [("earliest", "latest"), ("live", "latest"), (0, 1)])
def test_two_drafts_are_compared(older, newer, changed, director):
    record, differences = changed
    keys = list(Revision.objects.for_instance(record).order_by("pk").values_list("pk", flat=True))
    chosen = [keys[end] if isinstance(end, int) else end for end in (older, newer)]
    words = opened(signed_in(director), record, "revisions_compare", *chosen)
    text = " ".join(lxml.html.fromstring(words).text_content().split())
    missing = [difference for difference in differences if difference not in text]
    assert not missing and not english_of(words)


def test_the_history_names_who_wrote_what(changed, director, editor):
    record, _differences = changed
    words = opened(signed_in(director), record, "history")
    assert str(editor) in words and str(director) in words
    assert not english_of(words)


def test_an_older_draft_can_be_looked_at_and_taken_up_again(changed, director):
    record, differences = changed
    first = Revision.objects.for_instance(record).order_by("pk").first()
    words = opened(signed_in(director), record, "revisions_revert", first.pk)
    form = lxml.html.fromstring(words).get_element_by_id("w-editor-form")
    typed = {*form.xpath(".//input/@value"), *form.xpath(".//textarea/text()")}
    assert differences[0] not in typed and not english_of(words)
