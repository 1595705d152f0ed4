from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "territoires.kit"
    label = "kit"
