from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "territoires.journey"
    label = "journey"
