"""The people who sign in: staff of the centre, producers and those who help them."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member of staff may do; the permissions of each are kept in step by `office.roles`."""

    DIRECTOR = "director", _("Giám đốc trung tâm")
    EDITOR = "editor", _("Biên tập viên")
    MODERATOR = "moderator", _("Kiểm duyệt viên")
    FAIR_OFFICER = "fair_officer", _("Cán bộ hội chợ")


class User(AbstractUser):
    """Somebody who signs in. Never deleted once they acted: awards and logs name them; deactivate instead."""

    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self) -> str:
        return self.get_full_name() or self.username
