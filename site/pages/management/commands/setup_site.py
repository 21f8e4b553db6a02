"""What every installation needs before its first page: page trees, rules, groups, categories, the site's identity."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site

from common.models import SiteIdentity
from pages.services import ensure_articles, ensure_page_trees
from products.seeds import load_catalogue_seeds


class Command(BaseCommand):
    help = "Make the page trees, the first rules and guides, groups and categories. Repeatable; changes nothing twice."

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("createcachetable", verbosity=0)
        trees = ensure_page_trees()
        articles = ensure_articles()
        seeds = load_catalogue_seeds()
        SiteIdentity.objects.get_or_create(site=Site.objects.get(is_default_site=True))
        if options["verbosity"]:
            self.stdout.write(
                f"{len(trees.homes)} page trees; {articles} articles, {seeds.groups} groups and "
                f"{seeds.categories} categories added."
            )
