"""Addresses of the office's own screens, below the admin's."""

from django.urls import path

from office.catalogue import acts, contacts
from office.inquiries_desk import passing_on
from office.inquiries_desk import views as desk
from office.register import merging, screens

app_name = "office"
urlpatterns = [
    path("ho-so/<slug:kind>/<int:record_id>/dia-chi/", acts.RenameScreen.as_view(), name="rename"),
    path("san-pham/<int:product_id>/co-so/", acts.MakerScreen.as_view(), name="assign_producer"),
    path("co-so/<int:producer_id>/tin-cay/", acts.TrustScreen.as_view(), name="trust"),
    path("co-so/<int:producer_id>/tin-cay/thoi/", acts.distrust, name="end_trust"),
    path("co-so/<int:producer_id>/lien-he/", contacts.channels, name="channels"),
    path("co-so/<int:producer_id>/lien-he/<int:channel_id>/dong-y/", contacts.ConsentScreen.as_view(), name="consent"),
    path("co-so/<int:producer_id>/lien-he/<int:channel_id>/rut/", contacts.withdraw, name="withdraw_consent"),
    path("co-so/<int:producer_id>/lien-he/<int:channel_id>/bo/", contacts.forget, name="remove_channel"),
    path("co-so/<int:producer_id>/xac-minh/", contacts.VerifyScreen.as_view(), name="verify"),
    path("co-so/<int:producer_id>/nguoi/", contacts.MembersScreen.as_view(), name="members"),
    path("co-so/<int:producer_id>/nguoi/<int:membership_id>/thoi/", contacts.end_member, name="end_member"),
    path("so-cong-nhan/giay/<int:award_id>/dinh-chinh/", screens.CorrectAward.as_view(), name="correct_award"),
    path("so-cong-nhan/giay/<int:award_id>/doi-chieu/", screens.CheckAward.as_view(), name="check_award"),
    path("so-cong-nhan/giay/<int:award_id>/thay/", screens.SupersedeAward.as_view(), name="supersede_award"),
    path("so-cong-nhan/giay/<int:award_id>/thu-hoi/", screens.RevokeAward.as_view(), name="revoke_award"),
    path("so-cong-nhan/giay/<int:award_id>/lai/", screens.ReinstateAward.as_view(), name="reinstate_award"),
    path("so-cong-nhan/gop/", merging.merges, name="merges"),
    path("so-cong-nhan/gop/<int:merge_id>/tach/", merging.undo, name="undo_merge"),
    path("so-cong-nhan/gop/<slug:kind>/<int:record_id>/", merging.choose, name="choose_merge"),
    path("so-cong-nhan/gop/<slug:kind>/<int:record_id>/<int:other_id>/", merging.MergeScreen.as_view(), name="merge"),
    path("cau-hoi/", desk.desk, name="desk"),
    path("cau-hoi/xem/<slug:name>/", desk.desk, name="desk_list"),
    path("cau-hoi/<slug:reference>/", desk.detail, name="inquiry"),
    path("cau-hoi/<slug:reference>/chuyen/", passing_on.PassOnScreen.as_view(), name="pass_on"),
    path("cau-hoi/<slug:reference>/goi/", desk.note_call, name="note_call"),
    path("cau-hoi/<slug:reference>/tra-loi/", desk.answer_on_behalf, name="answer_on_behalf"),
    path("cau-hoi/<slug:reference>/dong/", desk.close_inquiry, name="close_inquiry"),
]
