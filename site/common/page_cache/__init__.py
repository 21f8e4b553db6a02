"""Whole public pages, kept in this process under the content stamp: what anybody gets, made once for each change."""

from .front import kept_first
from .middleware import PageCacheMiddleware
from .store import forget_pages

__all__ = ["PageCacheMiddleware", "forget_pages", "kept_first"]
