"""Blocks that place records of the catalogue and the register. All show live ones only."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from fairs.models import FairEdition
from pages.presenting.placed import BEST, NEWEST, ProductRule
from producers.models import CraftVillage, Producer
from products.models import AwardLevel, Decision, Product

from .choosing import DecisionChooserBlock, category_choices, province_choices
from .placing import Asked, PlacingBlock

GROUP = gettext_lazy("Từ danh mục và sổ công nhận")
MOST_CARDS = 24
MOST_ROWS = 50
Context = dict[str, Any]
Value = blocks.StructValue


def title_block(default: Any) -> blocks.CharBlock:
    """The section's own title; every section has one, so that the headings below it skip no level."""
    return blocks.CharBlock(label=gettext_lazy("Tên mục"), max_length=160, default=default)


class ProductsBlock(PlacingBlock):
    """Products picked one by one, in the editor's order."""

    title = title_block(gettext_lazy("Sản phẩm được giới thiệu"))
    products = blocks.ListBlock(
        SnippetChooserBlock("products.Product", label=gettext_lazy("Sản phẩm")),
        label=gettext_lazy("Các sản phẩm"),
        min_num=1,
        max_num=MOST_CARDS,
    )

    def ask(self, value: Value, asked: Asked) -> None:
        asked.choose(*value["products"])

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        cards = self.placed(value, parent_context).cards
        shown = [cards[product.pk] for product in value["products"] if product is not None and product.pk in cards]
        return {**super().get_context(value, parent_context), "cards": shown}

    def get_preview_value(self) -> Value:
        found = Product.objects.published().awarded().order_by("-pk").values_list("pk", flat=True)[:3]
        return self.to_python({"title": "Sản phẩm được giới thiệu", "products": list(found)})

    class Meta:
        label = gettext_lazy("Sản phẩm, chọn tay")
        icon = "tag"
        group = GROUP
        template = "pages/blocks/products.html"
        description = gettext_lazy("Những sản phẩm bạn chọn, theo thứ tự bạn xếp. Sản phẩm đã rút thì tự ẩn.")
        is_section = True


class ProductsByRuleBlock(PlacingBlock):
    """Awarded products that fit a rule today; what is published or withdrawn later comes and goes by itself."""

    title = title_block(gettext_lazy("Sản phẩm được công nhận"))
    level = blocks.ChoiceBlock(
        label=gettext_lazy("Cấp"),
        choices=AwardLevel.choices,
        required=False,
        help_text=gettext_lazy("Để trống: mọi cấp."),
    )
    year = blocks.IntegerBlock(label=gettext_lazy("Năm công nhận"), required=False, min_value=1990, max_value=2100)
    category = blocks.ChoiceBlock(label=gettext_lazy("Loại sản phẩm"), choices=category_choices, required=False)
    province = blocks.ChoiceBlock(label=gettext_lazy("Tỉnh, thành"), choices=province_choices, required=False)
    order = blocks.ChoiceBlock(
        label=gettext_lazy("Xếp theo"),
        choices=[(BEST, gettext_lazy("cấp cao trước")), (NEWEST, gettext_lazy("năm mới trước"))],
        default=BEST,
    )
    most = blocks.IntegerBlock(label=gettext_lazy("Nhiều nhất"), default=8, min_value=1, max_value=MOST_CARDS)

    def ask(self, value: Value, asked: Asked) -> None:
        asked.rules.append(self.rule(value))

    def rule(self, value: Value) -> ProductRule:
        return ProductRule(
            level=value["level"] or "",
            year=value["year"],
            category=value["category"] or "",
            province=value["province"] or "",
            order=value["order"] or BEST,
            most=value["most"] or MOST_CARDS,
        )

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        rule = self.rule(value)
        cards = self.placed(value, parent_context).by_rule[rule]
        context = super().get_context(value, parent_context)
        return {**context, "cards": cards, "see_all": rule.address, "is_newest": rule.order == NEWEST}

    def get_preview_value(self) -> Value:
        return self.to_python({"title": "Sản phẩm được công nhận", "order": NEWEST, "most": 3})

    class Meta:
        label = gettext_lazy("Sản phẩm, theo điều kiện")
        icon = "list-ul"
        group = GROUP
        template = "pages/blocks/products.html"
        description = gettext_lazy("Theo cấp, năm, loại, tỉnh hay mới nhất. Danh sách tự cập nhật.")
        is_section = True


class FairBlock(PlacingBlock):
    """A fair that an editor picked, or else the next ones."""

    title = title_block(gettext_lazy("Hội chợ sắp tới"))
    fair = SnippetChooserBlock(
        "fairs.FairEdition",
        label=gettext_lazy("Kỳ hội chợ"),
        required=False,
        help_text=gettext_lazy("Để trống: những kỳ sắp mở gần nhất, tự cập nhật."),
    )
    most = blocks.IntegerBlock(label=gettext_lazy("Nhiều nhất"), default=1, min_value=1, max_value=6)

    def ask(self, value: Value, asked: Asked) -> None:
        asked.choose(value["fair"])
        if value["fair"] is None:
            asked.next_fairs = max(asked.next_fairs, value["most"] or 1)

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        placed, chosen = self.placed(value, parent_context), value["fair"]
        if chosen is None:
            lines = placed.next_fairs[: value["most"] or 1]
        else:
            lines = [placed.fairs[chosen.pk]] if chosen.pk in placed.fairs else []
        is_told = bool(lines) or chosen is None
        return {**super().get_context(value, parent_context), "lines": lines, "is_told": is_told}

    def get_preview_value(self) -> Value:
        newest = FairEdition.objects.published().order_by("-year", "-pk").values_list("pk", flat=True).first()
        return self.to_python({"title": "Hội chợ sắp tới", "fair": newest, "most": 1})

    class Meta:
        label = gettext_lazy("Hội chợ")
        icon = "calendar"
        group = GROUP
        template = "pages/blocks/fair.html"
        description = gettext_lazy("Một kỳ hội chợ bạn chọn, hoặc những kỳ sắp mở.")
        is_section = True


