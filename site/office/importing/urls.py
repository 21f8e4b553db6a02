"""Addresses of the import's screens, below the admin's."""

from django.urls import path

from .views import decisions, lists, runs

app_name = "importing"
urlpatterns = [
    path("", lists.start, name="start"),
    path("<int:pk>/cot/", lists.columns, name="columns"),
    path("<int:pk>/doi-chieu/", lists.plan, name="plan"),
    path("<int:pk>/chon/", lists.choose_rows, name="choose"),
    path("<int:pk>/du-thao/", lists.draft_list, name="make_draft"),
    path("<int:pk>/ghi/", lists.write, name="write"),
    path("dang-ghi/<int:pk>/", runs.run, name="run"),
    path("quyet-dinh/<int:pk>/du-thao/", decisions.draft, name="draft"),
    path("quyet-dinh/<int:pk>/du-thao/chon/", decisions.choose_lines, name="choose_lines"),
    path("quyet-dinh/<int:pk>/cong-bo/", decisions.release, name="release"),
    path("quyet-dinh/<int:pk>/bo/", decisions.discard, name="discard"),
    path("quyet-dinh/<int:pk>/", decisions.released, name="released"),
    path("quyet-dinh/<int:pk>/dinh-chinh/", decisions.correct, name="correct"),
    path("quyet-dinh/<int:pk>/goi/", decisions.calls, name="calls"),
    path("quyet-dinh/<int:pk>/goi.xlsx", decisions.calls_file, name="calls_file"),
]
