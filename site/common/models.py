"""Photos, former addresses, changes waiting for review and the site's own identity.

Nothing here knows a noun of the catalogue.
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from django.core.files.images import get_image_dimensions
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Task
from wagtail.utils.file import hash_filelike

from common import languages
from common.images import CleanPicture, clean_picture


class Photo(AbstractImage):
    """An uploaded picture; `common.images` verified, re-encoded and stripped it before it is stored."""

    credit = models.CharField(_("người chụp"), max_length=120, blank=True)
    description_en = models.CharField(_("mô tả ảnh (tiếng Anh)"), max_length=255, blank=True)
    ground = models.CharField(max_length=8, blank=True, default="", editable=False)
    """The plain colour that stands for the photo until it has come, of `common.grounds`; found by a task."""

    admin_form_fields = ("title", "file", "description", "description_en", *Image.admin_form_fields[3:], "credit")

    # Wagtail's fields carry no types of their own.
    file: Any
    width: Any
    height: Any

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")
        constraints = [models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photo_has_a_size")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever stores a photo, by a form or by code, stores a cleaned one."""
        sent = self.file
        is_new_file = bool(sent) and not sent._committed
        if is_new_file:
            self.ground = ""
            if not isinstance(sent.file, CleanPicture):
                self.file = clean_picture(sent.file, name=sent.name)
                self.width, self.height = get_image_dimensions(self.file)
                self._set_image_file_metadata()
        with transaction.atomic():
            if is_new_file and self.pk:
                self.renditions.all().delete()
            super().save(*args, **kwargs)

    @property
    def is_transparent(self) -> bool:
        """`clean_picture` keeps PNG for these alone."""
        return str(self.file.name).endswith(".png")

    @property
    def words(self) -> str:
        """What is to be seen, in the reader's language, Vietnamese where that is missing; empty if nobody said."""
        return str(getattr(self, f"description_{languages.current()}", "") or self.description)

    @property
    def default_alt_text(self) -> str:
        """Never the title, which began as a file's name."""
        return self.words

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> ContentFile:
        """In memory, since Wagtail's temporary file would stay open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class PhotoRendition(AbstractRendition):
    """One size of a photo, under a name made from its content: a cache may hold it for ever."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter_and_focus"
            ),
            # Django opens the file of a row without a size whenever the row is read: on a visit, and it may be lost.
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="rendition_has_a_size"),
        ]

    def get_upload_to(self, filename: str) -> str:
        made = self.file.file
        made.seek(0)
        digest = hash_filelike(made)[:16]
        made.seek(0)
        return str(super().get_upload_to(f"{digest}-{filename}"))


class FormerAddress(models.Model):
    """A slug that a record had: its old addresses redirect for ever, so printed links keep working."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=180)
    record_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_owner_a_former_address")]
        indexes = [models.Index(fields=["kind", "record_id"], name="former_address_of_record")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class HeaderColour(models.TextChoices):
    """Grounds of the header whose contrast with its text was checked; CSS classes, since styles are never inline."""

    LACQUER = "lacquer", _("đỏ sơn son")
    INDIGO = "indigo", _("xanh chàm")
    CELADON = "celadon", _("xanh men ngọc")
    EARTH = "earth", _("nâu đất")


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Who runs this site. Law 122/2025/QH15 asks a platform to name its owner and a complaint channel."""

    name = models.CharField(_("tên trang"), max_length=80, default="Hàng nghề")
    owner_vi = models.CharField(_("đơn vị chủ quản"), max_length=160, default="Trung tâm Khuyến công")
    owner_en = models.CharField(_("đơn vị chủ quản (tiếng Anh)"), max_length=160, default="Industrial Promotion Centre")
    address = models.CharField(_("địa chỉ"), max_length=240, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True, help_text=_("Câu hỏi của khách cũng được gửi về đây."))
    complaint_channel = models.CharField(_("kênh tiếp nhận khiếu nại"), max_length=240, blank=True)
    seal = models.ForeignKey(
        Photo, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("biểu trưng")
    )
    header_colour = models.CharField(
        _("màu đầu trang"), max_length=12, choices=HeaderColour.choices, default=HeaderColour.LACQUER
    )
    second_person = models.BooleanField(
        _("bài của cán bộ cũng cần người thứ hai duyệt"),
        default=False,
        help_text=_("Nội dung do cơ sở hoặc cộng tác viên viết thì luôn cần người khác duyệt."),
    )

    class Meta:
        verbose_name = _("thông tin của trang")
        verbose_name_plural = _("thông tin của trang")


class ReviewTask(Task):
    """The workflow's one step: somebody else decides, on the review screen and nowhere else.

    Wagtail's own "approve" saves what the approver typed and publishes the latest revision, whoever wrote it;
    so this task offers no action in the editors.
    """

    class Meta:
        verbose_name = _("bước duyệt nội dung")
        verbose_name_plural = _("bước duyệt nội dung")

    def get_actions(self, obj: models.Model, user: Any) -> list[tuple[str, str, bool]]:
        return []

    @classmethod
    def get_description(cls) -> str:
        return str(_("Người khác với người viết xem chỗ thay đổi rồi duyệt ở màn hình Chờ duyệt."))


class SubmissionOutcome(models.TextChoices):
    """What became of a change."""

    APPROVED = "approved", _("đã duyệt")
    BY_RULE = "by_rule", _("tự duyệt theo quy tắc")
    RETURNED = "returned", _("trả lại để sửa")


class SubmissionQuerySet(models.QuerySet):
    """Sets of submitted changes."""

    def open(self) -> Self:
        """Waiting for a decision, the longest wait first."""
        return self.filter(decided_at=None).order_by("submitted_at", "pk")

    def about(self, record: models.Model) -> Self:
        """Every change ever submitted to one record."""
        return self.filter(content_type=_kind_of(record), object_id=record.pk)


class Submission(models.Model):
    """A change somebody wrote and may not publish. One is open at a time for a record; decided ones are kept."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField(_("gửi lúc"), help_text=_("Lần gửi đầu tiên; gửi thêm không mất chỗ chờ."))
    on_behalf = models.BooleanField(_("cán bộ ghi hộ"), default=False)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("kết quả"), max_length=10, choices=SubmissionOutcome.choices, blank=True)
    reason = models.TextField(_("lời nhắn"), blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thay đổi chờ duyệt")
        verbose_name_plural = _("thay đổi chờ duyệt")
        permissions = [("review_submission", _("Được duyệt nội dung"))]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(decided_at=None), name="one_open_change_a_record"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="decided_change_has_outcome",
            ),
        ]
        indexes = [models.Index(fields=["decided_at", "submitted_at"], name="submission_waiting")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


def _kind_of(record: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(record, for_concrete_model=False)
