"""Addresses of this app; see docs/addresses.md."""

app_name = "inquiries"
urlpatterns: list = []
