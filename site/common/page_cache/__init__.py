"""Whole public pages, kept in this process under the content stamp: what anybody gets, made once for each change."""

from .middleware import PageCacheMiddleware, forget_pages

__all__ = ["PageCacheMiddleware", "forget_pages"]
