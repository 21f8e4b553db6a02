"""The office brings in an annex: read, looked at, prepared, signed, released; each step in the browser."""

import datetime
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, Page

from office.importing.executing import execute
from office.importing.models import CallOutcome, ImportRun, UploadedList
from office.importing.services import purge_uploads
from pages.models import ArticlePage, HomePage, NewsIndexPage
from places.models import Province
from producers.models import ContactChannel, Producer
from products.models import Award, AwardStanding, ColumnMapping, Decision, Product
from tests import annexes
from tests.cast import signed_in
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
PAPER = b"%PDF-1.4 signed"


@pytest.fixture(autouse=True)
def files_go_to_a_folder_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }


@pytest.fixture
def news(db):
    vietnamese, _new = Locale.objects.get_or_create(language_code="vi")
    root = Page.get_first_root_node() or Page.add_root(title="Root", locale=vietnamese)
    home = root.add_child(
        instance=HomePage(title="Trang chủ", slug="trang-chu", statement="Hàng nghề", locale=vietnamese)
    )
    english, _new = Locale.objects.get_or_create(language_code="en")
    abroad = root.add_child(instance=HomePage(title="Home", slug="abroad", statement="Hàng nghề", locale=english))
    abroad.add_child(instance=NewsIndexPage(title="News", slug="news", locale=english))
    return home.add_child(instance=NewsIndexPage(title="Tin tức", slug="tin-tuc", locale=vietnamese))


@pytest.fixture
def desk(editor):
    return signed_in(editor)


def file_of(content, name="phu-luc.xlsx"):
    return SimpleUploadedFile(name, content)


def upload(client, content, name="phu-luc.xlsx"):
    answer = client.post(reverse("importing:start"), {"file": file_of(content, name)})
    assert answer.status_code == 302, answer.content.decode()
    return UploadedList.objects.first()


def columns_as_shown(client, kept):
    """The values that the columns' form would send as it stands."""
    page = client.get(reverse("importing:columns", args=[kept.pk]))
    data = {}
    for form, _rows in page.context["lists"]:
        data |= {form.add_prefix(name): field.initial for name, field in form.fields.items()}
    return data


def described(client, kept, **changes):
    answer = client.post(reverse("importing:columns", args=[kept.pk]), {**columns_as_shown(client, kept), **changes})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url)


def drafted(client, content=None, name="phu-luc.xlsx", **facts):
    kept = upload(client, content or annexes.provincial(), name)
    described(client, kept, **facts)
    answer = client.post(reverse("importing:make_draft", args=[kept.pk]), {"title": ""})
    assert answer.status_code == 302, answer.content.decode()
    for run in ImportRun.objects.active():  # a long list's draft is made by the worker
        execute(run.pk)
        run.delete()
    return Decision.objects.drafts().latest("pk")


def signing(**changes):
    return {"number": "1799/QĐ-UBND", "date": "2024-06-03", "valid_until": "2028-12-31", **changes}


def test_an_annex_is_prepared_before_it_is_signed_and_released_by_number_and_date(
    desk, news, editor, django_capture_on_commit_callbacks
):
    draft = drafted(desk)
    assert draft.lines.count() == 3 and not Award.objects.exists() and not Product.objects.exists()
    page = desk.get(reverse("importing:draft", args=[draft.pk]))
    assert 'value="2028-12-31"' in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(
            reverse("importing:release", args=[draft.pk]),
            signing(file=SimpleUploadedFile("qd.pdf", PAPER, content_type="application/pdf")),
        )
    assert answer.status_code == 302 and answer.url == reverse("importing:released", args=[draft.pk])
    standings = AwardStanding.objects.filter(decision=draft)
    assert [(each.evidence, each.valid_until) for each in standings] == [("checked", datetime.date(2028, 12, 31))] * 3
    article = ArticlePage.objects.get(decision=draft, locale__language_code="vi")
    assert not article.live and article.title.startswith("3 sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh Lào Cai")
    done = desk.get(answer.url).content.decode()
    draft.refresh_from_db()
    assert draft.get_absolute_url() in done
    abroad = ArticlePage.objects.get(decision=draft, locale__language_code="en")
    assert abroad.translation_key == article.translation_key and not abroad.live
    assert "Lao Cai" in abroad.title and "Lào Cai" not in abroad.title
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in done
    assert reverse("importing:calls", args=[draft.pk]) in done
    assert "1799/QĐ-UBND" in done and "http://127.0.0.1:8000" in done


