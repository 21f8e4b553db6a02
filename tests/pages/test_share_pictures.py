"""A link that somebody sends unfolds into a picture: the award first, then the name, then who made it."""

import io
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from common.drawings import lettering, share
from products.models import AwardLevel
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory

TOKENS = Path(share.__file__).resolve().parents[1] / "static" / "site" / "css" / "tokens.css"
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def picture_of(client, *names: str) -> Image.Image:
    response = client.get(reverse("pages:share_picture", args=names))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content))


@pytest.mark.django_db
def test_a_product_with_an_award_has_a_wide_picture_and_a_square_one(client):
    award = AwardFactory(level=AwardLevel.NATIONAL)
    slug = award.product.slug
    assert picture_of(client, "product", slug).size == (1200, 630)
    assert picture_of(client, "product", slug, "vuong").size == (1080, 1080)


@pytest.mark.django_db
def test_every_kind_of_page_has_its_picture(client):
    award = AwardFactory()
    fair = FairEditionFactory()
    named = {
        "product": award.product.slug,
        "producer": ProducerFactory().slug,
        "fair": fair.slug,
        "decision": award.decision.slug,
        "site": "home",
    }
    for kind, slug in named.items():
        for language in ("vi", "en"):
            with override(language):
                address = reverse("pages:share_picture", args=[kind, slug])
            assert client.get(address).status_code == 200, (kind, language)


@pytest.mark.django_db
def test_what_the_public_may_not_see_has_no_picture(client):
    hidden = ProductFactory(live=False)
    draft = DecisionFactory(released_at=None, slug="chua-ky")
    strange = [("product", hidden.slug), ("decision", draft.slug), ("user", "1"), ("article", "khong-phai-so")]
    for kind, slug in strange:
        assert client.get(reverse("pages:share_picture", args=[kind, slug])).status_code == 404, kind
    assert client.get(reverse("pages:share_picture", args=["site", "home", "tron"])).status_code == 404


@pytest.mark.django_db
def test_a_network_that_has_the_picture_is_told_so_until_the_award_changes(client):
    award = AwardFactory()
    address = reverse("pages:share_picture", args=["product", award.product.slug])
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    award.standing.delete()
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200 and again.content != first.content


def test_the_name_and_the_award_are_in_the_drawing_and_markup_in_a_name_is_text():
    card = share.ShareCard(site="Hàng nghề", name="Chè <Shan> &", award="Cấp tỉnh · 2025", level="province")
    drawing = share.svg(card, share.LANDSCAPE)
    assert "Chè &lt;Shan&gt; &amp;" in drawing and "Cấp tỉnh · 2025" in drawing


@pytest.mark.parametrize("pasted", ["\x02", "\x0b", "\x00", "\ufffe"])
def test_what_an_office_program_left_in_a_name_spoils_no_picture(pasted):
    assert share.jpeg(share.ShareCard(site="Hàng nghề", name=f"Chè{pasted}Shan"), share.SQUARE)


def test_an_award_out_of_force_is_an_outline_in_grey():
    in_force = share.ShareCard(site="x", name="x", award="Cấp tỉnh", level="province")
    expired = share.ShareCard(site="x", name="x", award="Cấp tỉnh", level="province", state="expired")
    colour = share.MARK_COLOURS["province"]
    assert colour in share.svg(in_force, share.LANDSCAPE)
    assert colour not in share.svg(expired, share.LANDSCAPE)


def test_the_picture_has_the_colours_of_the_pages():
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS.read_text(encoding="utf-8").split("@media")[0]))
    for motif, colours in share.PATTERN_COLOURS.items():
        assert colours == (tokens[f"p-{motif}"], tokens[f"l-{motif}"]), motif
    for level, colour in share.MARK_COLOURS.items():
        assert colour == tokens["commune" if level == "district" else level], level


@given(words=st.text(alphabet=VIETNAMESE + " ", max_size=400), most=st.integers(1, 4))
def test_no_line_is_ever_wider_than_its_place(words: str, most: int):
    lines = lettering.set_in_lines(words, width=500, size=44, weight=800, most=most)
    assert len(lines) <= most
    assert all(lettering.width_of(line, size=44, weight=800) <= 500 for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines) == " ".join(words.split())


def test_every_vietnamese_letter_is_in_both_weights():
    for path in lettering.FILES.values():
        known = TTFont(path).getBestCmap()
        assert [letter for letter in VIETNAMESE + VIETNAMESE.upper() + "…·–" if ord(letter) not in known] == []
