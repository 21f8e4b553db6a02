"""Addresses of inquiries; Vietnamese and English."""

app_name = "inquiries"
urlpatterns: list = []
