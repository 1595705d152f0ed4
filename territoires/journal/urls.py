"""Addresses of journal: what is read, what comes by a card, where it is written."""

from django.urls import path

from territoires.journal.agenda_urls import urlpatterns as agenda_urlpatterns
from territoires.journal.views import card, desk, reading, words, writing

app_name = "journal"
GROUP, SPACE = "groupes/<slug:slug>/journal/", "espace/groupes/<slug:slug>/journal/"
urlpatterns = [
    path(GROUP, reading.entries, name="entries"),
    path(f"{GROUP}<month:month>/", reading.newspaper, name="newspaper"),
    path(f"{GROUP}<slug:key>/", reading.entry, name="entry"),
    path(f"{GROUP}<slug:key>/fichiers/<slug:token>/<str:file>", reading.entry_file, name="entry_file"),
    path("c/<slug:code>/raconter/", card.tell, name="tell"),
    path("c/<slug:code>/raconter/pour-quelqu-un/", card.tell_for, name="tell_for"),
    path(SPACE, desk.desk, name="desk"),
    path(f"{SPACE}nouveau/", writing.write, name="write"),
    path(f"{SPACE}<slug:key>/", desk.written, name="written"),
    path(f"{SPACE}<slug:key>/modifier/", writing.change, name="change"),
    path(f"{SPACE}<slug:key>/ajouter/", writing.add_media, name="add_media"),
    path(f"{SPACE}<slug:key>/bouger/", desk.move, name="move"),
    path(f"{SPACE}<slug:key>/lire/", words.read_words, name="read_words"),
    path(f"{SPACE}<slug:key>/cacher/", desk.hide, name="hide"),
    path(f"{SPACE}<slug:key>/enlever/<slug:token>/", desk.take_off, name="take_off"),
    *agenda_urlpatterns,
]
