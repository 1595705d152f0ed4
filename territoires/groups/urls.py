"""Addresses of local groups. `/groupes/<slug>/` stays for ever; the desk's own list is in desk_urls.py."""

from django.urls import path

from territoires.groups.desk_urls import urlpatterns as desk_urlpatterns
from territoires.groups.views import contact, group_page, sheet, start

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
    path("groupes/<slug:slug>/", group_page.group_page, name="group_page"),
    path("groupes/<slug:slug>/ecrire/", contact.write, name="write"),
    path("groupes/<slug:slug>/ecrire/pour-quelqu-un/", contact.write_for, name="write_for"),
    path("groupes/<slug:slug>/rappel/", contact.call_back, name="call_back"),
    path("groupes/<slug:slug>/rappel/pour-quelqu-un/", contact.call_back_for, name="call_back_for"),
    path("groupes/<slug:slug>/signaler/", contact.report, name="report"),
    *desk_urlpatterns,
]
