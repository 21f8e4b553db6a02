"""The people of the tests: each file asks every one of them what they may do."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import Role, User
from office.roles import group_name
from producers.models import Membership, MembershipRole, Producer
from tests.factories.producers import ProducerFactory

PASSWORD = "mat-khau-cua-bai-thu"


def sign_up(username: str, name: str, role: Role | None = None) -> User:
    """Somebody with an account; of the centre's staff where a role is given."""
    user = User.objects.create_user(username=username, password=PASSWORD, first_name=name, is_staff=role is not None)
    if role:
        user.groups.add(Group.objects.get(name=group_name(role)))
    return user


def join(user: User, producer: Producer, role: MembershipRole = MembershipRole.OWNER) -> User:
    Membership.objects.create(user=user, producer=producer, role=role)
    return user


def signed_in(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def workshop(db: Any) -> Producer:
    """The producer whose products the cast talks about."""
    return ProducerFactory(name_vi="Hợp tác xã Miến dong Bình Lư", slug="hop-tac-xa-mien-dong-binh-lu")


@pytest.fixture
def producer(workshop: Producer) -> User:
    """The owner of the workshop."""
    return join(sign_up("chu-co-so", "Hoa"), workshop)


@pytest.fixture
def helper(workshop: Producer) -> User:
    """A relative who edits for the workshop."""
    return join(sign_up("nguoi-giup", "Lan"), workshop, MembershipRole.HELPER)


@pytest.fixture
def rival_producer(db: Any) -> User:
    """The owner of another workshop."""
    return join(sign_up("doi-thu", "Tùng"), ProducerFactory(name_vi="Cơ sở Miến Đình Trung", slug="mien-dinh-trung"))


@pytest.fixture
def staff_producer(workshop: Producer) -> User:
    """A member of the workshop who also works at the centre, as an editor and as a moderator."""
    user = join(sign_up("can-bo-chu-co-so", "Minh", Role.MODERATOR), workshop)
    user.groups.add(Group.objects.get(name=group_name(Role.EDITOR)))
    return user


@pytest.fixture
def buyer(db: Any) -> Client:
    """A visitor who never signs in."""
    return Client()


@pytest.fixture
def director(db: Any) -> User:
    return sign_up("giam-doc", "Bình", Role.DIRECTOR)


@pytest.fixture
def editor(db: Any) -> User:
    return sign_up("bien-tap", "Mai", Role.EDITOR)


@pytest.fixture
def moderator(db: Any) -> User:
    return sign_up("kiem-duyet", "Sơn", Role.MODERATOR)


@pytest.fixture
def fair_officer(db: Any) -> User:
    return sign_up("hoi-cho", "Quý", Role.FAIR_OFFICER)
