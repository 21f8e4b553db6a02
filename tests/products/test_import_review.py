"""The signed paper arrives for results that were copied into the register before it."""

import datetime

import pytest
from django.core.files.base import ContentFile

from common.errors import Refusal
from products.importing import ImportOptions, apply_plan, load_index, plan_import, prepare_decision, read_list
from products.importing.drafts import set_choices
from products.importing.release import plan_draft, release_decision
from products.models import Award, AwardStanding, Decision, DecisionEvent, Evidence
from products.services.amendments import revoke_award
from products.signals import decision_released
from tests.factories.products import DecisionFactory, DocumentFactory
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
SIGNED = datetime.date(2024, 6, 3)
NUMBER = "1799/QĐ-UBND"
HEADER = "Tên sản phẩm,Tên cơ sở,Tỉnh,Số quyết định,Ngày quyết định"
ROWS = ("Chè mẫu,HTX Mẫu", "Miến mẫu,HTX Mẫu", "Khăn mẫu,HTX Dệt")


def listed(*rows, number="", day="", province="Thái Nguyên"):
    return "\n".join([HEADER, *(f"{row},{province},{number},{day}" for row in rows)]).encode()


def planned(content, **facts):
    options, index = ImportOptions(**{"level": "province", "year": 2024, **facts}), load_index()
    annex = read_list(content, filename="list.csv", options=options)
    return plan_import(annex, options=options, index=index), options, index


def transcribed(*rows, number=NUMBER, day="", **facts):
    plan, options, index = planned(listed(*rows, number=number, day=day), source_url="https://example.org/tin", **facts)
    apply_plan(plan, options=options, index=index, by=None)
    return Decision.objects.released().latest("pk")


def prepared(*rows, **facts):
    plan, options, _index = planned(listed(*rows, province=facts.pop("province", "Thái Nguyên")), **facts)
    return prepare_decision(plan, options=options, by=None)


