"""Accounts of staff: deactivated, never deleted; administrators are left to administrators."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def test_nobody_is_deleted(director, editor, admin_user):
    for person in (director, admin_user):
        browser = signed_in(person)
        answer = browser.post(reverse("wagtailusers_users:delete", args=[editor.pk]))
        assert answer.status_code == 302
        assert "Tài khoản không xóa được" in browser.get(answer["Location"]).content.decode()
        address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
        browser.post(f"{address}?id={editor.pk}")
    assert User.objects.filter(pk=editor.pk).exists()


def test_a_director_neither_makes_nor_touches_administrators(director, editor, admin_user):
    browser = signed_in(director)
    form = browser.get(reverse("wagtailusers_users:edit", args=[editor.pk])).content.decode()
    assert 'name="is_active"' in form and 'name="phone"' in form
    assert browser.get(reverse("wagtailusers_users:edit", args=[admin_user.pk])).status_code == 302
    data = {"username": "mai", "email": "mai@example.org", "first_name": "Mai", "last_name": "Lê", "is_superuser": "on"}
    words = {"password1": "mat-khau-rat-dai-1", "password2": "mat-khau-rat-dai-1"}
    browser.post(reverse("wagtailusers_users:add"), {**data, **words})
    assert not User.objects.get(username="mai").is_superuser


def test_signing_in_is_tried_ten_times_and_not_all_day(editor, director):
    cache.clear()
    browser, address = Client(), reverse("wagtailadmin_login")
    for _turn in range(10):
        answer = browser.post(address, {"username": editor.username, "password": "sai"})
        assert "quá nhiều lần" not in answer.content.decode()
    answer = browser.post(address, {"username": editor.username, "password": PASSWORD})
    assert "quá nhiều lần" in answer.content.decode() and "_auth_user_id" not in browser.session
    # Somebody else at the same desk is not shut out by it.
    assert browser.post(address, {"username": director.username, "password": PASSWORD}).status_code == 302
