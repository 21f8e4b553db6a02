"""What can be recorded about an award or a decision: one screen, one service, one reason."""

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.screens import ServiceScreen
from products.models import Award
from products.services import amendments

from .forms import CheckForm, CorrectForm, ReasonForm, RevokeForm, SupersedeForm


class AwardScreen(ServiceScreen):
    """An act on one award."""

    permission = "products.add_awardevent"
    template_name = "office/register/act.html"

    def get_subject(self) -> Award:
        return get_object_or_404(Award.objects.with_standing(), pk=self.kwargs["award_id"])

    def get_success_url(self) -> str:
        return reverse("awards:inspect", args=[self.subject.pk])


class CorrectAward(AwardScreen):
    form_class = CorrectForm
    page_title = gettext_lazy("Đính chính công nhận")
    button = gettext_lazy("Ghi đính chính")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "standing": self.subject.standing}

    def perform(self, form: Form) -> str:
        amendments.correct_award(
            award=self.subject, changes=form.changes(), reason=form.cleaned_data["reason"], by=self.request.user
        )
        return _("Đã ghi đính chính vào sổ.")


class CheckAward(AwardScreen):
    form_class = CheckForm
    page_title = gettext_lazy("Đối chiếu với quyết định")
    button = gettext_lazy("Ghi đã đối chiếu")

    def perform(self, form: Form) -> str:
        amendments.check_award(award=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Đã ghi việc đối chiếu. Công nhận này từ nay có dấu và mã QR.")


class SupersedeAward(AwardScreen):
    form_class = SupersedeForm
    page_title = gettext_lazy("Thay bằng công nhận khác")
    button = gettext_lazy("Ghi việc thay")
    is_serious = True

    def perform(self, form: Form) -> str:
        amendments.supersede_award(award=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Đã ghi việc thay công nhận.")


class RevokeAward(AwardScreen):
    form_class = RevokeForm
    page_title = gettext_lazy("Thu hồi công nhận")
    button = gettext_lazy("Ghi việc thu hồi")
    is_serious = True

    def perform(self, form: Form) -> str:
        amendments.revoke_award(award=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Đã ghi việc thu hồi.")


class ReinstateAward(AwardScreen):
    form_class = ReasonForm
    page_title = gettext_lazy("Bỏ việc thu hồi hoặc thay thế")
    button = gettext_lazy("Ghi công nhận lại có giá trị")

    def perform(self, form: Form) -> str:
        amendments.reinstate_award(award=self.subject, by=self.request.user, **form.cleaned_data)
        return _("Đã ghi. Những gì ghi trước đó vẫn còn trong sổ.")
