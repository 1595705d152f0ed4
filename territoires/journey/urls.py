"""Addresses of the path. `/chemin/` stays for ever; what comes after it may be the secret part of one path."""

from django.urls import path

from territoires.journey.views import care, inside, page, paper, reading, start
from territoires.journey.views import path as steps

app_name = "journey"
urlpatterns = [
    path("chemin/", start.start, name="start"),
    path("chemin/reprendre/", start.resume, name="resume"),
    path("chemin/reprendre/<str:reference>/", start.resume_one, name="resume_one"),
    path("chemin/reprendre/<str:reference>/carte/", start.card, name="card"),
    path("chemin/socle/", reading.base, name="base"),
    path("chemin/notre-histoire/", reading.story, name="story"),
    path("chemin/notre-histoire/en-clair/", reading.story_plain, name="story_plain"),
    path("chemin/affiche-a3/", paper.canvas, name="canvas"),
    path("chemin/livret/", paper.booklet, name="booklet"),
    path("chemin/depuis-le-papier/", paper.type_canvas, name="type_canvas"),
    path("chemin/<slug:token>/", steps.journey, name="journey"),
    path("chemin/<slug:token>/affiche-a3/", paper.own_canvas, name="own_canvas"),
    path("chemin/<slug:token>/livret/", paper.own_booklet, name="own_booklet"),
    path("chemin/<slug:token>/garder/", care.keep, name="keep"),
    path("chemin/<slug:token>/effacer/", care.erase, name="erase"),
    path("chemin/<slug:token>/coup-de-main/", care.ask_help, name="ask_help"),
    path("chemin/<slug:token>/page/verifier/", page.check_page, name="check_page"),
    path("chemin/<slug:token>/saisie/<row:entry_id>/", paper.paper_receipt, name="paper_receipt"),
    path("chemin/<slug:token>/<slug:step>/", steps.step, name="step"),
    path("chemin/<slug:token>/<slug:step>/avant/", steps.past, name="past"),
    path("chemin/<slug:token>/<slug:step>/avant/<row:number>/", steps.bring_back_version, name="bring_back_version"),
    path("espace/groupes/<slug:slug>/chemin/", inside.group_journey, name="group_journey"),
]
