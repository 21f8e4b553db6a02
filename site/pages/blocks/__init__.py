"""The blocks that editors build pages of: text, pictures, and records of the catalogue placed among them."""

from .body import Body
from .placing import PlacingBlock

__all__ = ["Body", "PlacingBlock"]
