"""A long list is written after the response: one run, a page that shows how far it is, the result or the reason."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.documents import get_document_model

from common.errors import Refusal
from office.importing import executing, runs
from office.importing.executing import execute
from office.importing.models import ImportRun, UploadedList
from office.importing.progress import ProgressFile
from office.importing.services import purge_uploads
from products.importing import drafts, writer
from products.models import Award, Decision
from tests.cast import signed_in
from tests.office.test_importing import (
    PAPER,
    described,
    desk,  # noqa: F401 - a fixture
    drafted,
    files_go_to_a_folder_of_the_test,  # noqa: F401 - a fixture
    news,  # noqa: F401 - a fixture
    signing,
    upload,
)
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
ROWS = 7
PDF = "application/pdf"


@pytest.fixture(autouse=True)
def long_from_five_rows(monkeypatch):
    monkeypatch.setattr(runs, "LONG_LIST", 5)
    monkeypatch.setattr(writer, "AT_ONCE", 3)


@pytest.fixture
def at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def long_list(rows=ROWS):
    lines = [f"Chè mẫu {number},HTX Mẫu {number % 3},Thái Nguyên" for number in range(rows)]
    return "\n".join(["Tên sản phẩm,Tên cơ sở,Tỉnh", *lines]).encode()


def kept_list(client, rows=ROWS):
    kept = upload(client, long_list(rows), "list.csv")
    described(client, kept, level="province", year="2024", source_url="https://example.org/tin")
    return kept


def asked_to_write(client, kept):
    answer = client.post(reverse("importing:write", args=[kept.pk]))
    assert answer.status_code == 302
    return answer.url


def asked_to_release(client, draft, **changes):
    answer = client.post(
        reverse("importing:release", args=[draft.pk]),
        signing(number="9/QĐ-UBND", file=SimpleUploadedFile("qd.pdf", PAPER, content_type=PDF), **changes),
    )
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_a_long_list_is_written_after_the_response_and_the_page_leads_to_the_result(desk):  # noqa: F811
    kept = kept_list(desk)
    page = asked_to_write(desk, kept)
    run = ImportRun.objects.get()
    assert page == reverse("importing:run", args=[run.pk]) and not Award.objects.exists()
    waiting = desk.get(page)
    assert waiting["Refresh"] == "3" and "Đang chờ máy nhận việc" in waiting.content.decode()
    execute(run.pk)
    assert Award.objects.count() == ROWS
    done = desk.get(page, follow=True)
    assert done.redirect_chain == [(reverse("importing:plan", args=[kept.pk]), 302)]
    assert f"Đã ghi {ROWS} công nhận, {ROWS} sản phẩm, 3 cơ sở" in done.content.decode()
    positions = list(Award.objects.order_by("pk").values_list("position", flat=True))
    assert positions == list(range(1, ROWS + 1))


def test_the_queue_s_own_worker_does_the_same(desk, at_once):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))
    assert Award.objects.count() == ROWS
    assert "Refresh" not in desk.get(page) and ImportRun.objects.get().state == "done"


def test_a_second_click_starts_nothing_twice(desk):  # noqa: F811
    kept = kept_list(desk)
    first, second = asked_to_write(desk, kept), asked_to_write(desk, kept)
    assert first == second and ImportRun.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__startswith="office.importing").count() == 1
    assert desk.get(reverse("importing:plan", args=[kept.pk])).url == first
    run = ImportRun.objects.get()
    execute(run.pk)
    execute(run.pk)  # the queue delivered it again
    assert Award.objects.count() == ROWS


def test_a_short_list_is_written_while_you_wait(desk):  # noqa: F811
    kept = kept_list(desk, rows=3)
    desk.post(reverse("importing:write", args=[kept.pk]))
    assert Award.objects.count() == 3 and not ImportRun.objects.exists()


def test_the_page_shows_how_far_the_writing_is(desk, monkeypatch):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))
    run = ImportRun.objects.get()
    seen = []
    report = ProgressFile.report

    def looked_at(file, done, total):
        report(file, done, total)
        seen.append(desk.get(page).content.decode())

    monkeypatch.setattr(ProgressFile, "report", looked_at)
    execute(run.pk)
    assert [f"Đã ghi {done} trên {ROWS} dòng." in text for done, text in zip((3, 6, 7), seen, strict=True)] == [
        True
    ] * 3
    assert "Đang cập nhật tìm kiếm" in seen[-1]
    ImportRun.objects.update(state="running", row_count=10_000)
    ProgressFile(run.pk).report(1200, 10_000)
    assert "Đã ghi 1.200 trên 10.000 dòng." in desk.get(page).content.decode()
    ProgressFile(run.pk).clear()


def test_a_long_decision_is_released_whole_with_its_paper(desk, news):  # noqa: F811
    draft = drafted(desk, long_list(), "list.csv", level="province", year="2024")
    page = asked_to_release(desk, draft)
    assert desk.get(page)["Refresh"] and not Award.objects.exists()
    execute(ImportRun.objects.get().pk)
    done = desk.get(page, follow=True)
    assert done.redirect_chain == [(reverse("importing:released", args=[draft.pk]), 302)]
    assert f"Đã công bố Quyết định 9/QĐ-UBND với {ROWS} công nhận" in done.content.decode()
    draft.refresh_from_db()
    assert draft.date == datetime.date(2024, 6, 3) and draft.file is not None


def asked_for_a_draft(client, kept, title=""):
    answer = client.post(reverse("importing:make_draft", args=[kept.pk]), {"title": title})
    assert answer.status_code == 302
    return answer.url


def test_a_long_draft_is_made_after_the_response_and_the_page_leads_to_it(desk):  # noqa: F811
    kept = kept_list(desk)
    page = asked_for_a_draft(desk, kept, title="Danh sách chờ ký")
    run = ImportRun.objects.get()
    assert page == reverse("importing:run", args=[run.pk]) and not Decision.objects.exists()
    assert "Đang lập dự thảo" in desk.get(page).content.decode() and desk.get(page)["Refresh"] == "3"
    assert asked_for_a_draft(desk, kept) == page
    execute(run.pk)
    draft = Decision.objects.drafts().get()
    assert draft.title == "Danh sách chờ ký" and draft.lines.count() == ROWS and not Award.objects.exists()
    done = desk.get(page, follow=True)
    assert done.redirect_chain == [(reverse("importing:draft", args=[draft.pk]), 302)]
    assert "Đã lập dự thảo" in done.content.decode()
    kept.refresh_from_db()
    assert kept.decision == draft


def test_a_long_draft_says_that_it_is_read_and_then_how_many_lines_it_has(desk, monkeypatch):  # noqa: F811
    monkeypatch.setattr(drafts, "AT_ONCE", 3)
    page = asked_for_a_draft(desk, kept_list(desk))
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="running")
    assert f"Đang đọc và đối chiếu {run.row_count} dòng." in desk.get(page).content.decode()
    ImportRun.objects.update(state="waiting")
    seen = []
    report = ProgressFile.report

    def looked_at(file, done, total):
        report(file, done, total)
        seen.append(f"Đã ghi {done} trên {ROWS} dòng." in desk.get(page).content.decode())

    monkeypatch.setattr(ProgressFile, "report", looked_at)
    execute(run.pk)
    assert seen == [True, True, True]


def test_a_long_draft_that_was_thrown_away_leads_back_to_its_list(desk):  # noqa: F811
    kept = kept_list(desk)
    page = asked_for_a_draft(desk, kept)
    execute(ImportRun.objects.get().pk)
    desk.post(reverse("importing:discard", args=[Decision.objects.drafts().get().pk]))
    assert desk.get(page).url == reverse("importing:plan", args=[kept.pk])


def test_a_draft_being_released_is_not_to_be_touched(desk, superuser_desk):  # noqa: F811
    draft = drafted(desk, long_list(), "list.csv", level="province", year="2024")
    page = asked_to_release(desk, draft)
    for name in ("choose_lines", "release", "discard"):
        assert superuser_desk.post(reverse(f"importing:{name}", args=[draft.pk])).url == page
    assert superuser_desk.get(reverse("importing:draft", args=[draft.pk])).url == page
    assert superuser_desk.get(page).status_code == 200 and get_document_model().objects.count() == 1


def test_a_refused_release_writes_nothing_and_says_why(desk):  # noqa: F811
    draft = drafted(desk, long_list(), "list.csv", level="province", year="2024")
    page = asked_to_release(desk, draft, valid_until="2020-12-31")
    execute(ImportRun.objects.get().pk)
    shown = desk.get(page)
    assert "Refresh" not in shown and "Ngày hết hiệu lực phải sau ngày quyết định" in shown.content.decode()
    assert reverse("importing:draft", args=[draft.pk]) in shown.content.decode()
    assert not Award.objects.exists() and not get_document_model().objects.exists()
    assert Decision.objects.drafts().get() == draft
    assert asked_to_release(desk, draft) != page


def test_a_fault_of_the_machine_is_said_and_kept_for_the_log(desk, monkeypatch):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))

    def breaks(*_arguments):
        raise RuntimeError("disk full")

    monkeypatch.setitem(executing.WORK, ImportRun.Work.WRITE, breaks)
    with pytest.raises(RuntimeError):
        execute(ImportRun.objects.get().pk)
    assert "Máy gặp lỗi nên chưa ghi được" in desk.get(page).content.decode()


def test_a_worker_that_does_not_run_is_reported_to_the_person(desk):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))
    assert "db_worker" not in desk.get(page).content.decode()
    ImportRun.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=2))
    late = desk.get(page)
    assert "db_worker" in late.content.decode() and late["Refresh"]


def test_a_list_whose_worker_died_is_written_again_by_another_click(desk):  # noqa: F811
    kept = kept_list(desk)
    page = asked_to_write(desk, kept)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    ImportRun.objects.update(state="running", asked_at=long_ago, begun_at=long_ago)
    assert "bấm ghi lần nữa" in desk.get(page).content.decode()
    assert desk.get(reverse("importing:plan", args=[kept.pk])).status_code == 200
    again = asked_to_write(desk, kept)
    assert again != page
    execute(ImportRun.objects.active().get().pk)
    assert Award.objects.count() == ROWS
    assert ImportRun.objects.filter(state="refused").count() == 1


def test_nobody_else_sees_how_far_my_upload_is(desk, superuser_desk):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))
    assert superuser_desk.get(page, follow=True).status_code == 404


def test_ended_runs_go_after_a_week(desk):  # noqa: F811
    asked_to_write(desk, kept_list(desk))
    execute(ImportRun.objects.get().pk)
    purge_uploads(now=timezone.now() + datetime.timedelta(days=8))
    assert not ImportRun.objects.exists() and not UploadedList.objects.exists()


def test_a_progress_file_is_read_whole(tmp_path, db):
    file = ProgressFile(7)
    assert file.read() is None and file.heard_at() is None
    file.report(3, 9)
    file.report(6, 9)
    assert file.read() == (6, 9) and file.heard_at() <= timezone.now()
    file.clear()
    assert file.read() is None


@pytest.fixture
def superuser_desk(admin_user):
    return signed_in(admin_user)


def test_what_a_refusal_details_is_listed(desk, monkeypatch):  # noqa: F811
    page = asked_to_write(desk, kept_list(desk))

    def refuses(*_arguments):
        raise Refusal("Có dòng cần chọn trước khi ghi.", details=["“list” dòng 3: hai cơ sở cùng tên"])

    monkeypatch.setitem(executing.WORK, ImportRun.Work.WRITE, refuses)
    execute(ImportRun.objects.get().pk)
    shown = desk.get(page).content.decode()
    assert "Có dòng cần chọn trước khi ghi." in shown and "hai cơ sở cùng tên" in shown
