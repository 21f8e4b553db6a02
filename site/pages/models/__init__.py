"""Editorial content as Wagtail pages, one tree a language (DESIGN §4)."""

from .base import BodyField, EditorialPage, StoryPage
from .campaigns import CampaignPage
from .guides import GuideIndexPage, GuidePage
from .home import HomePage
from .news import ArticlePage, NewsIndexPage
from .rules import RulesPage

__all__ = [
    "ArticlePage",
    "BodyField",
    "CampaignPage",
    "EditorialPage",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "NewsIndexPage",
    "RulesPage",
    "StoryPage",
]
