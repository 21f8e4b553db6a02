"""Choosing a commune by typing: without JavaScript, in the admin, and with suggestions."""

import re

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield

from places.forms import CommuneField
from places.models import Commune, FormerUnit
from places.widgets import CommuneSelect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


class PlaceForm(forms.Form):
    title = forms.CharField(required=False)
    commune = CommuneField(required=False)


class PlainForm(forms.Form):
    """The widget over Django's own field, as an admin panel with `widget=` has it."""

    commune = forms.ModelChoiceField(Commune.objects.all(), widget=CommuneSelect)


def sent(text: str, **more: str) -> PlaceForm:
    return PlaceForm({"title": "Chè", "commune": text, **more})


def chosen(text: str, **more: str) -> Commune | None:
    form = sent(text, **more)
    assert form.is_valid(), form.errors
    return form.cleaned_data["commune"]


def offered(html: str) -> list[str]:
    return re.findall(r'type="radio" name="commune_choice" value="(\d+)"', html)


@pytest.mark.parametrize(
    "typed",
    [
        "Đồng Hỷ",
        "dong hy",
        "DONG HY",
        "xã Đồng Hỷ",
        "xã Đồng Hỷ, tỉnh Thái Nguyên",
        "đồng hỷ, thái nguyên",
        "Minh Lập, Đồng Hỷ",
        "minh lap, dong hy, thai nguyen",
        "Hóa Trung",
    ],
)
def test_a_text_that_names_one_commune_is_enough(typed):
    assert chosen(typed).slug == "dong-hy"


def test_nothing_typed_is_no_commune():
    assert chosen("") is None
    assert chosen("   ", commune_choice="5", commune_asked="") is None


def test_every_label_the_picker_writes_is_read_back():
    for commune in Commune.objects.with_province().order_by("code")[::40]:
        assert chosen(f"{commune.full_name}, {commune.province.full_name}") == commune


def test_an_unclear_text_comes_back_with_choices_and_nothing_is_lost():
    form = sent("Tân Lập")
    assert not form.is_valid()
    assert form.errors["commune"] == ["Có nhiều nơi hợp với “Tân Lập”. Hãy chọn một nơi bên dưới."]
    html = form.as_p()
    assert 'value="Tân Lập"' in html
    assert 'value="Chè"' in html
    keys = offered(html)
    assert 2 <= len(keys) <= 10
    assert "gõ thêm tên tỉnh" in html
    assert chosen("Tân Lập", commune_choice=keys[1], commune_asked="Tân Lập").pk == int(keys[1])


def test_a_choice_made_for_another_text_is_ignored():
    other = Commune.objects.get(slug="dong-hy")
    form = sent("Tân Lập", commune_choice=str(other.pk), commune_asked="Đồng Hỷ")
    assert not form.is_valid()
    assert chosen("dong hy", commune_choice="1", commune_asked="Tân Lập") == other


def test_wrong_accents_are_asked_about():
    form = sent("Đông Hỷ")
    assert not form.is_valid()
    assert "xã Đồng Hỷ, tỉnh Thái Nguyên" in form.as_p()


@pytest.mark.parametrize("typed", ["phường Đồng Hỷ", "phuong dong hy"])
def test_another_kind_is_offered_but_not_taken(typed):
    form = sent(typed)
    assert not form.is_valid()
    assert "xã Đồng Hỷ, tỉnh Thái Nguyên" in form.as_p()


def test_the_beginning_of_a_name_is_never_enough():
    form = sent("Đồng H, Thái Nguyên")
    assert not form.is_valid()
    assert offered(form.as_p())


def test_an_unknown_name_is_refused_with_the_nearest():
    form = sent("Đồng Hyy")
    assert not form.is_valid()
    assert "Không tìm thấy xã, phường hay đặc khu “Đồng Hyy”. Gần nhất:" in form.errors["commune"][0]
    assert 'value="Đồng Hyy"' in form.as_p()
    assert not offered(form.as_p())


def test_the_old_name_is_shown_beside_the_choice():
    assert "trước đây là xã Minh Lập, huyện Đồng Hỷ" in sent("Minh Lập").as_p()


