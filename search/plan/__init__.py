"""From words to a plan: pure code, shared by every engine."""

from .model import Group, Plan, Token
from .reading import Reading, read

__all__ = ["Group", "Plan", "Reading", "Token", "read"]
