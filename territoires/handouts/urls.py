"""Addresses of handouts. The short one is copied by hand from walls: it has no slash at its end."""

from django.urls import path

from territoires.handouts.views import groups

app_name = "handouts"
urlpatterns = [
    path("g/<row:group_id>", groups.short, name="short"),
    path("groupes/<slug:slug>/affiche.pdf", groups.poster, name="poster"),
]
