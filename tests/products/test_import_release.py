"""The day of signing: a prepared annex becomes a decision with its awards, all at once or not at all."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from common.errors import Refusal
from products.importing import ImportOptions, load_index, plan_import, prepare_decision, read_list
from products.importing.drafts import discard_draft, set_choices
from products.importing.release import plan_draft, proposed_valid_until, release_decision
from products.models import Award, AwardStanding, Decision, Evidence, Product
from products.signals import decision_released
from tests import annexes
from tests.factories.products import DocumentFactory
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
SIGNED = datetime.date(2024, 6, 3)


def prepared(content=None, **facts):
    options, index = ImportOptions(**facts), load_index()
    annex = read_list(content or annexes.provincial(), filename="phu-luc.xlsx", options=options)
    return prepare_decision(plan_import(annex, options=options, index=index), options=options, by=None)


@pytest.fixture
def paper(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return DocumentFactory(file=ContentFile(b"%PDF-1.4 signed", name="quyet-dinh.pdf"))


def released(draft, by, **details):
    return release_decision(decision=draft, number="1799/QĐ-UBND", date=SIGNED, by=by, **details)


def test_number_date_and_file_release_everything(director, paper, django_capture_on_commit_callbacks):
    heard = []
    decision_released.connect(lambda **event: heard.append(event["ids"]), weak=False, dispatch_uid="test")
    draft = prepared()
    with django_capture_on_commit_callbacks(execute=True):
        done = released(draft, director, file=paper, valid_until=datetime.date(2028, 12, 31))
    decision_released.disconnect(dispatch_uid="test")
    assert heard == [(draft.pk,)]
    assert done.decision.is_released and done.decision.released_by == director and done.decision.slug
    assert done.decision.round.province.name_vi == "Lào Cai"
    awards = AwardStanding.objects.filter(decision=done.decision)
    assert awards.count() == 3 and Product.objects.count() == 3
    assert {(award.evidence, award.valid_until, award.checked_by) for award in awards} == {
        (Evidence.CHECKED, datetime.date(2028, 12, 31), director)
    }
    assert set(awards.values_list("granted_date", flat=True)) == {SIGNED}
    assert draft.lines.filter(product=None).count() == 0


def test_without_the_paper_awards_are_only_transcribed(director):
    released(prepared(), director)
    assert set(AwardStanding.objects.values_list("evidence", "valid_until")) == {(Evidence.TRANSCRIBED, None)}


def test_a_draft_is_released_once(director, editor, paper):
    draft = prepared()
    released(draft, director, file=paper)
    with pytest.raises(Refusal, match="Bình"):
        released(draft, editor, file=paper)
    assert Award.objects.count() == 3


def test_a_number_that_another_decision_has_releases_nothing(director):
    released(prepared(), director)
    other = prepared(annexes.makers_as_headings(), province="Thái Nguyên", year=2024)
    with pytest.raises(Refusal):
        released(other, director)
    other.refresh_from_db()
    assert not other.is_released and Award.objects.count() == 3


def test_an_award_copied_before_is_checked_and_not_doubled(director, paper):
    options, index = ImportOptions(), load_index()
    plan = plan_import(
        read_list(annexes.provincial(), filename="a.xlsx", options=options), options=options, index=index
    )
    for row in plan.groups[0]:
        row.fields["decision_number"], row.fields["decision_date"] = "", None
    from products.importing import apply_plan

    for entry in plan.groups[0]:
        entry.__dict__.pop("decision_key", None)
    apply_plan(plan, options=options, index=index, by=None)
    assert Award.objects.filter(decision=None).count() == 3
    done = released(prepared(), director, file=paper)
    assert Award.objects.count() == 3 and not done.awards and done.written.checked == 3
    assert set(AwardStanding.objects.values_list("evidence", "decision")) == {(Evidence.CHECKED, done.decision.pk)}


def test_lines_that_wait_for_a_choice_hold_the_release_back(director):
    released(prepared(), director)
    elsewhere = annexes.sheet_of(
        [
            ["DANH SÁCH SẢN PHẨM CÔNG NGHIỆP NÔNG THÔN TIÊU BIỂU CẤP TỈNH NĂM 2025"],
            ["TT", "Tên sản phẩm", "Tên cơ sở", "Tỉnh"],
            [1, "Chè mẫu ba", "Công ty TNHH Mẫu Hai", "Thanh Hóa"],
        ]
    )
    draft = prepared(elsewhere)
    details = {"number": "5/QĐ-UBND", "date": datetime.date(2025, 7, 1), "by": director}
    with pytest.raises(Refusal) as refusal:
        release_decision(decision=draft, **details)
    assert "dòng 3" in refusal.value.details[0] and Award.objects.count() == 3
    line = draft.lines.get()
    candidate = plan_draft(draft, index=load_index()).rows[0].candidates[0]
    set_choices(decision=draft, choices={line.pk: candidate.value}, by=director)
    assert len(release_decision(decision=draft, **details).awards) == 1


def test_validity_is_proposed_by_the_settings_and_never_before_the_date(director):
    assert proposed_valid_until(2024) == datetime.date(2028, 12, 31)
    with pytest.raises(Refusal):
        released(prepared(), director, valid_until=datetime.date(2023, 12, 31))


def test_a_draft_that_will_not_be_signed_is_thrown_away_but_a_decision_never(director):
    draft = prepared()
    discard_draft(decision=draft, by=director)
    assert not Decision.objects.exists()
    signed = released(prepared(), director).decision
    with pytest.raises(Refusal):
        discard_draft(decision=signed, by=director)
    assert connection.in_atomic_block and Decision.objects.count() == 1
