"""What stands beside a producer's profile and in no draft: contacts with their consent, members, verification."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from common.errors import Refusal
from office.screens import ServiceScreen
from producers.models import ChannelKind, ContactChannel, Membership, MembershipRole, Producer, Verification
from producers.services import (
    add_channel,
    add_member,
    end_membership,
    record_consent,
    remove_channel,
    verify_producer,
    withdraw_consent,
)

PERMISSION = "producers.change_producer"


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kênh"), choices=ChannelKind.choices)
    value = forms.CharField(label=gettext_lazy("Số hoặc địa chỉ"), max_length=240)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Ví dụ: gọi sau 17 giờ, gặp chị Hoa."),
    )
    is_for_delivery = forms.BooleanField(
        label=gettext_lazy("Dùng để chuyển câu hỏi của khách"), required=False, initial=True
    )


class ConsentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Nguyên văn lời đồng ý"),
        help_text=gettext_lazy("Ai nói, bằng cách nào, đồng ý công bố kênh nào."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def producer_for_staff(request: HttpRequest, producer_id: int) -> Producer:
    """A producer whose contacts this member of staff may handle; 404 for one that was merged away."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return get_object_or_404(Producer, pk=producer_id, merged_into=None)


@require_http_methods(["GET", "HEAD", "POST"])
def channels(request: HttpRequest, producer_id: int) -> HttpResponse:
    """Every way of reaching the producer, what is public, and a form for one more."""
    producer = producer_for_staff(request, producer_id)
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_channel(producer=producer, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            for sentence in (refusal.message, *refusal.details):
                form.add_error(None, str(sentence))
        else:
            messages.success(request, _("Đã ghi kênh liên hệ. Kênh này chưa hiện trên trang."))
            return redirect("office:channels", producer.pk)
    rows = producer.channels.select_related("consent_recorded_by")
    context = {"producer": producer, "channels": rows, "form": form, "title": _("Liên hệ và sự đồng ý")}
    return render(request, "office/catalogue/channels.html", context)


def channel_for_staff(request: HttpRequest, producer_id: int, channel_id: int) -> ContactChannel:
    producer = producer_for_staff(request, producer_id)
    return get_object_or_404(producer.channels, pk=channel_id)


class ConsentScreen(ServiceScreen):
    """Write down the words by which the producer agreed to publish one channel."""

    permission = PERMISSION
    form_class = ConsentForm
    page_title = gettext_lazy("Ghi lời đồng ý công bố")
    button = gettext_lazy("Ghi và công bố kênh này")

    def get_subject(self) -> ContactChannel:
        return channel_for_staff(self.request, **self.kwargs)

    def perform(self, form: forms.Form) -> str:
        record_consent(channel=self.subject, text=form.cleaned_data["text"], by=self.request.user)
        return _("Đã ghi lời đồng ý; kênh này hiện trên trang.")

    def get_success_url(self) -> str:
        return reverse("office:channels", args=[self.subject.producer_id])


@require_POST
def withdraw(request: HttpRequest, producer_id: int, channel_id: int) -> HttpResponse:
    channel = channel_for_staff(request, producer_id, channel_id)
    try:
        withdraw_consent(channel=channel, by=request.user)
        messages.success(request, _("Đã ghi việc rút đồng ý; kênh này không còn trên trang."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:channels", producer_id)


@require_POST
def forget(request: HttpRequest, producer_id: int, channel_id: int) -> HttpResponse:
    channel = channel_for_staff(request, producer_id, channel_id)
    try:
        remove_channel(channel=channel, by=request.user)
        messages.success(request, _("Đã bỏ kênh liên hệ."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:channels", producer_id)


class VerifyForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=240,
        help_text=gettext_lazy("Giấy tờ đã xem, ví dụ: giấy đăng ký kinh doanh số 46A8001234."),
    )


class VerifyScreen(ServiceScreen):
    """The centre saw the producer's papers."""

    permission = PERMISSION
    form_class = VerifyForm
    page_title = gettext_lazy("Xác minh cơ sở")
    button = gettext_lazy("Ghi đã xác minh hôm nay")
    template_name = "office/catalogue/verify.html"

    def get_subject(self) -> Producer:
        return producer_for_staff(self.request, **self.kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verification = Verification.objects.filter(producer=self.subject).select_related("verified_by").first()
        return {**super().get_context_data(**kwargs), "verification": verification}

    def perform(self, form: forms.Form) -> str:
        verify_producer(producer=self.subject, note=form.cleaned_data["note"], by=self.request.user)
        return _("Đã ghi việc xác minh.")

    def get_success_url(self) -> str:
        return reverse("office:verify", args=[self.subject.pk])


class MemberForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Tài khoản"),
        help_text=gettext_lazy("Tên đăng nhập, thư điện tử hoặc số điện thoại của người ấy."),
        max_length=160,
    )
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=MembershipRole.choices)

    def clean_who(self) -> User:
        typed = self.cleaned_data["who"].strip()
        found = User.objects.filter(Q(username=typed) | Q(email__iexact=typed) | Q(phone=typed), is_active=True)[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                _("Có nhiều tài khoản như vậy; xin ghi tên đăng nhập.")
                if found
                else _("Không có tài khoản nào như vậy.")
            )
        return found[0]


class MembersScreen(ServiceScreen):
    """Who may edit for the producer."""

    permission = PERMISSION
    form_class = MemberForm
    page_title = gettext_lazy("Người của cơ sở")
    button = gettext_lazy("Thêm người này")
    template_name = "office/catalogue/members.html"

    def get_subject(self) -> Producer:
        return producer_for_staff(self.request, **self.kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = self.subject.memberships.select_related("user", "granted_by").order_by("ended_at", "since")
        return {**super().get_context_data(**kwargs), "members": members}

    def perform(self, form: forms.Form) -> str:
        who, role = form.cleaned_data["who"], MembershipRole(form.cleaned_data["role"])
        add_member(producer=self.subject, user=who, role=role, by=self.request.user)
        return _("Từ nay %(user)s sửa được hồ sơ của cơ sở.") % {"user": who}

    def get_success_url(self) -> str:
        return reverse("office:members", args=[self.subject.pk])


@require_POST
def end_member(request: HttpRequest, producer_id: int, membership_id: int) -> HttpResponse:
    producer = producer_for_staff(request, producer_id)
    membership = get_object_or_404(Membership, pk=membership_id, producer=producer)
    try:
        end_membership(membership=membership, by=request.user)
        messages.success(request, _("Đã thôi quyền sửa của %(user)s.") % {"user": membership.user})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:members", producer_id)
