"""Named questions about places."""

from django.db import models

from common import text


class NamedQuerySet(models.QuerySet):
    """Finding places whatever the accents, capitals or form of Unicode."""

    def named(self, name: str):
        return self.filter(name_key=text.key(name))

    def beginning_with(self, typed: str):
        return self.filter(name_key__startswith=text.key(typed))


class ProvinceQuerySet(NamedQuerySet):
    def current(self):
        return self.filter(is_current=True)


class CommuneQuerySet(NamedQuerySet):
    def with_province(self):
        return self.select_related("province")


class FormerUnitQuerySet(NamedQuerySet):
    def with_parents(self):
        return self.select_related("parent__parent", "current_province")

    def provinces(self):
        return self.filter(level="province")

    def districts(self):
        return self.filter(level="district")

    def communes(self):
        return self.filter(level="commune")
