"""Two records found to be one: nothing is lost, old addresses lead on, and a mistake can be taken back."""

import pytest
from django.apps import apps
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taggit.models import Tag

from common.errors import Refusal, Stale
from fairs.models import Exhibitor, FairEdition
from producers.access import producers_of, published_producer_or_redirect
from producers.models import ContactChannel, Membership, Producer, Verification
from products.access import published_product_or_redirect
from products.models import Award, AwardEventKind, DecisionLine, MergeRecord, Product, ProductCertificate, ProductPhoto
from products.services.catalogue import archive_product
from products.services.merging import merge_producers, merge_products, preview_merge, undo_merge
from products.services.standing import standing_as_of
from products.signals import awards_changed, products_changed
from tests.factories.producers import ContactChannelFactory, MembershipFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory

pytestmark = pytest.mark.django_db

# What grows by design: the register's events, the log, the queue of tasks, and what is derived from a change.
APPENDED = {
    "products.AwardEvent",
    "products.MergeRecord",
    "django_tasks_database.DBTaskResult",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.ReferenceIndex",
    "plates.ChangedPlate",
    "stamp.ContentStamp",
}


def every_row() -> dict[str, list[tuple]]:
    """All rows of all tables, but for what only ever grows and the search index's own."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in APPENDED and model._meta.app_label != "search" and model._meta.managed
    }


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def pair():
    maker = ProducerFactory()
    return ProductFactory(producer=maker), ProductFactory(producer=maker)


def merge(kept, merged, officer) -> MergeRecord:
    verb = merge_products if isinstance(kept, Product) else merge_producers
    return verb(kept=kept, merged=merged, reason="Nhập hai lần từ hai danh sách.", by=officer)


def test_awards_photos_papers_and_exhibits_move_to_the_kept_product(pair, officer):
    kept, merged = pair
    award = AwardFactory(product=merged)
    ProductPhoto.objects.create(product=kept, alt_vi="mặt trước", sort_order=0)
    photo = ProductPhoto.objects.create(product=merged, alt_vi="mặt bên", sort_order=0)
    exhibitor = Exhibitor.objects.create(edition=FairEdition.objects.create(name_vi="Hội chợ", slug="hc", year=2026))
    exhibitor.products.add(merged)
    line = DecisionLine.objects.create(
        decision=DecisionFactory(draft=True), position=1, row_number=4, fate="matched", product=merged
    )
    merge(kept, merged, officer)
    award.refresh_from_db()
    line.refresh_from_db()
    assert award.product == kept == award.standing.product == line.product
    assert [found.alt_vi for found in kept.photos.all()] == ["mặt trước", "mặt bên"]
    assert photo in kept.photos.all() and list(exhibitor.products.all()) == [kept]
    assert not Product.objects.published().filter(pk=merged.pk).exists()
    assert award.events.get().kind == AwardEventKind.RELINKED


def test_what_the_page_of_each_product_showed_before_the_merge_can_be_told(pair, officer):
    kept, merged = pair
    award = AwardFactory(product=merged)
    merge(kept, merged, officer)
    award.refresh_from_db()
    event = award.events.get()
    assert standing_as_of(award, timezone.localdate()).product_id == kept.pk
    assert event.changes == {"product": [merged.pk, kept.pk]}


def test_moved_photos_survive_the_next_publishing(pair, officer):
    kept, merged = pair
    kept.save_revision(user=officer).publish()
    ProductPhoto.objects.create(product=merged, alt_vi="mặt bên")
    merge(kept, merged, officer)
    Product.objects.get(pk=kept.pk).get_latest_revision().publish()
    assert [photo.alt_vi for photo in ProductPhoto.objects.filter(product=kept)] == ["mặt bên"]


def test_a_draft_of_the_kept_product_stays_a_draft_and_knows_the_photos(pair, officer):
    kept, merged = pair
    kept.save_revision(user=officer).publish()
    kept.refresh_from_db()
    kept.summary_vi = "Chưa công bố"
    kept.save_revision(user=officer)
    ProductPhoto.objects.create(product=merged, alt_vi="mặt bên")
    merge(kept, merged, officer)
    row = Product.objects.get(pk=kept.pk)
    assert row.has_unpublished_changes and row.summary_vi == ""
    row.get_latest_revision().publish()
    row.refresh_from_db()
    assert row.summary_vi == "Chưa công bố" and row.photos.count() == 1


def test_a_draft_of_the_merged_product_cannot_take_its_photos_back(pair, officer):
    kept, merged = pair
    photo = ProductPhoto.objects.create(product=merged, alt_vi="mặt bên")
    draft = Product.objects.get(pk=merged.pk).save_revision(user=officer)
    merge(kept, merged, officer)
    with pytest.raises(Refusal, match="đã gộp vào hồ sơ khác"):
        draft.publish()
    photo.refresh_from_db()
    assert photo.product == kept


def test_an_address_leads_on_through_every_merge_and_rename(pair, officer):
    first, second = pair
    third = ProductFactory(producer=first.producer)
    merge(second, first, officer)
    merge(third, second, officer)
    assert published_product_or_redirect(first.slug) == (None, third.slug)
    assert published_product_or_redirect(second.slug) == (None, third.slug)
    assert published_product_or_redirect(third.slug) == (third, third.slug)
    archive_product(product=third, reason="Ngừng sản xuất.", by=officer)
    with pytest.raises(Http404):
        published_product_or_redirect(first.slug)


def test_producers_are_merged_with_products_members_channels_and_verification(officer):
    kept, merged = ProducerFactory(), ProducerFactory()
    product = ProductFactory(producer=merged)
    both, only = UserFactory(), UserFactory()
    MembershipFactory(user=both, producer=kept)
    MembershipFactory(user=both, producer=merged)
    MembershipFactory(user=only, producer=merged)
    ContactChannelFactory(producer=kept, value="0912345678")
    ContactChannelFactory(producer=merged, value="0912345678", public=True)
    ContactChannelFactory(producer=merged, value="0987654321", public=True)
    Verification.objects.create(producer=merged, verified_at=timezone.now(), verified_by=officer, note="ĐKKD 123")
    preview = preview_merge(kept=kept, merged=merged)
    assert "1 kênh liên hệ ở lại, vì hồ sơ giữ lại đã có." in preview.sentences
    merge(kept, merged, officer)
    product.refresh_from_db()
    assert product.producer == kept
    assert list(producers_of(both)) == list(producers_of(only)) == [kept]
    assert sorted(kept.channels.values_list("value", flat=True)) == ["0912345678", "0987654321"]
    # The kept profile never had consent for this number; the other's consent is not made into its own.
    assert not kept.channels.get(value="0912345678").is_public
    assert kept.verification.note == "ĐKKD 123"
    assert published_producer_or_redirect(merged.slug) == (None, kept.slug)


def test_nothing_in_any_table_points_at_the_merged_record_but_what_the_kept_one_has_already(pair, officer):
    kept, merged = pair
    AwardFactory(product=merged)
    ProductCertificate.objects.create(product=merged, kind="haccp")
    merge(kept, merged, officer)
    after = preview_merge(kept=kept, merged=merged)
    assert after.hanging == () and after.award_count == 0


def test_the_merge_is_announced_with_both_products_and_the_awards(pair, officer, django_capture_on_commit_callbacks):
    kept, merged = pair
    award = AwardFactory(product=merged)
    heard = {}

    def products_listener(sender, ids, **_rest):
        heard["products"] = ids

    def awards_listener(sender, ids, **_rest):
        heard["awards"] = ids

    products_changed.connect(products_listener)
    awards_changed.connect(awards_listener)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            merge(kept, merged, officer)
    finally:
        products_changed.disconnect(products_listener)
        awards_changed.disconnect(awards_listener)
    assert heard == {"products": tuple(sorted((kept.pk, merged.pk))), "awards": (award.pk,)}


class TestRefusals:
    def refusal(self, kept, merged, officer) -> str:
        with pytest.raises(Refusal) as refused:
            merge(kept, merged, officer)
        return " ".join(str(sentence) for sentence in refused.value.details)

    def test_itself(self, pair, officer):
        assert "chính nó" in self.refusal(pair[0], pair[0], officer)

    def test_no_reason(self, pair, officer):
        with pytest.raises(Refusal, match="lý do"):
            merge_products(kept=pair[0], merged=pair[1], reason=" ", by=officer)

    def test_already_merged(self, pair, officer):
        third = ProductFactory(producer=pair[0].producer)
        merge(*pair, officer)
        assert "đã gộp" in self.refusal(third, pair[1], officer)
        assert "đã gộp" in self.refusal(pair[1], third, officer)

    def test_of_two_producers(self, officer):
        assert "hai cơ sở" in self.refusal(ProductFactory(), ProductFactory(), officer)

    def test_into_an_archived_one(self, pair, officer):
        archive_product(product=pair[0], reason="Ngừng.", by=officer)
        assert "kho" in self.refusal(*pair, officer)

    def test_an_example_and_a_real_one(self, officer):
        maker = ProducerFactory()
        example = ProductFactory(example=True, producer=maker)
        assert "ví dụ" in self.refusal(ProductFactory(producer=maker), example, officer)

    def test_two_kinds(self, officer):
        preview = preview_merge(kept=ProducerFactory(), merged=ProductFactory())
        assert preview.obstacles == ("Chỉ gộp được hai hồ sơ cùng loại.",)


def test_an_unknown_maker_is_taken_over_and_given_back(officer):
    kept, merged = ProductFactory(nobody_named=True), ProductFactory()
    record = merge(kept, merged, officer)
    assert Product.objects.get(pk=kept.pk).producer == merged.producer
    undo_merge(record=record, by=officer)
    assert Product.objects.get(pk=kept.pk).producer is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(data=st.data())
def test_undoing_restores_every_row_of_every_table(data):
    officer = UserFactory(staff=True)
    maker = ProducerFactory()
    kept, merged = ProductFactory(producer=maker), ProductFactory(producer=maker)
    for product in (kept, merged):
        for place in range(data.draw(st.integers(0, 2), label="photos")):
            ProductPhoto.objects.create(product=product, alt_vi=f"ảnh {place}", sort_order=place)
        if data.draw(st.booleans(), label="certificate"):
            ProductCertificate.objects.create(product=product, kind="haccp")
        if data.draw(st.booleans(), label="tag"):
            product.tags.add(Tag.objects.get_or_create(name="quà Tết", slug="qua-tet")[0])
            product.save()
        for _award in range(data.draw(st.integers(0, 2), label="awards")):
            AwardFactory(product=product)
        drafts = data.draw(st.sampled_from(["none", "published", "pending"]), label="drafts")
        if drafts != "none":
            product.save_revision(user=officer).publish()
        if drafts == "pending":
            product.refresh_from_db()
            product.summary_vi = "Bản nháp"
            product.save_revision(user=officer)
    before = every_row()
    record = merge(kept, merged, officer)
    assert every_row() != before
    undo_merge(record=record, by=officer)
    after = every_row()
    for label, rows in before.items():
        assert after[label] == rows, label


def test_undoing_a_merge_of_producers_restores_every_row(officer):
    kept, merged = ProducerFactory(with_email=True), ProducerFactory(with_email=True)
    ProductFactory(producer=merged, awarded=True)
    MembershipFactory(producer=merged)
    Verification.objects.create(producer=merged, verified_at=timezone.now(), verified_by=officer, note="ĐKKD 1")
    before = every_row()
    record = merge(kept, merged, officer)
    assert not Membership.objects.filter(producer=merged).exists()
    assert not ContactChannel.objects.filter(producer=merged).exists()
    undo_merge(record=record, by=officer)
    assert every_row() == before
    assert Producer.objects.published().filter(pk=merged.pk).exists()


class TestUndoingTooLate:
    def test_twice(self, pair, officer):
        record = merge(*pair, officer)
        undo_merge(record=record, by=officer)
        with pytest.raises(Refusal, match="đã được tách"):
            undo_merge(record=record, by=officer)

    def test_after_an_award_moved_on(self, pair, officer):
        third = ProductFactory(producer=pair[0].producer)
        AwardFactory(product=pair[1])
        record = merge(*pair, officer)
        merge(third, pair[0], officer)
        with pytest.raises(Stale, match="tách lần gộp đó trước"):
            undo_merge(record=record, by=officer)

    def test_after_a_moved_photo_was_deleted(self, pair, officer):
        ProductPhoto.objects.create(product=pair[1], alt_vi="mặt bên")
        record = merge(*pair, officer)
        pair[0].photos.all().delete()
        ProductPhoto.objects.filter(product=pair[0]).delete()
        with pytest.raises(Stale, match="không còn"):
            undo_merge(record=record, by=officer)

    def test_after_the_merged_text_was_edited(self, pair, officer):
        record = merge(*pair, officer)
        Product.objects.get(pk=pair[1].pk).save_revision(user=officer)
        with pytest.raises(Stale, match="có thay đổi"):
            undo_merge(record=record, by=officer)

    def test_the_outer_merge_first_then_the_inner_one(self, pair, officer):
        third = ProductFactory(producer=pair[0].producer)
        award = AwardFactory(product=pair[1])
        inner = merge(*pair, officer)
        outer = merge(third, pair[0], officer)
        undo_merge(record=outer, by=officer)
        undo_merge(record=inner, by=officer)
        assert Award.objects.get(pk=award.pk).product == pair[1]
