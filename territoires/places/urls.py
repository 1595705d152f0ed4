"""The one address of the place search. It stays for ever."""

from django.urls import path

from territoires.places import views

app_name = "places"
urlpatterns = [path("lieux", views.search, name="search")]
