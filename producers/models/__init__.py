"""The producers' tables."""

from .contact import ChannelKind, ContactChannel
from .membership import Membership, MembershipRole
from .producer import LegalForm, Producer, ProducerPhoto, ProducerQuerySet, Trust, Verification
from .response import ResponseRecord
from .village import CraftVillage

__all__ = [
    "ChannelKind",
    "ContactChannel",
    "CraftVillage",
    "LegalForm",
    "Membership",
    "MembershipRole",
    "Producer",
    "ProducerPhoto",
    "ProducerQuerySet",
    "ResponseRecord",
    "Trust",
    "Verification",
]
