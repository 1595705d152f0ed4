"""Addresses of pictures and sound: a secret word, then a file of ours."""

from django.urls import path

from territoires.media import views

app_name = "media"
urlpatterns = [path("media/<slug:token>/<str:file>", views.rendition, name="rendition")]
