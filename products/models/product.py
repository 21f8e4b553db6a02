"""The product: what a buyer reads, in the order of the programme's dossier."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from common.languages import SpokenName, in_language, is_source, spoken_name
from common.moderation import ModeratedQuerySet, ModeratedRecord
from products.glosses import gloss_of_name

from .details import PriceKind


class NameBasis(models.TextChoices):
    """Where the spelling of a name comes from; a name put back from a translation must say so."""

    VERBATIM = "verbatim", _("nguyên văn")
    RESTORED = "restored", _("khôi phục dấu từ nguồn tiếng nước ngoài")


class ProductTag(TaggedItemBase):
    """A tag on a product."""

    content_object = ParentalKey("products.Product", on_delete=models.CASCADE, related_name="tagged_items")


class ProductQuerySet(ModeratedQuerySet):
    """Sets of products."""

    def awarded(self):
        """Products with at least one recognised award, in force or not; never one that was only proposed."""
        from_register = models.Exists(
            self.model._meta.get_field("awards").related_model.objects.filter(product=models.OuterRef("pk"))
        )
        return self.filter(from_register)

    def for_cards(self):
        """With what a card shows: maker, place and category; awards by one prefetch of the caller's."""
        return self.select_related(
            "producer__commune__province", "producer__province", "category", "producer__craft_village"
        )

    def for_page(self):
        """With what the product's own page shows of its maker; `maker_awarded_count` is how many of the maker's
        published products hold an award that is neither revoked nor replaced."""
        standings = self.model._meta.get_field("standings").related_model.objects.marked()
        of_maker = self.model.objects.published().filter(
            models.Exists(standings.filter(product=models.OuterRef("pk"))), producer=models.OuterRef("producer")
        )
        counted = of_maker.order_by().values("producer").annotate(number=models.Count("pk")).values("number")
        return (
            self.for_cards()
            .select_related("producer__verification", "producer__response")
            .annotate(maker_awarded_count=Coalesce(models.Subquery(counted), 0))
        )


