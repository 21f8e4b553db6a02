"""What hangs on a product's text: photos, certificates, recognitions other than ours."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from common.languages import in_language


class PriceKind(models.TextChoices):
    """What a producer chooses to say about price."""

    RANGE = "range", _("ghi khoảng giá")
    ON_REQUEST = "on_request", _("hỏi cơ sở, theo số lượng")
    NONE = "none", _("chưa nói đến giá")


class ProductPhoto(Orderable):
    """One photo, in the order shown; the dossier asks for front, side and top."""

    product = ParentalKey("products.Product", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey("common.Photo", models.SET_NULL, null=True, related_name="+", verbose_name=_("ảnh"))
    alt_vi = models.CharField(_("mô tả ảnh"), max_length=200, help_text=_("Nói trong ảnh có gì, một câu."))
    alt_en = models.CharField(_("mô tả ảnh (tiếng Anh)"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("ảnh sản phẩm")
        verbose_name_plural = _("ảnh sản phẩm")

    @property
    def alt(self) -> str:
        return in_language(self, "alt")


class CertificateKind(models.TextChoices):
    """Papers that buyers ask for."""

    FOOD_SAFETY = "food_safety", _("Đủ điều kiện an toàn thực phẩm")
    SELF_DECLARED = "self_declared", _("Tự công bố sản phẩm")
    TEST_REPORT = "test_report", _("Phiếu kiểm nghiệm")
    VIETGAP = "vietgap", _("VietGAP")
    GLOBALGAP = "globalgap", _("GlobalG.A.P.")
    ORGANIC = "organic", _("Hữu cơ")
    HACCP = "haccp", _("HACCP")
    ISO_22000 = "iso_22000", _("ISO 22000")
    ISO_9001 = "iso_9001", _("ISO 9001")
    HALAL = "halal", _("Halal")
    GEOGRAPHICAL = "geographical", _("Chỉ dẫn địa lý")
    TRADE_MARK = "trade_mark", _("Nhãn hiệu được bảo hộ")
    OTHER = "other", _("Giấy tờ khác")


class ProductCertificate(Orderable):
    """A paper about quality or safety; shown without its file unless the file is public."""

    product = ParentalKey("products.Product", on_delete=models.CASCADE, related_name="certificates")
    kind = models.CharField(_("loại giấy"), max_length=16, choices=CertificateKind.choices)
    number = models.CharField(_("số"), max_length=80, blank=True)
    issuer = models.CharField(_("nơi cấp"), max_length=160, blank=True)
    issued_date = models.DateField(_("ngày cấp"), null=True, blank=True)
    valid_until = models.DateField(_("có giá trị đến"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("giấy chứng nhận chất lượng")
        verbose_name_plural = _("giấy chứng nhận chất lượng")

    def clean(self) -> None:
        if self.issued_date and self.valid_until and self.valid_until < self.issued_date:
            raise ValidationError({"valid_until": _("Ngày hết hạn phải sau ngày cấp.")})

    def has_lapsed_on(self, day: datetime.date) -> bool:
        """Its last day is a day on which it is valid; one without a last day never lapses."""
        return self.valid_until is not None and self.valid_until < day


class RecognitionProgramme(models.TextChoices):
    """Programmes other than this one. They never share a badge or a filter with CNNT awards (DOMAIN §1)."""

    OCOP = "ocop", _("OCOP")
    VIETNAM_VALUE = "vietnam_value", _("Thương hiệu quốc gia")
    HIGH_QUALITY = "high_quality", _("Hàng Việt Nam chất lượng cao")
    OTHER = "other", _("Danh hiệu khác")


class Recognition(Orderable):
    """A recognition by another programme, with its own rules (OCOP: 3 to 5 stars, 36 months)."""

    product = ParentalKey("products.Product", on_delete=models.CASCADE, related_name="recognitions")
    programme = models.CharField(_("chương trình"), max_length=16, choices=RecognitionProgramme.choices)
    title = models.CharField(_("tên danh hiệu"), max_length=160, blank=True)
    stars = models.PositiveSmallIntegerField(
        _("số sao"), null=True, blank=True, validators=[MinValueValidator(3), MaxValueValidator(5)]
    )
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    valid_until = models.DateField(_("có giá trị đến"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("danh hiệu của chương trình khác")
        verbose_name_plural = _("danh hiệu của chương trình khác")

    def clean(self) -> None:
        if self.programme == RecognitionProgramme.OCOP and not self.stars:
            raise ValidationError({"stars": _("Danh hiệu OCOP cần ghi số sao, từ 3 đến 5.")})
