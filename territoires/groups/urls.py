"""Addresses of local groups. `/groupes/<slug>/` stays for ever; the desk's own list is in desk_urls.py."""

from django.urls import path

from territoires.groups.desk_urls import people_urlpatterns
from territoires.groups.desk_urls import urlpatterns as desk_urlpatterns
from territoires.groups.views import cards, contact, group_page, joining, life, sheet, start

app_name = "groups"
urlpatterns = [
    path("groupes/", group_page.index, name="index"),
    path("groupes/creer/", start.start, name="start"),
    path("groupes/creer/feuille/", sheet.start_sheet, name="start_sheet"),
    path("groupes/creer/nouveau/<slug:entry>/", start.start_place, name="start_place"),
    path("groupes/creer/<slug:token>/", start.start_resume, name="start_resume"),
    path("groupes/creer/<slug:token>/verifier/", start.start_check, name="start_check"),
    path("groupes/creer/<slug:token>/envoyee/", start.start_sent, name="start_sent"),
    path("groupes/creer/<slug:token>/<slug:step>/", start.start_step, name="start_step"),
    path("coordination/feuille/", sheet.type_sheet, name="type_sheet"),
    path("reponse/<str:link>/", life.one_tap, name="one_tap"),
    path("groupes/<slug:slug>/", group_page.group_page, name="group_page"),
    path("groupes/<slug:slug>/ecrire/", contact.write, name="write"),
    path("groupes/<slug:slug>/ecrire/pour-quelqu-un/", contact.write_for, name="write_for"),
    path("groupes/<slug:slug>/rappel/", contact.call_back, name="call_back"),
    path("groupes/<slug:slug>/rappel/pour-quelqu-un/", contact.call_back_for, name="call_back_for"),
    path("groupes/<slug:slug>/signaler/", contact.report, name="report"),
    path("rejoindre/<slug:token>/", joining.join, name="join"),
    path("c/", cards.card_entry, name="card_entry"),
    path("c/<slug:code>/", cards.card, name="card"),
    path("c/<slug:code>/garder/", cards.card_keep, name="card_keep"),
    path("c/<slug:code>/ma-place/", cards.card_place, name="card_place"),
    path("c/<slug:code>/me-joindre/", cards.card_contact, name="card_contact"),
    path("c/<slug:code>/compte/", cards.card_account, name="card_account"),
    path("c/<slug:code>/quitter/", cards.card_leave, name="card_leave"),
    *people_urlpatterns,
    *desk_urlpatterns,
]
