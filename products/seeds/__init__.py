"""What every new site starts with: the programme's groups and a first tree of categories; staff edit both."""

from .loading import SeedCount, load_catalogue_seeds

__all__ = ["SeedCount", "load_catalogue_seeds"]
