"""After a decision is out the centre posts pictures, sends a bulletin round and hands labels to the winners."""

import io
import zipfile

import pytest
from django.urls import reverse
from docx import Document

from common.models import SiteIdentity
from products.models import AwardLevel
from tests.cast import signed_in
from tests.factories.products import AwardFactory, DecisionFactory, SelectionRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    selection = SelectionRoundFactory()
    released = DecisionFactory(round=selection, number="3116/QĐ-BCT", slug="3116-qd-bct")
    for position, name in enumerate(["Miến dong Bình Lư", "Chè Shan tuyết"], start=1):
        AwardFactory(round=selection, decision=released, product_name=name, position=position)
    return released


def test_the_screen_after_a_release_leads_to_pictures_bulletins_and_labels(editor, decision):
    desk = signed_in(editor)
    assert (
        reverse("publicity:overview", args=[decision.pk])
        in desk.get(reverse("importing:released", args=[decision.pk])).content.decode()
    )
    page = desk.get(reverse("publicity:overview", args=[decision.pk])).content.decode()
    for language in ("vi", "en"):
        assert reverse("publicity:bulletin", args=[decision.pk, language]) in page
    for award in decision.awards.all():
        assert reverse("publicity:label", args=[decision.pk, award.code]) in page
    assert page.count('width="1200"') == page.count('width="1080"') == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_bulletin_holds_the_whole_list_and_the_way_to_the_page(editor, decision, language):
    answer = signed_in(editor).get(reverse("publicity:bulletin", args=[decision.pk, language]))
    written = Document(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in written.tables[0].rows]
    assert [row[1] for row in rows[1:]] == ["Miến dong Bình Lư", "Chè Shan tuyết"]
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "3116/QĐ-BCT" in words and decision.slug in words
    assert len(written.inline_shapes) == 1
    assert "no-store" in answer["Cache-Control"]


def test_the_bulletin_names_the_centre_and_each_level_of_a_mixed_list(editor, decision, rf):
    AwardFactory(
        round=SelectionRoundFactory(level=AwardLevel.PROVINCE, slug="tinh"), decision=decision, position=3,
        product_name="Nón lá",
    )  # fmt: skip
    identity = SiteIdentity.for_request(rf.get("/"))
    identity.owner_vi = "Trung tâm Khuyến công Lai Châu"
    identity.save()
    answer = signed_in(editor).get(reverse("publicity:bulletin", args=[decision.pk, "vi"]))
    written = Document(io.BytesIO(answer.content))
    assert written.paragraphs[0].text == "TRUNG TÂM KHUYẾN CÔNG LAI CHÂU"
    headings = [row.cells[0].text for row in written.tables[0].rows if row.cells[0].text == row.cells[1].text]
    assert len(headings) == 2


def test_all_labels_come_in_one_file_without_those_that_may_not_be(editor, decision):
    AwardFactory(round=decision.round, decision=decision, position=3, revoked=True)
    answer = signed_in(editor).get(reverse("publicity:all_labels", args=[decision.pk]))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert len(names) == 2 and all(name.startswith("tem-") for name in names)


def test_a_revoked_award_has_no_label_and_the_screen_says_why(editor, decision):
    revoked = AwardFactory(round=decision.round, decision=decision, position=3, revoked=True)
    desk = signed_in(editor)
    answer = desk.get(reverse("publicity:label", args=[decision.pk, revoked.code]), follow=True)
    assert "đã thu hồi" in answer.content.decode()


def test_another_decisions_award_is_not_found_here(editor, decision):
    other = AwardFactory()
    assert signed_in(editor).get(reverse("publicity:label", args=[decision.pk, other.code])).status_code == 404


def test_who_may_not_enter_decisions_sees_none_of_it(decision, producer, moderator, buyer):
    for name, more in (("overview", []), ("bulletin", ["vi"]), ("all_labels", [])):
        address = reverse(f"publicity:{name}", args=[decision.pk, *more])
        for visitor in (buyer, signed_in(producer), signed_in(moderator)):
            assert visitor.get(address).status_code in {302, 403, 404}, name


def test_a_draft_has_nothing_to_post(editor):
    draft = DecisionFactory(draft=True)
    assert signed_in(editor).get(reverse("publicity:overview", args=[draft.pk]), follow=True).status_code == 404


def test_the_screen_of_a_long_decision_asks_no_more_of_the_database(editor, decision, django_assert_max_num_queries):
    desk = signed_in(editor)
    address = reverse("publicity:overview", args=[decision.pk])
    desk.get(address)
    with django_assert_max_num_queries(40) as few:
        desk.get(address)
    for position in range(3, 13):
        AwardFactory(round=decision.round, decision=decision, position=position)
    with django_assert_max_num_queries(len(few)):
        desk.get(address)
