"""Addresses of the office's own screens, below the admin's."""

from django.urls import path

from office.catalogue import contacts

app_name = "office"
urlpatterns = [
    path("co-so/<int:producer_id>/lien-he/", contacts.channels, name="channels"),
    path(
        "co-so/<int:producer_id>/lien-he/<int:channel_id>/dong-y/", contacts.ConsentScreen.as_view(), name="consent"
    ),
    path("co-so/<int:producer_id>/lien-he/<int:channel_id>/rut/", contacts.withdraw, name="withdraw_consent"),
    path("co-so/<int:producer_id>/lien-he/<int:channel_id>/bo/", contacts.forget, name="remove_channel"),
    path("co-so/<int:producer_id>/xac-minh/", contacts.VerifyScreen.as_view(), name="verify"),
    path("co-so/<int:producer_id>/nguoi/", contacts.MembersScreen.as_view(), name="members"),
    path("co-so/<int:producer_id>/nguoi/<int:membership_id>/thoi/", contacts.end_member, name="end_member"),
]
