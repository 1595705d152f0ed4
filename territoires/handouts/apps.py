from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    name = "territoires.handouts"
    label = "handouts"
