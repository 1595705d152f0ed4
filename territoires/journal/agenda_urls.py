"""Addresses of dates, feeds, texts to paste and spreading; included by journal/urls.py, same namespace."""

from django.urls import path

from territoires.journal.views import agenda, feeds, meetings, spreading

GROUP, SPACE = "groupes/<slug:slug>", "espace/groupes/<slug:slug>"
urlpatterns = [
    path(f"{GROUP}/rencontres/", meetings.meetings, name="meetings"),
    path(f"{GROUP}/rencontres.ics", feeds.ics, name="ics"),
    path(f"{GROUP}/journal.atom", feeds.atom, name="atom"),
    path(f"{GROUP}/agenda-a-coller/", agenda.agenda, name="agenda"),
    path(f"{SPACE}/rencontres/", meetings.space_meetings, name="space_meetings"),
    path(f"{SPACE}/rencontres/nouvelle/", meetings.new_meeting, name="new_meeting"),
    path(f"{SPACE}/rencontres/<row:meeting_id>/", meetings.change_meeting, name="change_meeting"),
    path(f"{SPACE}/rencontres/<row:meeting_id>/annuler/", meetings.cancel_meeting, name="cancel_meeting"),
    path(f"{SPACE}/rencontres/<row:meeting_id>/retirer/", meetings.remove_meeting, name="remove_meeting"),
    path(f"{SPACE}/rencontres/<row:meeting_id>/revenir/", meetings.undo_meeting, name="undo_meeting"),
    path(f"{SPACE}/agenda-a-coller/", agenda.space_agenda, name="space_agenda"),
    path(f"{SPACE}/journal/<slug:key>/inspire-par/", spreading.choose_source, name="choose_source"),
    path("essaimage/<slug:key>/", spreading.travel, name="travel"),
    path("essaimage/<slug:key>/carte.svg", spreading.travel_map, name="travel_map"),
    path("essaimage/<slug:key>/nous-aussi/", spreading.we_tried_too, name="we_tried_too"),
    path("espace/essaimage/<slug:key>/commencer/", spreading.start_inspired, name="start_inspired"),
    path("espace/essaimage/<row:mention_id>/retirer/", spreading.withdraw_mention, name="withdraw_mention"),
    path("espace/essaimage/<row:mention_id>/vu/", spreading.put_mention_away, name="put_mention_away"),
]
