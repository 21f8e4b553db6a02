"""Labels that a winner prints: the QR that never changes, the mark only while the award is in force."""

import datetime
import io
import zipfile

import pytest
from django.urls import reverse
from PIL import Image

from common.errors import Refusal
from products.labels import label_kit, label_of
from products.models import AwardStanding
from products.services.amendments import correct_award
from tests.cast import signed_in
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.django_db


def standing_of(award) -> AwardStanding:
    return AwardStanding.objects.select_related("award").get(award=award)


def files_of(content: bytes) -> dict[str, bytes]:
    kit = zipfile.ZipFile(io.BytesIO(content))
    return {name: kit.read(name) for name in kit.namelist()}


def test_a_winner_gets_the_code_as_drawings_a_label_and_a_sheet():
    files = files_of(label_kit(standing_of(AwardFactory())))
    assert set(files) == {"qr.svg", "qr.pdf", "tem.pdf", "to-tem-a4.pdf", "doc-truoc.txt"}
    assert files["qr.svg"].startswith(b"<?xml") and b"viewBox" in files["qr.svg"]
    assert all(files[name].startswith(b"%PDF-") for name in ("qr.pdf", "tem.pdf", "to-tem-a4.pdf"))


def test_the_mark_and_its_words_are_printed_in_both_languages_while_the_award_is_in_force():
    award = AwardFactory()
    label = label_of(standing_of(award))
    assert label.award_words == (
        "Cấp khu vực phía Bắc\u00a0· 2024",
        "Regional level, northern region\u00a0· 2024",
    )
    assert award.code in files_of(label_kit(standing_of(award)))["doc-truoc.txt"].decode("utf-8-sig")


@pytest.mark.parametrize("trait", ["expired", "unknown_validity"])
def test_an_award_not_known_to_be_in_force_leaves_the_code_alone_on_the_label(trait):
    label = label_of(standing_of(AwardFactory(**{trait: True})))
    assert label.award_words == ()
    assert label.address.endswith(f"/k/{label.code}")


@pytest.mark.parametrize("trait", ["transcribed", "revoked"])
def test_an_award_that_nobody_compared_or_that_was_revoked_has_no_label(trait):
    with pytest.raises(Refusal):
        label_kit(standing_of(AwardFactory(**{trait: True})))


def test_the_address_stays_when_the_name_is_corrected_and_the_product_moves(director):
    award = AwardFactory()
    before = label_of(standing_of(award)).address
    correct_award(award=award, changes={"product_name": "Tên khác hẳn"}, reason="Gõ nhầm", by=director)
    award.product.slug = "dia-chi-khac"
    award.product.save()
    label = label_of(standing_of(award))
    assert (label.address, label.name) == (before, "Tên khác hẳn")


def test_the_longest_names_still_leave_room_for_the_code():
    product = ProductFactory(name_vi="Bộ sản phẩm bàn ghế mây tre đan " * 7)
    files = files_of(label_kit(standing_of(AwardFactory(product=product, producer_name="Công ty trách nhiệm " * 12))))
    assert files["tem.pdf"].startswith(b"%PDF-")


def test_a_producer_takes_the_labels_of_its_own_products_and_nobody_elses(workshop, producer, rival_producer, buyer):
    award = AwardFactory(product=ProductFactory(producer=workshop))
    page = reverse("workspace:labels", args=[award.product.slug])
    kit = reverse("workspace:label", args=[award.product.slug, award.code])
    owner = signed_in(producer)
    assert kit in owner.get(page).content.decode()
    downloaded = owner.get(kit)
    assert downloaded["Content-Type"] == "application/zip" and "qr.svg" in files_of(downloaded.content)
    assert "no-store" in downloaded["Cache-Control"]
    assert signed_in(rival_producer).get(kit).status_code == 404
    assert signed_in(rival_producer).get(page).status_code == 404
    assert buyer.get(kit).status_code == 302


def test_a_producer_reads_why_an_award_has_no_label(workshop, producer):
    award = AwardFactory(product=ProductFactory(producer=workshop), transcribed=True)
    owner = signed_in(producer)
    page = owner.get(reverse("workspace:labels", args=[award.product.slug])).content.decode()
    assert "chưa đối chiếu với quyết định" in page
    assert reverse("workspace:label", args=[award.product.slug, award.code]) not in page
    refused = owner.get(reverse("workspace:label", args=[award.product.slug, award.code]))
    assert refused.status_code == 409 and "chưa đối chiếu với quyết định" in refused.content.decode()


def test_the_mark_goes_from_the_label_on_the_day_after_its_last(monkeypatch):
    award = AwardFactory(valid_until=datetime.date(2030, 6, 30))
    standing = standing_of(award)
    for today, is_marked in ((datetime.date(2030, 6, 30), True), (datetime.date(2030, 7, 1), False)):
        monkeypatch.setattr("products.models.register.timezone.localdate", lambda today=today: today)
        assert bool(label_of(standing).award_words) is is_marked


def test_the_code_is_as_dark_as_print_needs():
    """Read back from the drawing that the kit carries, as a scanner would see it."""
    import resvg_py

    drawing = files_of(label_kit(standing_of(AwardFactory())))["qr.svg"].decode()
    picture = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=drawing, width=330, background="#ffffff")))
    assert set(picture.convert("L").getextrema()) == {0, 255}
