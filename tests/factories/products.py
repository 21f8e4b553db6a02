"""Products and the register. Awards are made by the service that enters them, so guards and standings hold."""

import datetime
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.documents import get_document_model
from wagtail.models import Collection

from places.models import Region
from products.models import (
    Award,
    AwardLevel,
    Category,
    Decision,
    Evidence,
    Product,
    ProductGroup,
    SelectionRound,
)
from products.services.amendments import revoke_award
from products.services.decisions import number_key
from products.services.register import NewAward, issue_awards

from .producers import ProducerFactory, UserFactory


class DocumentFactory(DjangoModelFactory):
    """A signed decision as a file."""

    class Meta:
        model = get_document_model()

    title = factory.Sequence(lambda number: f"Quyết định {number}")
    # The flush after a transactional test takes the root collection away, which a migration had made.
    collection = factory.LazyFunction(lambda: Collection.get_first_root_node() or Collection.add_root(name="Root"))
    file = factory.LazyAttribute(lambda document: ContentFile(b"%PDF-1.4", name="quyet-dinh.pdf"))


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    name_vi = factory.Sequence(lambda number: f"Miến dong {number}")
    name_en = factory.Sequence(lambda number: f"Arrowroot noodles {number}")
    slug = factory.Sequence(lambda number: f"mien-dong-{number}")


class ProductGroupFactory(DjangoModelFactory):
    class Meta:
        model = ProductGroup

    code = factory.Sequence(lambda number: f"thuc-pham-{number}")
    name_vi = "Chế biến nông, lâm, thủy sản và thực phẩm"
    name_en = "Processed agricultural products and food"


class ProductFactory(DjangoModelFactory):
    """A published product of a published producer, without an award; traits are the states it may be in."""

    class Meta:
        model = Product
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False, has_unpublished_changes=True)
        archived = factory.Trait(archived_at=factory.LazyFunction(timezone.now))
        example = factory.Trait(is_example=True)
        nobody_named = factory.Trait(producer=None)
        awarded = factory.Trait(
            award=factory.RelatedFactory("tests.factories.products.AwardFactory", "product", checked=True)
        )

    name_vi = factory.Sequence(lambda number: f"Miến dong Bình Lư {number}")
    slug = factory.Sequence(lambda number: f"mien-dong-binh-lu-{number}")
    producer = factory.SubFactory(ProducerFactory)
    live = True


class SelectionRoundFactory(DjangoModelFactory):
    """The northern regional selection of a year of its own."""

    class Meta:
        model = SelectionRound

    level = AwardLevel.REGION
    year = 2024
    region = Region.NORTH
    slug = factory.Sequence(lambda number: f"cap-khu-vuc-phia-bac-2024-{number}")


class DecisionFactory(DjangoModelFactory):
    """A released decision with its file; `draft` is one that nobody signed yet."""

    class Meta:
        model = Decision

    class Params:
        draft = factory.Trait(number="", date=None, file=None, slug=None, released_at=None, title="Danh sách chờ ký")

    round = factory.SubFactory(SelectionRoundFactory)
    number = factory.Sequence(lambda number: f"{1000 + number}/QĐ-BCT")
    number_key = factory.LazyAttribute(lambda decision: number_key(decision.number))
    date = datetime.date(2024, 10, 15)
    issuer = "Bộ Công Thương"
    file = factory.SubFactory(DocumentFactory)
    slug = factory.Sequence(lambda number: f"{1000 + number}-qd-bct-2024")
    released_at = factory.LazyFunction(timezone.now)


class AwardFactory(factory.Factory):
    """An award as the register enters it: checked, in force. Traits are the states it may be in."""

    class Meta:
        model = Award

    class Params:
        checked = factory.Trait(evidence=Evidence.CHECKED)
        transcribed = factory.Trait(
            evidence=Evidence.TRANSCRIBED,
            decision=None,
            source_url="https://example.org/danh-sach",
            source_date=datetime.date(2025, 1, 5),
        )
        expired = factory.Trait(valid_until=datetime.date(2020, 12, 31), granted_date=None)
        unknown_validity = factory.Trait(valid_until=None)
        revoked = factory.Trait(is_revoked=True)

    product = factory.SubFactory(ProductFactory)
    round = factory.SubFactory(SelectionRoundFactory)
    decision = factory.SubFactory(DecisionFactory, round=factory.SelfAttribute("..round"))
    level = factory.LazyAttribute(lambda award: AwardLevel(award.round.level))
    year = factory.LazyAttribute(lambda award: award.round.year)
    product_name = factory.LazyAttribute(lambda award: award.product.name_vi)
    producer_name = factory.LazyAttribute(
        lambda award: award.product.producer.name_vi if award.product.producer else ""
    )
    place = "xã Bình Lư, tỉnh Lai Châu"
    region = Region.NORTH
    certificate_no = factory.Sequence(lambda number: f"{number:03d}/GCN")
    granted_date = datetime.date(2024, 10, 15)
    valid_until = factory.LazyFunction(lambda: datetime.date(timezone.localdate().year + 2, 12, 31))
    evidence = Evidence.CHECKED
    by = factory.SubFactory(UserFactory, staff=True)
    is_revoked = False

    @classmethod
    def _create(cls, model_class: type[Award], *args: Any, **values: Any) -> Award:
        by, is_revoked = values.pop("by"), values.pop("is_revoked")
        [award] = issue_awards([NewAward(**values)], by=by)
        if is_revoked:
            revoke_award(award=award, effective_date=timezone.localdate(), reason="Không còn đạt tiêu chí.", by=by)
        return Award.objects.with_standing().get(pk=award.pk)

    @classmethod
    def _build(cls, model_class: type[Award], *args: Any, **values: Any) -> Award:
        raise NotImplementedError("An award is only ever entered into the register: use create.")
