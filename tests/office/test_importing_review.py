"""The office's side of a release: papers kept safely, what waits, what was copied before, and quick looks."""

import datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from office.importing import planned, runs
from office.importing.calls import share_text
from office.importing.executing import execute
from office.importing.models import CallOutcome, ImportRun, UploadedList
from products.importing import load_index
from products.models import Award, AwardStanding, Decision, Product
from products.services.decisions import ensure_decision
from tests.factories.products import DecisionFactory
from tests.office.test_importing import (
    PAPER,
    described,
    desk,  # noqa: F401 - a fixture
    drafted,
    files_go_to_a_folder_of_the_test,  # noqa: F401 - a fixture
    signing,
    upload,
)
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
LIST = "Tên sản phẩm,Tên cơ sở,Tỉnh\nChè mẫu,HTX Mẫu,Thái Nguyên\nMiến mẫu,HTX Hai,Thái Nguyên\n"
FACTS = {"level": "province", "year": "2024"}
NUMBER = "9/QĐ-UBND"


def paper(name="qd.pdf"):
    return SimpleUploadedFile(name, PAPER, content_type="application/pdf")


def copied(client, number=""):
    """A list from a public page, straight into the register; with a number under that decision."""
    column, value = (",Số quyết định", f",{number}") if number else ("", "")
    lines = LIST.splitlines()
    content = "\n".join([lines[0] + column, *(line + value for line in lines[1:])]).encode()
    kept = upload(client, content, "tin.csv")
    described(client, kept, source_url="https://example.org/tin", **FACTS)
    client.post(reverse("importing:write", args=[kept.pk]))
    assert Award.objects.count() == 2


def draft_of(client):
    return drafted(client, LIST.encode(), "list.csv", **FACTS)


def posted(client, draft, **changes):
    data = signing(**{"number": NUMBER, "valid_until": "", **changes})
    return client.post(reverse("importing:release", args=[draft.pk]), data)


@pytest.fixture
def always_long(monkeypatch):
    monkeypatch.setattr(runs, "LONG_LIST", 1)


def test_a_paper_for_results_copied_before_leads_to_their_decision(desk):  # noqa: F811
    copied(desk, NUMBER)
    known, draft = Decision.objects.released().get(), draft_of(desk)
    answer = posted(desk, draft, file=paper())
    assert answer.url == reverse("importing:released", args=[known.pk])
    assert set(AwardStanding.objects.values_list("evidence", "decision")) == {("checked", known.pk)}
    assert UploadedList.objects.get(filename="list.csv").decision == known and Decision.objects.get() == known


def test_a_long_release_onto_a_copied_decision_leads_there_too(desk, always_long):  # noqa: F811
    ensure_decision(number=NUMBER, date=datetime.date(2024, 6, 3), by=None)
    known, draft = Decision.objects.get(), draft_of(desk)
    page = posted(desk, draft, file=paper()).url
    execute(ImportRun.objects.get().pk)
    done = desk.get(page, follow=True)
    assert done.redirect_chain == [(reverse("importing:released", args=[known.pk]), 302)]
    assert "với 2 công nhận" in done.content.decode()


def test_another_date_is_refused_on_the_screen_and_what_was_typed_stays(desk):  # noqa: F811
    ensure_decision(number=NUMBER, date=datetime.date(2024, 6, 1), by=None)
    draft = draft_of(desk)
    answer = posted(desk, draft, file=paper())
    assert answer.status_code == 409 and "ngày 1/6/2024, dự thảo ghi ngày 3/6/2024" in answer.content.decode()
    again = desk.get(reverse("importing:draft", args=[draft.pk])).content.decode()
    assert f'value="{NUMBER}"' in again and 'value="2024-06-03"' in again
    assert not get_document_model().objects.exists()


def test_a_winner_copied_before_and_checked_at_the_release_can_be_called(desk):  # noqa: F811
    copied(desk)
    draft = draft_of(desk)
    assert posted(desk, draft, file=paper()).status_code == 302
    winner = Product.objects.get(name_vi="Chè mẫu").producer
    address = reverse("importing:calls", args=[draft.pk])
    assert "HTX Mẫu" in desk.get(address).content.decode()
    assert desk.post(address, {"producer": winner.pk, "outcome": "reached"}).status_code == 302
    assert CallOutcome.objects.get().producer == winner


def test_a_paper_deleted_while_the_release_waited_releases_nothing(desk, always_long):  # noqa: F811
    page = posted(desk, draft_of(desk), file=paper()).url
    get_document_model().objects.get().delete()
    execute(ImportRun.objects.get().pk)
    assert "bị xóa trong lúc chờ" in desk.get(page).content.decode()
    assert not Award.objects.exists() and ImportRun.objects.get().state == "refused"


@pytest.mark.parametrize("change", ["closed", "no role"])
def test_who_may_no_longer_import_when_the_work_begins_writes_nothing(desk, editor, always_long, change):  # noqa: F811
    posted(desk, draft_of(desk), file=paper())
    if change == "closed":
        editor.is_active = False
        editor.save()
    else:
        editor.groups.clear()
    execute(ImportRun.objects.get().pk)
    run = ImportRun.objects.get()
    assert run.state == "refused" and "không còn quyền" in run.refusal and not Award.objects.exists()


@pytest.mark.parametrize("name", ["x.html", "qd.pdf.svg", "qd"])
def test_a_paper_of_another_ending_is_refused_whatever_it_begins_with(desk, name):  # noqa: F811
    answer = posted(desk, draft_of(desk), file=paper(name))
    assert answer.status_code == 400 and "không phải là PDF" in answer.content.decode()
    assert not get_document_model().objects.exists()


def test_a_paper_is_stored_under_a_name_of_ours(desk):  # noqa: F811
    posted(desk, draft_of(desk), file=paper("Bản ký <b>.PDF"))
    assert get_document_model().objects.get().filename == "9-qd-ubnd.pdf"


def test_looking_through_a_draft_reads_the_catalogue_once(desk, settings, monkeypatch):  # noqa: F811
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "looks"}}
    cache.clear()
    draft, read = draft_of(desk), []
    monkeypatch.setattr(planned, "load_index", lambda: read.append(1) or load_index())
    address = reverse("importing:draft", args=[draft.pk])
    for query in ({}, {"fate": "new"}, {"page": "2"}):
        assert "Chè mẫu" in desk.get(address, query).content.decode()
    assert posted(desk, draft, number="").status_code == 400 and len(read) == 1
    line = draft.lines.first()
    desk.post(reverse("importing:choose_lines", args=[draft.pk]), {f"row:{line.sheet}!{line.row_number}": "skip"})
    assert "Đã chọn bỏ dòng này" in desk.get(address, {"fate": "left_out"}).content.decode() and len(read) == 2
    copied(desk)
    assert "đã có trong sổ" in desk.get(address).content.decode() and len(read) == 3


def test_days_are_written_in_the_reader_s_language(db):
    decision = DecisionFactory(date=datetime.date(2024, 6, 3))
    assert "3/6/2024" in share_text(decision, "vi") and "3 June 2024" in share_text(decision, "en")
