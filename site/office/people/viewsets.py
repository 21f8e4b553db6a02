"""Screens of people. Only administrators make administrators, or touch one's account."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from accounts.models import User

NEVER_DELETED = gettext_lazy(
    "Tài khoản không xóa được, vì sổ và nhật ký ghi tên người đã làm. Hãy bỏ dấu “Đang hoạt động” để ngừng tài khoản."
)


class AdministratorField:
    """Only administrators may tick "administrator": for the others the box is shut, whatever is posted."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if "is_superuser" in form.fields and not self.request.user.is_superuser:
            form.fields["is_superuser"].disabled = True
        return form


class PersonForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = {*UserCreationForm.Meta.fields, "phone"}


class PersonEditForm(UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = {*UserEditForm.Meta.fields, "phone"}


class PeopleIndexView(users.IndexView):
    def get_delete_url(self, instance: User) -> None:
        """Nobody is deleted."""


class PersonCreateView(AdministratorField, users.CreateView):
    pass


class PersonEditView(AdministratorField, users.EditView):
    """An administrator's account is changed by administrators alone, or whoever may edit could take it over."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonDeleteView(users.DeleteView):
    """Says why not, whoever asks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("accounts.change_user"):
            raise PermissionDenied
        messages.error(request, str(NEVER_DELETED))
        return redirect("wagtailusers_users:edit", self.kwargs["pk"])


class PeopleViewSet(users.UserViewSet):
    """People with an account."""

    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    template_prefix = "wagtailusers/users/"
    inspect_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else PersonForm
