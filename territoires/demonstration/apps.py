from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "territoires.demonstration"
    label = "demonstration"