def test_a_word_annex_goes_the_same_way(desk):
    draft = drafted(desk, annexes.word_annex(), "phu-luc.docx", province="Lào Cai", level="province", year="2026")
    assert draft.lines.exists()


def test_a_table_can_be_pasted(desk):
    table = "Tên sản phẩm\tTên cơ sở\tTỉnh\nChè mẫu\tHTX Mẫu\tThái Nguyên"
    assert desk.post(reverse("importing:start"), {"pasted": table}).status_code == 302
    page = described(desk, UploadedList.objects.get(), level="province", year="2024")
    assert "Chè mẫu" in page.content.decode() and "ghi mới vào sổ" in page.content.decode()


def test_results_copied_from_a_public_source_go_straight_in_with_their_source(desk):
    kept = upload(desk, "Tên sản phẩm,Tên cơ sở,Tỉnh\nChè mẫu,HTX Mẫu,Thái Nguyên\n".encode(), "list.csv")
    described(desk, kept, level="province", year="2024", source_url="https://example.org/tin")
    desk.post(reverse("importing:write", args=[kept.pk]))
    award = Award.objects.get()
    assert (award.evidence, award.source_url) == ("transcribed", "https://example.org/tin")
    page = desk.post(reverse("importing:write", args=[kept.pk]), follow=True)
    assert "Không có gì thay đổi" in page.content.decode() and Award.objects.count() == 1


def test_a_column_is_corrected_and_remembered_for_the_next_list(desk):
    content = "Hàng,Ai làm,Tên sản phẩm,Tỉnh\nA1,HTX Mẫu,Chè mẫu,Thái Nguyên\n".encode()
    kept = upload(desk, content, "list.csv")
    described(desk, kept, level="province", year="2024", remember="on", **{"list0-column_B": "producer_name"})
    assert ColumnMapping.objects.get().mapping["B"] == "producer_name"
    again = upload(desk, content.replace("Chè mẫu".encode(), "Miến mẫu".encode()), "next.csv")
    shown = columns_as_shown(desk, again)
    assert shown["list0-column_B"] == "producer_name"


def test_one_meaning_is_given_to_one_column_only(desk):
    kept = upload(desk, "Tên sản phẩm,Tên cơ sở\nChè mẫu,HTX Mẫu\n".encode(), "list.csv")
    data = {**columns_as_shown(desk, kept), "list0-column_B": "product_name"}
    answer = desk.post(reverse("importing:columns", args=[kept.pk]), data)
    assert answer.status_code == 400 and "Mỗi nội dung chỉ ở một cột" in answer.content.decode()


def test_an_ambiguous_row_is_chosen_by_radio_button(desk):
    elsewhere = Province.objects.get(name_vi="Thanh Hóa")
    known = Producer.objects.create(name_vi="HTX Mẫu", slug="htx-mau", province=elsewhere, live=True)
    kept = upload(desk, "Tên sản phẩm,Tên cơ sở,Tỉnh\nChè mẫu,HTX Mẫu,Thái Nguyên\n".encode(), "list.csv")
    page = described(desk, kept, level="province", year="2024").content.decode()
    names = re.findall(r'name="(row:[^"]+)" value="(producer:[^"]+)"', page)
    assert [value for _name, value in names] == [f"producer:{known.pk}", "producer:new"]
    assert desk.post(reverse("importing:write", args=[kept.pk])).status_code == 409
    assert not Award.objects.exists()
    desk.post(reverse("importing:choose", args=[kept.pk]), {names[0][0]: names[1][1]})
    desk.post(reverse("importing:write", args=[kept.pk]))
    assert Award.objects.count() == 1 and Producer.objects.count() == 2


