"""Addresses of this app; see docs/addresses.md."""

app_name = "workspace"
urlpatterns: list = []
