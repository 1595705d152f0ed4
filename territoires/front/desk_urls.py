"""Addresses of the desk and of the space of those who sign in; joined to front/urls.py, same namespace."""

from django.urls import path

from territoires.front.views import desk, mondays, space

TEAM = "coordination/equipe/referents"
desk_urls = [
    path("coordination/", desk.desk, name="desk"),
    path("coordination/adhesions/<str:reference>/", desk.review_network, name="review_network"),
    path("coordination/lettres/", desk.desk_letters, name="desk_letters"),
    path("coordination/lettres/<row:letter_id>/vue/", desk.desk_letter_seen, name="desk_letter_seen"),
    path(f"{TEAM}/", desk.desk_delegates, name="desk_delegates"),
    path(f"{TEAM}/<row:invitation_id>/relancer/", desk.desk_delegate_again, name="desk_delegate_again"),
    path(f"{TEAM}/<row:invitation_id>/reprendre/", desk.desk_delegate_revoke, name="desk_delegate_revoke"),
    path("espace/", space.space, name="space"),
    path("espace/lettre-du-lundi/", mondays.monday, name="monday"),
    path("lettre-du-lundi/<str:link>/", mondays.monday_link, name="monday_link"),
    path("espace/messages/<str:reference>/", space.handle_message, name="handle_message"),
    path("espace/signalements/<str:reference>/", space.handle_report, name="handle_report"),
]
