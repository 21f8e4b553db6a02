"""The products' tables: the catalogue and the award register."""

from .catalogue import Category, ProductGroup
from .details import CertificateKind, PriceKind, ProductCertificate, ProductPhoto, Recognition
from .product import NameBasis, Product, ProductQuerySet, ProductTag
from .register import (
    Award,
    AwardEvent,
    AwardEventKind,
    AwardLevel,
    AwardStanding,
    AwardStandingQuerySet,
    AwardState,
    Decision,
    DecisionEvent,
    Evidence,
    SelectionRound,
)
from .results import ColumnMapping, DecisionLine, MergeRecord, RegisterSettings

__all__ = [
    "Award",
    "AwardEvent",
    "AwardEventKind",
    "AwardLevel",
    "AwardStanding",
    "AwardStandingQuerySet",
    "AwardState",
    "Category",
    "CertificateKind",
    "ColumnMapping",
    "Decision",
    "DecisionEvent",
    "DecisionLine",
    "Evidence",
    "MergeRecord",
    "NameBasis",
    "PriceKind",
    "Product",
    "ProductCertificate",
    "ProductGroup",
    "ProductPhoto",
    "ProductQuerySet",
    "ProductTag",
    "Recognition",
    "RegisterSettings",
    "SelectionRound",
]