def test_refused_rows_are_shown_with_sheet_row_and_column_and_nothing_can_be_written(desk):
    kept = upload(desk, "Tên sản phẩm,Tên cơ sở,Tỉnh\nChè,HTX Mẫu,Thái Nguyn\n".encode(), "list.csv")
    page = described(desk, kept, level="province", year="2024").content.decode()
    assert "cột C:" in page and "Gần nhất: Thái Nguyên" in page and "Lập dự thảo" not in page
    assert desk.post(reverse("importing:make_draft", args=[kept.pk]), {"title": ""}).status_code == 409


def test_narrowing_to_a_province_shows_what_is_left_out(desk):
    kept = upload(desk, annexes.national(), "quoc-gia.xlsx")
    described(desk, kept, province="Đà Nẵng")
    page = desk.get(reverse("importing:plan", args=[kept.pk]), {"fate": "left_out"}).content.decode()
    assert "không thuộc Đà Nẵng" in page and "Bánh mẫu C" not in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "rong.xlsx", ""),
        (b"%PDF-1.4", "qd.pdf", "PDF"),
        (b"PK\x03\x04broken", "hong.xlsx", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.xls", ".xls"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words_and_not_kept(desk, content, name, sentence):
    answer = desk.post(reverse("importing:start"), {"file": file_of(content, name)})
    assert answer.status_code == 400 and sentence in answer.content.decode()
    assert not UploadedList.objects.exists()


def test_a_paper_that_is_no_pdf_releases_nothing(desk):
    draft = drafted(desk)
    answer = desk.post(reverse("importing:release", args=[draft.pk]), signing(file=SimpleUploadedFile("qd.pdf", b"MZ")))
    assert answer.status_code == 400 and not Award.objects.exists()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    answer = desk.post(reverse("importing:release", args=[draft.pk]), signing(date=tomorrow.isoformat()))
    assert answer.status_code == 400 and not Award.objects.exists()


def test_only_those_who_may_enter_decisions_see_the_screens_and_an_upload_is_its_owners(
    desk, moderator, fair_officer, producer, director
):
    kept = upload(desk, annexes.provincial())
    for user in (moderator, fair_officer, producer):
        assert signed_in(user).get(reverse("importing:start")).status_code in {302, 403}
    assert signed_in(director).get(reverse("importing:plan", args=[kept.pk]), follow=True).status_code == 404
    draft = drafted(desk)
    assert signed_in(director).get(reverse("importing:draft", args=[draft.pk])).status_code == 200
    assert signed_in(director).get(reverse("importing:released", args=[draft.pk]), follow=True).status_code == 404


def test_winners_are_called_from_a_list_that_prints_and_exports(desk, editor):
    draft = drafted(desk)
    desk.post(reverse("importing:release", args=[draft.pk]), signing())
    winner = Producer.objects.get(name_vi="HTX Dệt Mẫu Một")
    ContactChannel.objects.create(producer=winner, kind="phone", value="0900 000 001")
    ContactChannel.objects.create(producer=winner, kind="zalo", value="=1+1", is_for_delivery=False)
    address = reverse("importing:calls", args=[draft.pk])
    page = desk.get(address).content.decode()
    assert "0900 000 001" in page and "Bộ sản phẩm khăn thêu; Túi thổ cẩm" in page and "=1+1" not in page
    desk.post(address, {"producer": winner.pk, "outcome": "reached", "note": "gặp chị Hoa"})
    desk.post(address, {"producer": winner.pk, "outcome": "reached", "note": "đã gửi giấy mời"})
    call = CallOutcome.objects.get()
    assert (call.note, call.called_by) == ("đã gửi giấy mời", editor)
    file = desk.get(reverse("importing:calls_file", args=[draft.pk]))
    assert "no-store" in file["Cache-Control"]
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert [cell.value for cell in sheet[2]][0] == "HTX Dệt Mẫu Một" and sheet.max_row == 3
    stranger = Producer.objects.create(name_vi="Khác", slug="khac", live=True)
    assert desk.post(address, {"producer": stranger.pk, "outcome": "reached"}).status_code == 400


def test_a_number_typed_wrong_is_corrected_with_its_reason(desk):
    draft = drafted(desk)
    desk.post(reverse("importing:release", args=[draft.pk]), signing())
    address = reverse("importing:correct", args=[draft.pk])
    assert desk.post(address, {"number": "1800/QĐ-UBND", "date": "2024-06-03", "reason": ""}).status_code == 400
    desk.post(address, {"number": "1800/QĐ-UBND", "date": "2024-06-03", "reason": "gõ nhầm"})
    draft.refresh_from_db()
    assert draft.number == "1800/QĐ-UBND" and draft.events.get().reason == "gõ nhầm"


def test_a_draft_is_thrown_away(desk):
    draft = drafted(desk)
    desk.post(reverse("importing:discard", args=[draft.pk]))
    assert not Decision.objects.exists()


def test_uploads_go_after_a_week(desk):
    kept = upload(desk, annexes.provincial())
    file = kept.file.path
    assert purge_uploads() == 0
    assert purge_uploads(now=timezone.now() + datetime.timedelta(days=8)) == 1
    assert not UploadedList.objects.exists()
    assert not Path(file).exists()


def test_a_repeated_row_is_said_to_repeat_another_and_is_written_once(desk):
    list_ = "Tên sản phẩm,Tên cơ sở,Tỉnh\nChè mẫu,HTX Mẫu,Thái Nguyên\nChè mẫu,HTX Mẫu,Thái Nguyên\n".encode()
    page = described(desk, upload(desk, list_, "list.csv"), level="province", year="2024").content.decode()
    assert "trùng dòng khác, không ghi lần nữa</strong>. Trùng hoàn toàn với dòng 2." in page
    assert "1 dòng trùng hoàn toàn với dòng khác, chỉ ghi một lần." in page


def test_the_screen_says_which_round_it_understood(desk):
    page = described(desk, upload(desk, annexes.provincial()))
    assert "Danh sách được hiểu là: <strong>Cấp tỉnh Lào Cai năm 2024 (3 dòng)</strong>" in page.content.decode()


def test_a_commune_that_does_not_exist_is_said_beside_its_row(desk):
    list_ = 'Tên sản phẩm,Tên cơ sở,Địa chỉ\nRượu mẫu,HTX Mẫu,"Xã Không Có, tỉnh Thái Nguyên"\n'.encode()
    page = described(desk, upload(desk, list_, "list.csv"), level="province", year="2024").content.decode()
    assert "Không có “Xã Không Có” ở Thái Nguyên trong danh mục xã, phường" in page and "ghi mới vào sổ" in page


def test_scores_are_left_behind_and_the_screen_says_so(desk):
    kept = upload(desk, "Tên sản phẩm,Tên cơ sở,Tỉnh,Điểm\nChè mẫu,HTX Mẫu,Thái Nguyên,92\n".encode(), "list.csv")
    page = desk.get(reverse("importing:columns", args=[kept.pk])).content.decode()
    assert "Cột điểm được bỏ lại" in page and "<td>92</td>" not in page


def test_the_call_list_names_whom_to_ask_for_and_assumes_no_call(desk):
    draft = drafted(desk)
    desk.post(reverse("importing:release", args=[draft.pk]), signing())
    page = desk.get(reverse("importing:calls", args=[draft.pk])).content.decode()
    assert page.count("— chưa gọi —") == 2
    assert all(standing.place in page for standing in AwardStanding.objects.filter(decision=draft))
