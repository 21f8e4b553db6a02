"""What still has no English: who sees it, in which order, and what a translator is told."""

import pytest

from office.catalogue.english import having_english, highest_level_first, list_address, untranslated_words
from producers.models import Producer
from products.models import AwardLevel, Product
from tests.cast import signed_in
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory

pytestmark = pytest.mark.django_db


def awarded(level: str, name: str, **values: str) -> Product:
    product = ProductFactory(name_vi=name, **values)
    AwardFactory(product=product, round=SelectionRoundFactory(level=level))
    return product


def listed(browser, model) -> list[str]:
    return [record.name_vi for record in browser.get(list_address(model)).context_data["object_list"]]


def test_awarded_products_without_english_stand_with_the_highest_level_first(editor):
    awarded(AwardLevel.PROVINCE, "An miến")
    awarded(AwardLevel.NATIONAL, "Xuân trà")
    ProductFactory(name_vi="Chưa công nhận")
    Product.objects.filter(pk=awarded(AwardLevel.NATIONAL, "Đã dịch").pk).update(name_en="Translated")
    assert listed(signed_in(editor), Product) == ["Xuân trà", "An miến"]


def test_their_makers_too(editor):
    low, high = ProducerFactory(name_vi="An"), ProducerFactory(name_vi="Xuân")
    awarded(AwardLevel.PROVINCE, "Miến", producer=low)
    awarded(AwardLevel.NATIONAL, "Trà", producer=high)
    ProducerFactory(name_vi="Không có gì")
    assert listed(signed_in(editor), Producer) == ["Xuân", "An"]


def test_another_order_that_somebody_asks_for_is_kept(editor):
    awarded(AwardLevel.PROVINCE, "An miến")
    awarded(AwardLevel.NATIONAL, "Xuân trà")
    answer = signed_in(editor).get(list_address(Product) + "&ordering=name_vi")
    assert [record.name_vi for record in answer.context_data["object_list"]] == ["An miến", "Xuân trà"]


def test_a_revoked_award_lifts_nothing():
    AwardFactory(
        product=ProductFactory(name_vi="Thu hồi"), round=SelectionRoundFactory(level=AwardLevel.NATIONAL), revoked=True
    )
    awarded(AwardLevel.COMMUNE, "Xã")
    assert [product.name_vi for product in highest_level_first(Product.objects.all())] == ["Xã", "Thu hồi"]


def test_a_text_counts_only_once_it_is_written_in_vietnamese():
    product = ProductFactory(name_vi="Trà")
    Product.objects.filter(pk=product.pk).update(name_en="Tea")
    assert product in having_english(Product.objects.all())
    Product.objects.filter(pk=product.pk).update(story_vi="Chuyện nghề")
    assert product not in having_english(Product.objects.all())
    product.refresh_from_db()
    assert untranslated_words(product) == "chuyện nghề"


def test_the_list_is_exported_with_what_awaits_translating(editor):
    product = awarded(AwardLevel.NATIONAL, "Xuân trà")
    Product.objects.filter(pk=product.pk).update(summary_vi="Trà xuân")
    answer = signed_in(editor).get(list_address(Product) + "&export=csv")
    words = b"".join(answer.streaming_content).decode()
    assert "Chưa có tiếng Anh" in words and "tên sản phẩm" in words and "giới thiệu một câu" in words


def test_the_reports_menu_leads_there_for_those_who_may_translate(editor, fair_officer):
    assert list_address(Product).replace("&", "&amp;") in signed_in(editor).get("/admin/").content.decode().replace(
        "\\u0026", "&amp;"
    )
    assert "english=no" not in signed_in(fair_officer).get("/admin/").content.decode()
