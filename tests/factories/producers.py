"""Producers and what hangs on them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from producers.models import (
    ChannelKind,
    ContactChannel,
    CraftVillage,
    LegalForm,
    Membership,
    MembershipRole,
    Producer,
)


class UserFactory(DjangoModelFactory):
    """Somebody who signs in; `staff` works at the centre."""

    class Meta:
        model = User

    class Params:
        staff = factory.Trait(is_staff=True)
        director = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda number: f"nguoi-{number}")
    first_name = factory.Sequence(lambda number: f"Hoa {number}")
    last_name = "Nguyễn"


class CraftVillageFactory(DjangoModelFactory):
    class Meta:
        model = CraftVillage

    name_vi = factory.Sequence(lambda number: f"Làng nghề mây tre đan số {number}")
    slug = factory.Sequence(lambda number: f"lang-nghe-may-tre-dan-so-{number}")
    craft_vi = "mây tre đan"


class ProducerFactory(DjangoModelFactory):
    """A published producer; traits are the states it may be in."""

    class Meta:
        model = Producer
        skip_postgeneration_save = True

    class Params:
        cooperative = factory.Trait(
            legal_form=LegalForm.COOPERATIVE,
            name_vi=factory.Sequence(lambda number: f"Hợp tác xã miến Việt Cường {number}"),
        )
        household = factory.Trait(
            legal_form=LegalForm.HOUSEHOLD,
            name_vi=factory.Sequence(lambda number: f"Hộ kinh doanh Nguyễn Thị Hoa {number}"),
        )
        unpublished = factory.Trait(live=False, has_unpublished_changes=True)
        archived = factory.Trait(archived_at=factory.LazyFunction(timezone.now))
        example = factory.Trait(is_example=True)
        with_email = factory.Trait(
            email_channel=factory.RelatedFactory(
                "tests.factories.producers.ContactChannelFactory", "producer", email=True, public=True
            )
        )

    name_vi = factory.Sequence(lambda number: f"Cơ sở gốm Phù Lãng {number}")
    slug = factory.Sequence(lambda number: f"co-so-gom-phu-lang-{number}")
    live = True


class ContactChannelFactory(DjangoModelFactory):
    """A telephone number nobody agreed to publish; `public` adds the consent, `withdrawn` takes it back."""

    class Meta:
        model = ContactChannel

    class Params:
        email = factory.Trait(
            kind=ChannelKind.EMAIL, value=factory.Sequence(lambda number: f"co-so-{number}@example.org")
        )
        public = factory.Trait(
            consent_given_at=factory.LazyFunction(timezone.now), consent_text="Tôi đồng ý công bố số này."
        )
        withdrawn = factory.Trait(public=True, consent_withdrawn_at=factory.LazyFunction(timezone.now))

    producer = factory.SubFactory(ProducerFactory)
    kind = ChannelKind.PHONE
    value = factory.Sequence(lambda number: f"0912{number:06d}")


class MembershipFactory(DjangoModelFactory):
    """An owner of a producer; `helper` edits with the owner's consent, `ended` did so once."""

    class Meta:
        model = Membership

    class Params:
        helper = factory.Trait(role=MembershipRole.HELPER)
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))

    user = factory.SubFactory(UserFactory)
    producer = factory.SubFactory(ProducerFactory)
    role = MembershipRole.OWNER
