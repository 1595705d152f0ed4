from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "territoires.places"
    label = "places"