class Product(ModeratedRecord):
    """A product, or a set of products, of one producer (unknown where a source named none)."""

    name_vi = models.CharField(_("tên sản phẩm"), max_length=255)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=255, blank=True)
    other_names = models.CharField(_("tên gọi khác"), max_length=255, blank=True, help_text=_("Cách nhau bằng dấu ;"))
    is_set = models.BooleanField(_("là bộ sản phẩm"), default=False)
    set_contents_vi = models.TextField(_("bộ gồm những gì"), blank=True)
    set_contents_en = models.TextField(_("bộ gồm những gì (tiếng Anh)"), blank=True)
    group = models.ForeignKey(
        "products.ProductGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("nhóm của chương trình"),
    )
    category = models.ForeignKey(
        "products.Category",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("loại sản phẩm"),
    )
    summary_vi = models.CharField(_("giới thiệu một câu"), max_length=300, blank=True)
    summary_en = models.CharField(_("giới thiệu một câu (tiếng Anh)"), max_length=300, blank=True)

    # The dossier's description ("thuyết minh sản phẩm"), in its order (DOMAIN §2).
    model_code = models.CharField(_("mẫu mã, kiểu dáng"), max_length=160, blank=True)
    size_vi = models.CharField(_("kích thước, khối lượng"), max_length=240, blank=True)
    size_en = models.CharField(_("kích thước, khối lượng (tiếng Anh)"), max_length=240, blank=True)
    material_vi = models.CharField(_("chất liệu, thành phần"), max_length=400, blank=True)
    material_en = models.CharField(_("chất liệu, thành phần (tiếng Anh)"), max_length=400, blank=True)
    use_vi = models.CharField(_("công dụng"), max_length=400, blank=True)
    use_en = models.CharField(_("công dụng (tiếng Anh)"), max_length=400, blank=True)
    start_year = models.PositiveSmallIntegerField(
        _("năm bắt đầu sản xuất"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2100)],
    )
    annual_output = models.CharField(_("sản lượng một năm"), max_length=160, blank=True)
    annual_revenue = models.CharField(
        _("doanh thu một năm"),
        max_length=160,
        blank=True,
        help_text=_("Chỉ để in hồ sơ; không hiện trên trang."),
    )
    markets_vi = models.CharField(_("thị trường tiêu thụ"), max_length=400, blank=True)
    markets_en = models.CharField(_("thị trường tiêu thụ (tiếng Anh)"), max_length=400, blank=True)
    labour = models.CharField(_("lao động"), max_length=240, blank=True)
    technology_vi = models.TextField(_("công nghệ, cách làm"), blank=True)
    technology_en = models.TextField(_("công nghệ, cách làm (tiếng Anh)"), blank=True)
    raw_material_vi = models.TextField(_("nguyên liệu và nguồn gốc"), blank=True)
    raw_material_en = models.TextField(_("nguyên liệu và nguồn gốc (tiếng Anh)"), blank=True)
    environment_vi = models.TextField(_("bảo vệ môi trường"), blank=True)
    environment_en = models.TextField(_("bảo vệ môi trường (tiếng Anh)"), blank=True)
    cultural_value_vi = models.TextField(_("giá trị văn hóa"), blank=True)
    cultural_value_en = models.TextField(_("giá trị văn hóa (tiếng Anh)"), blank=True)
    story_vi = models.TextField(_("chuyện nghề"), blank=True)
    story_en = models.TextField(_("chuyện nghề (tiếng Anh)"), blank=True)

    # What a buyer needs to decide (DOMAIN §5). Each is shown only when filled.
    packing_vi = models.CharField(_("quy cách đóng gói"), max_length=300, blank=True)
    packing_en = models.CharField(_("quy cách đóng gói (tiếng Anh)"), max_length=300, blank=True)
    minimum_order_vi = models.CharField(_("đặt ít nhất"), max_length=160, blank=True)
    minimum_order_en = models.CharField(_("đặt ít nhất (tiếng Anh)"), max_length=160, blank=True)
    monthly_capacity_vi = models.CharField(_("mỗi tháng làm được"), max_length=160, blank=True)
    monthly_capacity_en = models.CharField(_("mỗi tháng làm được (tiếng Anh)"), max_length=160, blank=True)
    available_months = models.JSONField(_("tháng có hàng"), default=list, blank=True)
    lead_time_days_least = models.PositiveSmallIntegerField(_("giao sau ít nhất (ngày)"), null=True, blank=True)
    lead_time_days_most = models.PositiveSmallIntegerField(_("giao sau nhiều nhất (ngày)"), null=True, blank=True)
    shelf_life_months = models.PositiveSmallIntegerField(_("hạn dùng (tháng)"), null=True, blank=True)
    storage_vi = models.CharField(_("cách bảo quản"), max_length=240, blank=True)
    storage_en = models.CharField(_("cách bảo quản (tiếng Anh)"), max_length=240, blank=True)
    allergens_vi = models.CharField(_("chất gây dị ứng"), max_length=160, blank=True)
    allergens_en = models.CharField(_("chất gây dị ứng (tiếng Anh)"), max_length=160, blank=True)
    price_kind = models.CharField(_("giá"), max_length=12, choices=PriceKind.choices, default=PriceKind.NONE)
    price_least = models.PositiveBigIntegerField(_("giá từ (đồng)"), null=True, blank=True)
    price_most = models.PositiveBigIntegerField(_("đến (đồng)"), null=True, blank=True)
    price_unit_vi = models.CharField(_("cho một"), max_length=60, blank=True, help_text=_("Ví dụ: gói 500 g"))
    price_unit_en = models.CharField(_("cho một (tiếng Anh)"), max_length=60, blank=True)
    price_date = models.DateField(_("giá ngày"), null=True, blank=True)
    has_vat_invoice = models.BooleanField(_("xuất hóa đơn GTGT"), null=True, blank=True)
    has_gift_box = models.BooleanField(_("có hộp quà"), null=True, blank=True)
    takes_own_label = models.BooleanField(_("nhận làm nhãn riêng"), null=True, blank=True)
    sample_terms_vi = models.CharField(_("gửi mẫu"), max_length=240, blank=True)
    sample_terms_en = models.CharField(_("gửi mẫu (tiếng Anh)"), max_length=240, blank=True)
    retail_places_vi = models.CharField(_("nơi mua lẻ"), max_length=300, blank=True)
    retail_places_en = models.CharField(_("nơi mua lẻ (tiếng Anh)"), max_length=300, blank=True)
    hs_code = models.CharField(_("mã HS"), max_length=12, blank=True)
    carton_size = models.CharField(_("kích thước thùng (cm)"), max_length=60, blank=True)
    carton_weight_kg = models.DecimalField(
        _("khối lượng thùng (kg)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    tags = ClusterTaggableManager(through=ProductTag, blank=True, verbose_name=_("nhãn"))

    producer = models.ForeignKey(
        "producers.Producer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("cơ sở sản xuất"),
    )
    name_basis = models.CharField(max_length=10, choices=NameBasis.choices, default=NameBasis.VERBATIM, editable=False)
    source_reference = models.CharField(max_length=80, blank=True, editable=False)

    objects = ProductQuerySet.as_manager()

    row_fields: ClassVar[frozenset[str]] = ModeratedRecord.row_fields | {
        "producer",
        "name_basis",
        "source_reference",
    }

    editorial_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "name_vi",
            "name_en",
            "other_names",
            "is_set",
            "set_contents_vi",
            "set_contents_en",
            "group",
            "category",
            "summary_vi",
            "summary_en",
            "model_code",
            "size_vi",
            "size_en",
            "material_vi",
            "material_en",
            "use_vi",
            "use_en",
            "start_year",
            "annual_output",
            "annual_revenue",
            "markets_vi",
            "markets_en",
            "labour",
            "technology_vi",
            "technology_en",
            "raw_material_vi",
            "raw_material_en",
            "environment_vi",
            "environment_en",
            "cultural_value_vi",
            "cultural_value_en",
            "story_vi",
            "story_en",
            "packing_vi",
            "packing_en",
            "minimum_order_vi",
            "minimum_order_en",
            "monthly_capacity_vi",
            "monthly_capacity_en",
            "available_months",
            "lead_time_days_least",
            "lead_time_days_most",
            "shelf_life_months",
            "storage_vi",
            "storage_en",
            "allergens_vi",
            "allergens_en",
            "price_kind",
            "price_least",
            "price_most",
            "price_unit_vi",
            "price_unit_en",
            "price_date",
            "has_vat_invoice",
            "has_gift_box",
            "takes_own_label",
            "sample_terms_vi",
            "sample_terms_en",
            "retail_places_vi",
            "retail_places_en",
            "hs_code",
            "carton_size",
            "carton_weight_kg",
            "tags",
        }
    )

    # Numbers and choices that a buyer plans with; none can carry an advertisement or a claim about health.
    harmless_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "available_months",
            "lead_time_days_least",
            "lead_time_days_most",
            "price_kind",
            "price_least",
            "price_most",
            "price_date",
            "has_vat_invoice",
            "has_gift_box",
            "takes_own_label",
        }
    )

    class Meta:
        verbose_name = _("sản phẩm")
        verbose_name_plural = _("sản phẩm")
        ordering = ["name_vi", "pk"]
        indexes = [models.Index(fields=["live", "archived_at"], name="product_published")]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_least=None) | Q(price_most=None) | Q(price_most__gte=models.F("price_least")),
                name="product_price_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def names_to_search(self) -> list[str]:
        return [self.name_vi, self.name_en, self.other_names]

    def is_party(self, user) -> bool:
        return self.producer is not None and self.producer.is_party(user)

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def gloss(self) -> str:
        """What it is, in English: by its own head noun, else by its category, which must be loaded."""
        return gloss_of_name(self.name_vi) or (self.category.gloss_en if self.category else "")

    @property
    def spoken_name(self) -> SpokenName:
        """For readers of Vietnamese, the name; for others "Nhất diệp hảo trà — tea" until somebody translates it."""
        return spoken_name(self, gloss="" if is_source() else self.gloss)

    def in_words(self, field: str) -> str:
        """One of the paired text fields, in the reader's language."""
        return in_language(self, field)

    @property
    def summary(self) -> str:
        return self.in_words("summary")

    @property
    def story(self) -> str:
        return self.in_words("story")

    @property
    def motif(self) -> str:
        return self.category.motif if self.category else "khac"

    def get_absolute_url(self) -> str:
        return reverse("pages:product", args=[self.slug])
