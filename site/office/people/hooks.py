"""Ticked in a list or not, nobody is deleted, and administrators are left to administrators."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import User

from .viewsets import NEVER_DELETED


@hooks.register("before_bulk_action")
def refuse(request: HttpRequest, action_type: str, objects: Sequence[Any], _action: Any) -> HttpResponse | None:
    people = [person for person in objects if isinstance(person, User)]
    if people and action_type == "delete":
        messages.error(request, str(NEVER_DELETED))
        return redirect("wagtailusers_users:index")
    if any(person.is_superuser for person in people) and not request.user.is_superuser:
        messages.error(request, _("Chỉ quản trị viên mới sửa được tài khoản của quản trị viên."))
        return redirect("wagtailusers_users:index")
    return None
