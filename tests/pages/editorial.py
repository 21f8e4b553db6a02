"""Pages for the tests of editorial content: one of every type, in both languages, with every block."""

from typing import Any

from wagtail.models import Page
from wagtail.rich_text import RichText

from pages.models import ArticlePage, GuidePage, StoryPage
from pages.services import ensure_page_trees
from tests.factories.fairs import FairEditionFactory
from tests.factories.photos import PhotoFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, DocumentFactory, ProductFactory

A_FILM = {"title": "Một ngày ở xưởng", "address": "https://example.org/phim", "summary": "Phơi miến."}


def section_for(kind: type[StoryPage], language: str) -> Page:
    trees = ensure_page_trees()
    sections = {ArticlePage: trees.news, GuidePage: trees.guides}
    return sections.get(kind, trees.homes)[language]


def publish(kind: type[StoryPage], language: str = "vi", **fields: Any) -> StoryPage:
    """A published page of this type, standing where such pages stand."""
    parent = Page.objects.get(pk=section_for(kind, language).pk)
    words = {"title": "Chụp ảnh sản phẩm", **fields}
    page = parent.add_child(instance=kind(locale=parent.locale, **words))
    page.save_revision().publish()
    return kind.objects.get(pk=page.pk)


def every_block() -> list[tuple[str, Any]]:
    """One of each block, with records that the public may see."""
    producer = ProducerFactory(about_vi="Ba đời làm miến.")
    award = AwardFactory(product=ProductFactory(producer=producer, name_vi="Miến dong chọn tay"))
    photo = PhotoFactory(size=(320, 240))
    picture = {"image": photo, "alt": "Bốn nong miến phơi", "caption": "Sân phơi"}
    return [
        ("paragraph", RichText("<h2>Chuẩn bị</h2><p>Lau ống kính.</p>")),
        ("heading", {"text": "Ba góc", "level": "3"}),
        ("photo", picture),
        ("gallery", {"pictures": [picture, picture], "caption": "Hai ảnh"}),
        ("quote", {"words": "Ảnh thật vẫn hơn.", "who": "Bà Ví Dụ", "role": "chủ cơ sở"}),
        ("table", a_table()),
        ("documents", {"documents": [DocumentFactory(title="Mẫu đơn")]}),
        (
            "video",
            {
                "title": "Một ngày ở xưởng",
                "address": "https://example.org/phim",
                "poster": photo,
                "summary": "Phơi miến.",
            },
        ),
        ("products", {"title": "Đáng chú ý", "products": [award.product]}),
        ("products_by_rule", {"title": "Cấp khu vực", "level": "region", "most": 3}),
        ("fair", {"title": "Hội chợ", "fair": FairEditionFactory(name_vi="Hội chợ Ví Dụ")}),
        ("story", {"title": "Chuyện nghề", "producer": producer}),
        ("village", {"title": "Làng nghề", "village": CraftVillageFactory(name_vi="Làng miến Ví Dụ")}),
        ("decision_list", {"title": "Danh sách", "decision": award.decision}),
        ("figures", {"title": "Con số", "figures": ["products", "producers", "decisions"]}),
    ]


def a_table(*headings: str, caption: str = "Số gian theo khu") -> dict[str, Any]:
    names = headings or ("Khu", "Số gian")
    columns = [{"type": "text", "heading": name} for name in names]
    return {"caption": caption, "columns": columns, "rows": [{"values": ["Thực phẩm", "60"]}]}