@pytest.mark.parametrize("key", ["999999999", "-1", "x", "1 OR 1=1"])
def test_a_key_that_is_none_is_refused(key):
    assert not sent("Tân Lập", commune_choice=key, commune_asked="Tân Lập").is_valid()


def test_typed_markup_is_shown_as_text():
    html = sent('<script>"x"</script>').as_p()
    assert "<script>" not in html


def test_a_form_that_is_opened_again_shows_the_commune_in_words():
    commune = Commune.objects.get(slug="dong-hy")
    html = str(PlaceForm(initial={"commune": commune.pk})["commune"])
    assert 'value="xã Đồng Hỷ, tỉnh Thái Nguyên"' in html
    assert f'name="commune_choice" value="{commune.pk}"' in html
    text = "xã Đồng Hỷ, tỉnh Thái Nguyên"
    again = PlaceForm(
        {"commune": text, "commune_choice": str(commune.pk), "commune_asked": text},
        initial={"title": "", "commune": commune.pk},
    )
    assert not again.has_changed()


def test_the_widget_alone_works_over_djangos_own_field():
    form = PlainForm({"commune": "dong hy"})
    assert form.is_valid()
    assert form.cleaned_data["commune"].slug == "dong-hy"
    unclear = PlainForm({"commune": "Tân Lập"})
    assert not unclear.is_valid()
    assert offered(str(unclear["commune"]))


def test_admin_forms_type_communes_instead_of_listing_them():
    commune = FormerUnit.current_communes.through._meta.get_field("commune")
    field = formfield_for_dbfield(commune)
    assert isinstance(field, CommuneField)
    assert isinstance(field.widget, CommuneSelect)
    assert "<option" not in field.widget.render("commune", None)
    assert "places/commune-picker.js" in str(field.widget.media)


def test_the_widget_has_no_inline_script_or_style():
    html = sent("Tân Lập").as_p()
    assert "<script" not in html
    assert "style=" not in html
    assert " on" not in re.sub(r'"[^"]*"', "", html)


def suggest(client: Client, typed: str) -> list[dict]:
    answer = client.get(reverse("places:suggest"), {"q": typed})
    assert answer.status_code == 200
    return answer.json()["results"]


def test_suggestions_need_no_accents_and_know_old_names(client):
    first, *others = suggest(client, "dong hy")
    commune = Commune.objects.get(slug="dong-hy")
    assert first == {"id": commune.pk, "text": "xã Đồng Hỷ, tỉnh Thái Nguyên", "note": ""}
    assert {"trước đây thuộc huyện Đồng Hỷ"} == {one["note"] for one in others}
    assert "xã Văn Hán, tỉnh Thái Nguyên" in {one["text"] for one in others}


def test_a_name_older_than_the_last_one_is_known_too(client):
    """Huyện Nam Đàn's xã Nghĩa Thái was made of Nam Nghĩa and others."""
    assert "xã Nam Đàn, tỉnh Nghệ An" in {one["text"] for one in suggest(client, "Nam Nghĩa")}


@pytest.mark.parametrize("typed", ["", "a", " , ", "%", "x" * 5000, "\u0000", "Tân", "phường 4, quận 3"])
def test_suggestions_are_at_most_ten_whatever_is_typed(client, typed):
    assert len(suggest(client, typed)) <= 10


@pytest.mark.parametrize("typed", ["dong hy", "Tân Lập, Hà Nội", "xa minh lap, dong hy, thai nguyen"])
def test_suggestions_cost_three_queries(client, typed, django_assert_max_num_queries):
    suggest(client, "mở đầu")
    with django_assert_max_num_queries(4):  # with the stamp, which tells whether kept names are still true
        suggest(client, typed)


def test_suggestions_are_in_the_readers_language(client):
    with translation.override("en"):
        html = str(PlaceForm(initial={"commune": Commune.objects.get(slug="dong-hy").pk})["commune"])
        assert "Dong Hy commune, Thai Nguyen" in html
        assert chosen("Dong Hy commune, Thai Nguyen").slug == "dong-hy"


def test_only_reading_is_allowed(client):
    assert client.post(reverse("places:suggest")).status_code == 405
