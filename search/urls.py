"""Addresses of this app; see docs/addresses.md."""

app_name = "search"
urlpatterns: list = []