class StoryBlock(PlacingBlock):
    """A producer's story: in the editor's words, else what the producer says of itself."""

    title = title_block(gettext_lazy("Chuyện nghề"))
    producer = SnippetChooserBlock("producers.Producer", label=gettext_lazy("Cơ sở"))
    words = blocks.TextBlock(
        label=gettext_lazy("Chuyện kể"),
        required=False,
        rows=6,
        help_text=gettext_lazy("Để trống: lấy phần giới thiệu trong hồ sơ của cơ sở."),
    )

    def ask(self, value: Value, asked: Asked) -> None:
        asked.choose(value["producer"])

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        found = self.placed(value, parent_context).stories.get(getattr(value["producer"], "pk", None))
        return {**super().get_context(value, parent_context), "story": found}

    def get_preview_value(self) -> Value:
        told = Producer.objects.published().exclude(about_vi="").order_by("-pk").values_list("pk", flat=True).first()
        return self.to_python({"title": "Chuyện nghề", "producer": told, "words": ""})

    class Meta:
        label = gettext_lazy("Chuyện của một cơ sở")
        icon = "user"
        group = GROUP
        template = "pages/blocks/story.html"
        description = gettext_lazy("Ảnh, nơi làm và chuyện nghề của một cơ sở, dẫn tới hồ sơ của họ.")
        is_section = True


class VillageBlock(PlacingBlock):
    """A craft village."""

    title = title_block(gettext_lazy("Làng nghề"))
    village = SnippetChooserBlock("producers.CraftVillage", label=gettext_lazy("Làng nghề"))

    def ask(self, value: Value, asked: Asked) -> None:
        asked.choose(value["village"])

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        found = self.placed(value, parent_context).villages.get(getattr(value["village"], "pk", None))
        return {**super().get_context(value, parent_context), "found": found}

    def get_preview_value(self) -> Value:
        village = CraftVillage.objects.published().order_by("-pk").values_list("pk", flat=True).first()
        return self.to_python({"title": "Làng nghề", "village": village})

    class Meta:
        label = gettext_lazy("Làng nghề")
        icon = "home"
        group = GROUP
        template = "pages/blocks/village.html"
        description = gettext_lazy("Tên, nơi và nghề của một làng, dẫn tới trang của làng.")
        is_section = True


class DecisionListBlock(PlacingBlock):
    """The beginning of a released decision's list, as printed."""

    title = title_block(gettext_lazy("Danh sách được công nhận"))
    decision = DecisionChooserBlock(label=gettext_lazy("Quyết định"))
    most = blocks.IntegerBlock(label=gettext_lazy("Số dòng hiện ra"), default=20, min_value=1, max_value=MOST_ROWS)

    def ask(self, value: Value, asked: Asked) -> None:
        asked.choose(value["decision"])

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        found = self.placed(value, parent_context).lists.get(getattr(value["decision"], "pk", None))
        rows = found.rows[: value["most"] or MOST_ROWS] if found else []
        left = found.total - len(rows) if found else 0
        return {**super().get_context(value, parent_context), "found": found, "rows": rows, "left": left}

    def get_preview_value(self) -> Value:
        newest = Decision.objects.released().order_by("-released_at", "-pk").values_list("pk", flat=True).first()
        return self.to_python({"title": "Danh sách được công nhận", "decision": newest, "most": 5})

    class Meta:
        label = gettext_lazy("Danh sách của một quyết định")
        icon = "doc-full-inverse"
        group = GROUP
        template = "pages/blocks/decision_list.html"
        description = gettext_lazy("Những dòng đầu của danh sách kèm quyết định, dẫn tới toàn bộ.")
        is_section = True


FIGURES = [
    ("products", gettext_lazy("sản phẩm được công nhận")),
    *((level.value, level.label) for level in reversed(AwardLevel)),
    ("provinces", gettext_lazy("tỉnh, thành có sản phẩm được công nhận")),
    ("producers", gettext_lazy("cơ sở sản xuất")),
    ("decisions", gettext_lazy("quyết định công nhận")),
    ("villages", gettext_lazy("làng nghề")),
]


class FiguresBlock(PlacingBlock):
    """Counts of the register on the day they are read; nobody types them."""

    title = title_block(gettext_lazy("Sổ công nhận hôm nay"))
    figures = blocks.MultipleChoiceBlock(label=gettext_lazy("Những con số"), choices=FIGURES)

    def ask(self, value: Value, asked: Asked) -> None:
        asked.figures = True

    def get_context(self, value: Value, parent_context: Context | None = None) -> Context:
        counted = self.placed(value, parent_context).figures
        shown = [counted[name] for name in value["figures"] if name in counted]
        return {**super().get_context(value, parent_context), "figures": shown, "today": timezone.localdate()}

    class Meta:
        label = gettext_lazy("Con số trong sổ")
        icon = "order"
        group = GROUP
        template = "pages/blocks/figures.html"
        description = gettext_lazy("Số đếm thật của sổ công nhận, ghi ngày đếm.")
        preview_value = {"title": "Sổ công nhận hôm nay", "figures": ["products", "producers", "decisions"]}
        is_section = True
