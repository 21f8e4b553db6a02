"""The inquiry and what was written in it."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.languages import SOURCE

LONGEST_SOUGHT = 200
"""Characters: as long as what the search box takes."""


class InquiryState(models.TextChoices):
    """Where an inquiry is. Overdue is computed, not stored."""

    NEW = "new", _("mới")
    DELIVERED = "delivered", _("đã đến tay cơ sở")
    ANSWERED = "answered", _("đã trả lời")
    CLOSED = "closed", _("đã đóng")


OPEN_STATES = (InquiryState.NEW, InquiryState.DELIVERED)


class InquiryKind(models.TextChoices):
    """What the buyer asks for."""

    QUESTION = "question", _("câu hỏi")
    QUOTATION = "quotation", _("hỏi giá")
    SAMPLE = "sample", _("xin mẫu")


class BuyerKind(models.TextChoices):
    """Whom the buyer buys for; never required."""

    UNSAID = "", _("Không nói")
    SHOP = "shop", _("Cửa hàng, đại lý")
    RESTAURANT = "restaurant", _("Nhà hàng, khách sạn")
    GIFT = "gift", _("Quà tặng doanh nghiệp")
    EXPORT = "export", _("Xuất khẩu")
    FAMILY = "family", _("Gia đình")


class AuthorKind(models.TextChoices):
    """Who wrote a message; what staff write for a producer is labelled so."""

    BUYER = "buyer", _("người hỏi")
    PRODUCER = "producer", _("cơ sở")
    ON_BEHALF = "on_behalf", _("trung tâm viết thay cơ sở")
    CENTRE = "centre", _("trung tâm")


class InquiryQuerySet(models.QuerySet):
    """Sets of inquiries."""

    def open(self):
        """Not answered and not closed."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, now: datetime.datetime | None = None):
        return self.open().filter(due_at__lt=now or timezone.now())

    def to_call(self, now: datetime.datetime | None = None):
        """The desk's "Cần gọi" list: no machine can deliver it, or the mail went unopened, and nobody is to wait; or
        the answer's mail did not reach the buyer.

        A call that did not get through, or a promise to call again, returns when its `call_after` has passed.
        """
        now = now or timezone.now()
        waiting = self.filter(state=InquiryState.NEW, call_after__lte=now)
        late = self.filter(state=InquiryState.DELIVERED, due_at__lt=now, call_after__lte=now)
        unsent = self.filter(state=InquiryState.ANSWERED, call_after__lte=now)
        return (waiting | late | unsent).order_by("due_at", "pk")

    def with_subject(self):
        """With the products and the producer it is about, and the request it belongs to: two queries."""
        found = self.select_related("product__category", "product__producer", "producer", "handled_by", "batch")
        products = self.model._meta.get_field("other_products").related_model.objects.select_related("category")
        return found.prefetch_related(models.Prefetch("other_products", products))


class Inquiry(models.Model):
    """One buyer's question to one producer (none where the register names none: then the centre finds it).

    Of one with `sought` nothing is on record yet: the centre looks for it and answers, and no producer gets it.
    """

    reference = models.CharField(_("mã câu hỏi"), max_length=12, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=InquiryKind.choices, default=InquiryKind.QUESTION)
    state = models.CharField(_("tình trạng"), max_length=10, choices=InquiryState.choices, default=InquiryState.NEW)
    product = models.ForeignKey(
        "products.Product", models.PROTECT, null=True, blank=True, related_name="inquiries", verbose_name=_("sản phẩm")
    )
    producer = models.ForeignKey(
        "producers.Producer", models.PROTECT, null=True, blank=True, related_name="inquiries", verbose_name=_("cơ sở")
    )
    other_products = models.ManyToManyField(
        "products.Product", related_name="+", blank=True, verbose_name=_("cùng hỏi về")
    )
    sought = models.CharField(_("nhờ tìm"), max_length=LONGEST_SOUGHT, blank=True)
    batch = models.ForeignKey(
        "inquiries.InquiryBatch",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="inquiries",
        verbose_name=_("thuộc yêu cầu gửi nhiều nơi"),
    )
    language = models.CharField(_("ngôn ngữ"), max_length=5, default=SOURCE)
    buyer_name = models.CharField(_("tên người hỏi"), max_length=120)
    buyer_email = models.EmailField(_("thư điện tử"), blank=True)
    buyer_phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    buyer_kind = models.CharField(_("mua cho ai"), max_length=12, choices=BuyerKind.choices, blank=True)
    quantity = models.CharField(_("khoảng bao nhiêu"), max_length=160, blank=True)
    consent_text = models.TextField(_("lời đồng ý chuyển câu hỏi"))
    consent_at = models.DateTimeField(_("đồng ý lúc"))
    consent_withdrawn_at = models.DateTimeField(_("rút đồng ý lúc"), null=True, blank=True)
    news_consent_text = models.TextField(_("lời đồng ý nhận tin"), blank=True)
    created_at = models.DateTimeField(_("gửi lúc"), default=timezone.now)
    due_at = models.DateTimeField(_("nên trả lời trước"))
    call_after = models.DateTimeField(_("gọi từ lúc"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("đến tay cơ sở lúc"), null=True, blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)
    purge_after = models.DateField(_("xóa sau ngày"))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_inquiries",
        verbose_name=_("cán bộ phụ trách"),
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu hỏi của khách")
        verbose_name_plural = _("câu hỏi của khách")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "call_after"], name="inquiry_to_call")]
        constraints = [
            models.CheckConstraint(condition=~Q(buyer_email="") | ~Q(buyer_phone=""), name="inquiry_buyer_reachable"),
            models.CheckConstraint(condition=~Q(consent_text=""), name="inquiry_keeps_its_consent"),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=False) | Q(state__in=[InquiryState.NEW, InquiryState.CLOSED]),
                name="inquiry_answered_after_delivered",
            ),
            models.CheckConstraint(
                condition=Q(sought="") | Q(product__isnull=True, producer__isnull=True),
                name="inquiry_sought_is_the_centres",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """What it is about: the products, the producer, or what was looked for; read by `with_subject`."""
        if self.sought:
            return gettext("“%(words)s” (nhờ tìm)") % {"words": self.sought}
        if self.product is None:
            return str(self.producer or "")
        return "; ".join(str(product.spoken_name) for product in self.products)

    @property
    def products(self) -> list[Any]:
        """The products it is about, read by `with_subject`; none where it is about none on record."""
        return [self.product, *self.other_products.all()] if self.product else []

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def takes_calls(self) -> bool:
        """Open, or answered by a mail that did not reach the buyer."""
        return self.is_open or (self.state == InquiryState.ANSWERED and self.call_after is not None)

    def is_overdue(self, now: datetime.datetime | None = None) -> bool:
        """Open beyond the day by which an answer was promised."""
        return self.is_open and self.due_at < (now or timezone.now())


class Message(models.Model):
    """One thing written: the question itself comes first."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="messages")
    author_kind = models.CharField(_("người viết"), max_length=10, choices=AuthorKind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("nội dung"))
    written_at = models.DateTimeField(_("viết lúc"), default=timezone.now)
    mailed_at = models.DateTimeField(_("gửi thư lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tin")
        verbose_name_plural = _("tin")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