@pytest.fixture
def paper(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return DocumentFactory(file=ContentFile(b"%PDF-1.4 signed", name="quyet-dinh.pdf"))


def released(draft, by, **details):
    return release_decision(decision=draft, **{"number": NUMBER, "date": SIGNED, "by": by, **details})


@pytest.mark.parametrize("day", ["", "03/06/2024"])
def test_a_paper_for_a_transcribed_decision_checks_what_was_copied_and_adds_the_rest(
    director, paper, day, django_capture_on_commit_callbacks
):
    known = transcribed(*ROWS[:2], day=day)
    draft, heard = prepared(*ROWS), []
    decision_released.connect(lambda **event: heard.append(event["ids"]), weak=False, dispatch_uid="test")
    with django_capture_on_commit_callbacks(execute=True):
        done = released(draft, director, file=paper, issuer="UBND tỉnh Thái Nguyên", number="1799 /QĐ-UBND")
    decision_released.disconnect(dispatch_uid="test")
    assert done.decision == known == Decision.objects.get() and heard == [(known.pk,)]
    known.refresh_from_db()
    assert (known.number, known.date, known.file) == (NUMBER, SIGNED, paper)
    assert known.issuer == "UBND tỉnh Thái Nguyên" and known.slug == done.decision.slug
    event = DecisionEvent.objects.get()
    assert event.by == director and event.changes["file_id"] == [None, paper.pk]
    assert event.changes.get("date") == (None if day else [None, "2024-06-03"])
    assert Award.objects.count() == 3 and len(done.awards) == 1 and done.written.checked == 2
    standings = AwardStanding.objects.values_list("decision", "evidence", "checked_by")
    assert set(standings) == {(known.pk, Evidence.CHECKED, director.pk)}
    assert [(line.position, line.fate) for line in known.lines.all()] == [(1, "matched"), (2, "matched"), (3, "new")]
    assert known.lines.filter(product=None).count() == 0


def test_a_decision_released_without_its_paper_gets_it_later(director, paper):
    first = released(prepared(*ROWS[:2]), director).decision
    done = released(prepared(*ROWS), director, file=paper)
    assert done.decision == first and done.written.checked == 2 and len(done.awards) == 1
    assert list(first.lines.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_another_date_is_refused_naming_both(director, paper):
    known = transcribed(*ROWS, day="01/06/2024")
    draft = prepared(*ROWS)
    with pytest.raises(Refusal, match=r"ngày 1/6/2024, dự thảo ghi ngày 3/6/2024"):
        released(draft, director, file=paper)
    known.refresh_from_db()
    assert known.file is None and Decision.objects.drafts().get() == draft and not DecisionEvent.objects.exists()


def test_a_decision_that_has_its_paper_is_refused_as_before(director, paper):
    released(prepared(*ROWS[:2]), director, file=paper)
    with pytest.raises(Refusal, match="đã có trong sổ"):
        released(prepared(*ROWS), director, file=paper)
    assert Award.objects.count() == 2


def test_without_the_paper_nothing_is_released_onto_a_transcribed_decision(director):
    transcribed(*ROWS)
    with pytest.raises(Refusal, match="xin kèm bản ký"):
        released(prepared(*ROWS), director)
    assert Decision.objects.drafts().count() == 1


@pytest.mark.parametrize("other", [{"year": 2022}, {"province": "Thanh Hóa"}])
def test_the_same_number_of_another_year_or_province_is_another_decision(director, paper, other):
    known = transcribed(*ROWS)
    done = released(prepared("Nón mẫu,HTX Nón", **other), director, file=paper)
    known.refresh_from_db()
    assert done.decision != known and known.file is None and Decision.objects.released().count() == 2


def test_of_several_transcribed_ones_the_round_s_own_is_signed(director, paper):
    transcribed("Nón mẫu,HTX Nón", level="commune")
    own = transcribed(*ROWS)
    assert Decision.objects.count() == 2
    assert released(prepared(*ROWS), director, file=paper).decision == own


def test_what_the_register_left_blank_is_filled_and_the_award_checked(director, paper):
    transcribed(*ROWS)
    lapses = datetime.date(2028, 12, 31)
    done = released(prepared(*ROWS), director, file=paper, valid_until=lapses)
    assert (done.written.corrections, done.written.checked) == (3, 3)
    assert set(AwardStanding.objects.values_list("evidence", "valid_until")) == {(Evidence.CHECKED, lapses)}


def test_an_award_corrected_from_the_signed_paper_is_checked_too(director, paper):
    transcribed("Chè mẫu,HTX Mẫu")
    draft = prepared("Chè mầu,HTX Mẫu")
    draft.number, draft.date = NUMBER, SIGNED
    draft.save()
    row = plan_draft(draft, index=load_index()).rows[0]
    assert row.fate == "correction" and row.needs_choice
    with pytest.raises(Refusal) as refusal:
        released(draft, director, file=paper)
    assert "dòng 2" in refusal.value.details[0]
    set_choices(decision=draft, choices={draft.lines.get().pk: "correct"}, by=director)
    done = released(draft, director, file=paper)
    assert (done.written.corrections, done.written.checked) == (1, 1)
    standing = AwardStanding.objects.get()
    assert (standing.product_name, standing.evidence) == ("Chè mầu", Evidence.CHECKED)
    reasons = list(standing.award.events.values_list("reason", flat=True))
    assert reasons[0].startswith(f"Ghi theo phụ lục Quyết định {NUMBER} (dòng 2")


def test_a_row_that_cannot_be_checked_is_named(director, paper):
    transcribed(*ROWS)
    award = Award.objects.get(product_name="Miến mẫu")
    revoke_award(award=award, effective_date=SIGNED, reason="Thu hồi.", by=director)
    with pytest.raises(Refusal, match=r"dòng 3: Công nhận này đã bị thu hồi"):
        released(prepared(*ROWS), director, file=paper)
    assert Decision.objects.drafts().exists() and not DecisionEvent.objects.exists()


def test_another_issuer_s_decision_of_that_number_is_left_alone_and_its_row_named(director, paper):
    known = transcribed(*ROWS, issuer="Ủy ban nhân dân tỉnh Thái Nguyên")
    with pytest.raises(Refusal, match=r"dòng 2: Mục này đã ghi một quyết định khác"):
        released(prepared(*ROWS), director, file=paper, issuer="Sở Công Thương")
    known.refresh_from_db()
    assert known.file is None


def test_a_draft_never_takes_another_draft_s_number(director, paper):
    DecisionFactory(draft=True, number=NUMBER, date=SIGNED)
    done = released(prepared(*ROWS), director, file=paper)
    assert len(done.awards) == 3 and done.decision.is_released
