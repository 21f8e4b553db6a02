"""Who may edit a producer's profile and products."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MembershipRole(models.TextChoices):
    """An owner speaks for the producer; a helper (relative, commune collaborator) edits with their consent."""

    OWNER = "owner", _("Chủ cơ sở")
    HELPER = "helper", _("Người giúp")


class MembershipQuerySet(models.QuerySet):
    """Sets of memberships."""

    def current(self):
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A person who may edit for a producer; ended, never deleted, so that past acts keep their explanation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    producer = models.ForeignKey("producers.Producer", models.CASCADE, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=10, choices=MembershipRole.choices)
    since = models.DateTimeField(_("từ lúc"), auto_now_add=True)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên của cơ sở")
        verbose_name_plural = _("thành viên của cơ sở")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "producer"], condition=Q(ended_at=None), name="one_current_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.producer}"
