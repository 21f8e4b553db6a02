"""Blocks of pictures, papers and films. None of them asks anything of another site before a reader clicks."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from common.renditions import GALLERY_SPECS, picture

from .placing import Asked, PlacingBlock

GROUP = gettext_lazy("Ảnh và tệp")
Value = blocks.StructValue


class PictureBlock(PlacingBlock):
    """A picture with words for those who cannot see it; without them only where somebody says that it decorates."""

    image = ImageChooserBlock(label=gettext_lazy("Ảnh"))
    alt = blocks.CharBlock(
        label=gettext_lazy("Mô tả ảnh"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Nói trong ảnh có gì, một câu, cho người không nhìn thấy ảnh. Đừng chép tên tệp."),
    )
    is_decorative = blocks.BooleanBlock(
        label=gettext_lazy("Ảnh chỉ để trang trí"),
        required=False,
        help_text=gettext_lazy("Chỉ chọn khi bỏ ảnh đi người đọc không mất thông tin gì."),
    )
    caption = blocks.CharBlock(label=gettext_lazy("Chú thích"), max_length=240, required=False)

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["image"] and not _is_described(cleaned):
            words = _(
                "Ảnh “%(title)s” chưa có mô tả. Viết một câu nói trong ảnh có gì, hoặc chọn “Ảnh chỉ để trang trí”."
            )
            fault = ValidationError(words % {"title": cleaned["image"].title})
            raise StructBlockValidationError(block_errors={"alt": fault})
        return cleaned

    def ask(self, value: Value, asked: Asked) -> None:
        asked.photos.append(value["image"])

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "picture": shown(value)}

    def get_preview_value(self) -> Value:
        return self.to_python(
            {"image": _some_photo(), "alt": "Ấm và chén trên chiếu cói", "caption": "Chú thích đứng dưới ảnh."}
        )

    class Meta:
        label = gettext_lazy("Ảnh")
        icon = "image"
        group = GROUP
        template = "pages/blocks/photo.html"
        description = gettext_lazy("Một ảnh có mô tả và chú thích.")


def _is_described(value: Value) -> bool:
    return bool(value.get("alt", "").strip() or value.get("is_decorative"))


def _some_photo() -> int | None:
    return get_image_model().objects.order_by("-pk").values_list("pk", flat=True).first()


def shown(value: Value) -> Any:
    """The picture of a `PictureBlock` in its made sizes; None while they are not made, or without a photo."""
    return picture(value["image"], GALLERY_SPECS, alt="" if value.get("is_decorative") else value["alt"])


class GalleryBlock(PlacingBlock):
    """Several pictures beside each other."""

    pictures = blocks.ListBlock(PictureBlock(), label=gettext_lazy("Các ảnh"), min_num=2, max_num=12)
    caption = blocks.CharBlock(label=gettext_lazy("Chú thích chung"), max_length=240, required=False)

    def ask(self, value: Value, asked: Asked) -> None:
        asked.photos.extend(each["image"] for each in value["pictures"])

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        pictures = [(shown(each), each["caption"]) for each in value["pictures"]]
        return {**super().get_context(value, parent_context), "pictures": [each for each in pictures if each[0]]}

    def get_preview_value(self) -> Value:
        one = {"image": _some_photo(), "alt": "Ấm và chén trên chiếu cói"}
        return self.to_python({"pictures": [one, one, one], "caption": "Mở ảnh để xem cỡ lớn."})

    class Meta:
        label = gettext_lazy("Bộ ảnh")
        icon = "image"
        group = GROUP
        template = "pages/blocks/gallery.html"
        description = gettext_lazy("Từ hai ảnh trở lên, xếp thành lưới; mở từng ảnh ở cỡ lớn.")


class VideoBlock(PlacingBlock):
    """A film behind a link: its site hears of a reader only after the click. The poster is a picture of ours."""

    title = blocks.CharBlock(label=gettext_lazy("Tên phim"), max_length=160)
    address = blocks.URLBlock(
        label=gettext_lazy("Địa chỉ phim"),
        help_text=gettext_lazy("Trang chỉ dẫn tới phim, không nhúng: người đọc bấm vào thì phim mới mở ở nơi ấy."),
    )
    length = blocks.CharBlock(
        label=gettext_lazy("Dài bao lâu"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Ví dụ: 3 phút 20 giây."),
    )
    poster = ImageChooserBlock(label=gettext_lazy("Ảnh của phim"), required=False)
    summary = blocks.TextBlock(
        label=gettext_lazy("Phim nói gì"),
        max_length=600,
        rows=3,
        help_text=gettext_lazy("Vài câu cho người không mở được phim."),
    )

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if cleaned["address"] and urlsplit(cleaned["address"]).scheme != "https":
            fault = ValidationError(_("Địa chỉ phim phải bắt đầu bằng https://."))
            raise StructBlockValidationError(block_errors={"address": fault})
        return cleaned

    def ask(self, value: Value, asked: Asked) -> None:
        asked.photos.append(value["poster"])

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        where = urlsplit(value["address"]).netloc.removeprefix("www.")
        poster = picture(value["poster"], GALLERY_SPECS, alt="")
        return {**super().get_context(value, parent_context), "where": where, "poster": poster}

    def get_preview_value(self) -> Value:
        return self.to_python(
            {
                "title": "Một ngày ở xưởng miến",
                "address": "https://example.org/phim",
                "length": "3 phút 20 giây",
                "poster": _some_photo(),
                "summary": "Từ củ dong đến sợi miến: rửa, nghiền, lắng bột, tráng, phơi và cắt.",
            }
        )

    class Meta:
        label = gettext_lazy("Phim")
        icon = "media"
        group = GROUP
        template = "pages/blocks/video.html"
        description = gettext_lazy("Dẫn tới một phim ở nơi khác, không tải gì từ nơi ấy trước khi bấm.")


class DocumentListBlock(blocks.StructBlock):
    """Papers to download."""

    documents = blocks.ListBlock(
        DocumentChooserBlock(label=gettext_lazy("Tài liệu")), label=gettext_lazy("Các tài liệu")
    )

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        items = [
            {
                "url": paper.url,
                "name": paper.title,
                "kind": paper.file_extension.upper(),
                "size": paper.file_size,
                "date": paper.created_at,
            }
            for paper in value["documents"]
            if paper is not None
        ]
        return {**super().get_context(value, parent_context), "items": items}

    def get_preview_value(self) -> Value:
        found = get_document_model().objects.order_by("-pk").values_list("pk", flat=True)[:2]
        return self.to_python({"documents": list(found)})

    class Meta:
        label = gettext_lazy("Danh sách tài liệu")
        icon = "doc-full"
        group = GROUP
        template = "pages/blocks/documents.html"
        description = gettext_lazy("Tệp để tải về, ghi rõ loại và dung lượng.")
