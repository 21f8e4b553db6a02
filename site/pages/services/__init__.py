"""What other apps may do with editorial pages."""

from .articles import ensure_articles
from .trees import PageTrees, ensure_page_trees

__all__ = ["PageTrees", "ensure_articles", "ensure_page_trees"]
