from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "territoires.front"
    label = "front"
