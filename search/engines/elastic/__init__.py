"""The engine for a country: Elasticsearch 8 or 9, any number of nodes, no plugin, no analysis, no script."""

from .connecting import connected
from .engine import ElasticEngine

__all__ = ["ElasticEngine", "connected"]
