"""Addresses of handouts. The short one is copied by hand from walls: it has no slash at its end."""

from django.urls import path

from territoires.handouts.views import cards, groups, journey

app_name = "handouts"
urlpatterns = [
    path("g/<row:group_id>", groups.short, name="short"),
    path("groupes/<slug:slug>/affiche.pdf", groups.poster, name="poster"),
    path("groupes/<slug:slug>/journal/<month:month>.pdf", groups.newspaper, name="newspaper"),
    path("espace/groupes/<slug:slug>/cartes.pdf", cards.cards, name="cards"),
    path("espace/groupes/<slug:slug>/code-du-mur.pdf", cards.wall_card, name="wall_card"),
    path("chemin/affiche-a3.pdf", journey.canvas, name="canvas"),
    path("chemin/livret.pdf", journey.booklet, name="booklet"),
    path("chemin/notre-histoire.pdf", journey.story, name="story"),
    path("chemin/notre-histoire-en-clair.pdf", journey.story_plain, name="story_plain"),
    path("chemin/<slug:token>/affiche-a3.pdf", journey.own_canvas, name="own_canvas"),
    path("chemin/<slug:token>/livret.pdf", journey.own_booklet, name="own_booklet"),
    path("miroir/feuille.pdf", journey.mirror, name="mirror"),
]
