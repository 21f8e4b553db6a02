"""Wagtail's users app with the office's own screens of people."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    user_viewset = "office.people.viewsets.PeopleViewSet"
