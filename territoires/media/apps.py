from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "territoires.media"
    label = "media"
