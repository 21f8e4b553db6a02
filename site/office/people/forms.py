"""Signing in to the office."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from accounts.access import may_try_to_sign_in


class StaffSignInForm(LoginForm):
    """Wagtail's sign-in, with as few tries as the producers' has; beyond them no password is looked at."""

    def clean(self) -> dict[str, Any]:
        if not may_try_to_sign_in(self.request, self.cleaned_data.get("username") or ""):
            raise ValidationError(_("Đã thử quá nhiều lần. Xin đợi 15 phút rồi đăng nhập lại."))
        return super().clean()
