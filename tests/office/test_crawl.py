"""Everybody of the staff walks through everything they are shown: it opens, and it is Vietnamese."""

import pytest
from wagtail.models import Page

from accounts.models import Role
from common.moderation import submit_changes
from inquiries.services import answer
from places.models import Province
from products.models import Product
from products.services.merging import merge_products
from tests.cast import join, sign_up, signed_in
from tests.factories.fairs import ExhibitorFactory, FairEditionFactory, FairSeriesFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, MembershipFactory, ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, DecisionFactory, ProductFactory, ProductGroupFactory
from tests.office.crawling import crawl, is_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy_office(director):
    """An office in which every list has something."""
    Province.objects.get_or_create(
        code="19",
        defaults={
            "name_vi": "Thái Nguyên",
            "full_name_vi": "tỉnh Thái Nguyên",
            "kind": "province",
            "slug": "thai-nguyen",
            "name_en": "Thai Nguyen",
        },
    )
    Page.objects.filter(depth=2).update(title="Trang chủ", draft_title="Trang chủ")
    producer = ProducerFactory(name_vi="Hợp tác xã Miến dong Việt Cường")
    ContactChannelFactory(producer=producer, public=True)
    ContactChannelFactory(producer=producer)
    MembershipFactory(producer=producer)
    product = ProductFactory(producer=producer, category=CategoryFactory(), group=ProductGroupFactory())
    AwardFactory(product=product)
    AwardFactory(product=product, transcribed=True)
    DecisionFactory(draft=True)
    CraftVillageFactory()
    FairSeriesFactory()
    ExhibitorFactory(edition=FairEditionFactory(), producer=producer)
    ContactChannelFactory(producer=InquiryFactory(product=product).producer)
    answer(inquiry=InquiryFactory(product=product), text="Còn hàng ạ.", author_kind="on_behalf", by=director)
    kept, merged = ProductFactory(producer=producer), ProductFactory(producer=producer)
    merge_products(kept=kept, merged=merged, reason="Hai hồ sơ là một.", by=director)
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    draft.story_vi = "Nấu từ củ dong riềng."
    submit_changes(draft, by=join(sign_up("chu", "Hoa"), producer))


@pytest.mark.parametrize("role", list(Role))
def test_every_link_opens_and_speaks_vietnamese(role, busy_office):
    person = sign_up(f"nguoi-{role}", "Mai", role)
    pages = list(crawl(signed_in(person)))
    refused = [f"{page.address} ({page.status}, trên {page.shown_on})" for page in pages if page.status >= 400]
    # Wagtail answers a refusal by leading back to the first page.
    english = sorted({f"{text} — {page.address}" for page in pages for text in page.texts if is_english(text)})
    assert not refused, refused
    assert not english, "\n".join(english)
    assert len(pages) > 20
