"""What pages are made of, and the rules that hold between one block and the next."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue

from . import markup, media, records, words
from .placing import Placed, load_for


class Body(blocks.StreamBlock):
    """The body of a page, in the order in which it is read.

    Code builds one as a list of (name, value): `page.body = [("paragraph", RichText("<p>…</p>")), ("decision_list",
    {"title": "Danh sách được công nhận", "decision": decision, "most": 20})]`. A value names every field of its block
    that has no default; a chooser takes the record itself. Headings begin at h2, since the page's title is the h1.
    """

    paragraph = words.ParagraphBlock()
    heading = words.HeadingBlock()
    photo = media.PictureBlock()
    gallery = media.GalleryBlock()
    quote = words.QuoteBlock()
    table = words.TableBlock()
    documents = media.DocumentListBlock()
    video = media.VideoBlock()
    products = records.ProductsBlock()
    products_by_rule = records.ProductsByRuleBlock()
    fair = records.FairBlock()
    story = records.StoryBlock()
    village = records.VillageBlock()
    decision_list = records.DecisionListBlock()
    figures = records.FiguresBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        """Refuse, at the block itself, a heading that is empty or skips a level. A draft may still be untidy."""
        cleaned = super().clean(value)
        faults = {} if self.is_deferred_validation else faults_of_headings(cleaned)
        if faults:
            raise StreamBlockValidationError(
                block_errors={place: ValidationError(sentences) for place, sentences in faults.items()}
            )
        return cleaned

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "placed": placed_in(value)}

    class Meta:
        template = "pages/blocks/body.html"


def faults_of_headings(value: StreamValue) -> dict[int, list[str]]:
    """Sentences about the headings that may not stand where they do, by the place of their block."""
    faults: dict[int, list[str]] = {}
    before = 1
    for place, child in enumerate(value):
        headings = getattr(child.block, "headings", None)
        for heading in headings(child.value) if headings else ():
            if fault := markup.fault_of_heading(heading, before):
                faults.setdefault(place, []).append(fault)
            before = heading.level
    return faults


def placed_in(value: StreamValue) -> Placed:
    """The live records that the blocks of a body place, loaded together."""
    return load_for((child.block, child.value) for child in value)
