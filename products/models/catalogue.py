"""How products are sorted: the programme's official groups, and our own finer categories."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import text
from common.languages import in_language

DEEPEST_CATEGORY = 3


class ProductGroup(models.Model):
    """A group of the programme. Earlier rounds used others, so a group is a row with the years it was used."""

    code = models.SlugField(_("mã nhóm"), max_length=60, unique=True)
    name_vi = models.CharField(_("tên nhóm"), max_length=160)
    name_en = models.CharField(_("tên nhóm (tiếng Anh)"), max_length=160)
    from_year = models.PositiveSmallIntegerField(_("dùng từ năm"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("dùng đến năm"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("nhóm sản phẩm của chương trình")
        verbose_name_plural = _("nhóm sản phẩm của chương trình")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(until_year=None) | Q(until_year__gte=models.F("from_year")),
                name="product_group_years_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


class Motif(models.TextChoices):
    """The drawn pattern that stands where a photo is missing."""

    POTTERY = "gom", _("men rạn")
    WICKER = "may-tre", _("nan đan")
    LACQUER = "son-mai", _("vân sơn mài")
    WEAVING = "det", _("hoa văn dệt")
    WOOD = "go", _("vân gỗ")
    TEA = "che", _("búp chè")
    NOODLES = "mien", _("sợi miến")
    FISH_SAUCE = "nuoc-mam", _("lưới và vảy cá")
    HONEY = "mat-ong", _("tổ ong")
    FRUIT = "trai-cay", _("lát quả")
    HERBS = "duoc-lieu", _("hoa hồi")
    CAKES = "banh", _("bánh tráng")
    MACHINERY = "co-khi", _("bánh răng")
    OTHER = "khac", _("gạch bông")


class CategoryQuerySet(models.QuerySet):
    """Sets of categories."""

    def published(self):
        return self.filter(archived_at=None)


class Category(models.Model):
    """A node of our own tree of categories; staff edit it. Archived, never deleted."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thuộc loại"),
        help_text=_("Để trống nếu đây là loại cấp cao nhất."),
    )
    name_vi = models.CharField(_("tên loại"), max_length=120)
    name_en = models.CharField(_("tên loại (tiếng Anh)"), max_length=120)
    slug = models.SlugField(_("địa chỉ trang"), max_length=120, unique=True)
    gloss_en = models.CharField(
        _("tên gọi chung (tiếng Anh)"),
        max_length=120,
        blank=True,
        help_text=_("Đi kèm tên sản phẩm chưa có bản tiếng Anh, ví dụ: green tea."),
    )
    words = models.CharField(
        _("từ gợi ý"),
        max_length=400,
        blank=True,
        help_text=_("Từ trong tên sản phẩm cho biết nó thuộc loại này; cách nhau bằng dấu phẩy."),
    )
    motif = models.CharField(_("hoa văn"), max_length=12, choices=Motif.choices, default=Motif.OTHER)
    sort_order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    archived_at = models.DateTimeField(_("ngày cất vào kho"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("loại sản phẩm")
        verbose_name_plural = _("loại sản phẩm")
        ordering = ["sort_order", "name_vi"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_key = text.key(f"{self.name_vi} {self.name_en} {self.words}")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a loop and a tree deeper than three, naming the field."""
        seen, depth, node = {self.pk}, 1, self.parent
        while node is not None:
            if node.pk in seen and node.pk is not None:
                raise ValidationError({"parent": _("Loại này không thể nằm trong chính nó.")})
            seen.add(node.pk)
            depth, node = depth + 1, node.parent
        if depth > DEEPEST_CATEGORY:
            raise ValidationError({"parent": _("Cây loại sản phẩm sâu nhất là ba tầng.")})

    @property
    def name(self) -> str:
        return in_language(self, "name")
