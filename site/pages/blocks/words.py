"""Blocks of words: paragraphs, headings, quotations, tables."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail.rich_text import RichText

from . import markup
from .markup import Heading

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
GROUP = gettext_lazy("Chữ")


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links; a link that leads nowhere or has no words is refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def clean(self, value: RichText) -> RichText:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (found := markup.faults_of_links(cleaned.source)):
            raise ValidationError(found)
        return cleaned

    def headings(self, value: RichText) -> list[Heading]:
        return markup.headings_of(value.source)

    class Meta:
        label = gettext_lazy("Đoạn văn")
        icon = "pilcrow"
        group = GROUP
        template = "pages/blocks/paragraph.html"
        description = gettext_lazy("Chữ thường, đề mục, danh sách và liên kết.")
        preview_value = (
            "<p>Hội đồng chấm <b>theo hồ sơ và hiện vật</b>, mỗi sản phẩm do năm người xem.</p>"
            "<ul><li>Nộp hồ sơ đến hết tháng 6.</li><li>Công bố kết quả trong tháng 10.</li></ul>"
        )


class HeadingBlock(blocks.StructBlock):
    """A heading that stands by itself; guides list theirs at the top."""

    text = blocks.CharBlock(label=gettext_lazy("Đề mục"), max_length=160)
    level = blocks.ChoiceBlock(
        label=gettext_lazy("Cấp"),
        choices=[
            ("2", gettext_lazy("Lớn (cấp 2)")),
            ("3", gettext_lazy("Vừa (cấp 3)")),
            ("4", gettext_lazy("Nhỏ (cấp 4)")),
        ],
        default="2",
        help_text=gettext_lazy("Cấp 3 đứng dưới một đề mục cấp 2, cấp 4 dưới cấp 3; không bỏ qua cấp nào."),
    )

    def headings(self, value: blocks.StructValue) -> list[Heading]:
        return [Heading(int(value["level"]), value["text"])]

    class Meta:
        label = gettext_lazy("Đề mục")
        icon = "title"
        group = GROUP
        template = "pages/blocks/heading.html"
        description = gettext_lazy("Một đề mục đứng riêng, có địa chỉ để dẫn tới.")
        preview_value = {"text": "Chuẩn bị hồ sơ", "level": "2"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    words = blocks.TextBlock(label=gettext_lazy("Lời trích"), max_length=600, rows=3)
    who = blocks.CharBlock(label=gettext_lazy("Ai nói"), max_length=120)
    role = blocks.CharBlock(label=gettext_lazy("Là ai"), max_length=160, required=False)

    class Meta:
        label = gettext_lazy("Lời trích")
        icon = "openquote"
        group = GROUP
        template = "pages/blocks/quote.html"
        description = gettext_lazy("Lời của một người, kèm tên người nói.")
        preview_value = {
            "words": "Ảnh thật, hơi vụng, vẫn hơn ảnh mượn của nơi khác.",
            "who": "Người viết ví dụ",
            "role": "cán bộ khuyến công",
        }


class TableBlock(TypedTableBlock):
    """A table with a caption and a header for every column: without them a listener does not know what a cell is."""

    text = blocks.CharBlock(label=gettext_lazy("Chữ"), required=False)
    number = blocks.DecimalBlock(label=gettext_lazy("Số"), required=False)

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        faults = [] if self.is_deferred_validation else self._faults(cleaned)
        if faults:
            raise TypedTableBlockValidationError(non_block_errors=faults)
        return cleaned

    def _faults(self, table: TypedTable) -> list[str]:
        if not table.columns:
            return [_("Bảng chưa có cột nào.")]
        faults = [
            _("Cột %(number)s của bảng chưa có tên ở dòng đầu. Ghi tên cột, ví dụ “Năm” hoặc “Sản lượng”.")
            % {"number": number}
            for number, column in enumerate(table.columns, start=1)
            if not column["heading"].strip()
        ]
        if not (table.caption or "").strip():
            faults.append(_("Bảng chưa có tên. Ghi ở ô chú thích của bảng một câu nói bảng này về điều gì."))
        return faults

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        columns = [{"label": each["heading"], "number": each["block"].name == "number"} for each in value.columns]
        rows = [[cell.value for cell in row] for row in value.rows]
        return {**super().get_context(value, parent_context), "columns": columns, "rows": rows}

    class Meta:
        label = gettext_lazy("Bảng")
        icon = "table"
        group = GROUP
        template = "pages/blocks/table.html"
        description = gettext_lazy("Bảng có tên bảng và tên từng cột; trên điện thoại mỗi dòng thành một khối.")
        preview_value = {
            "caption": "Số gian hàng theo khu",
            "columns": [{"type": "text", "heading": "Khu"}, {"type": "number", "heading": "Số gian"}],
            "rows": [{"values": ["Thực phẩm", 60]}, {"values": ["Thủ công mỹ nghệ", 40]}],
        }
