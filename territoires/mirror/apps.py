from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "territoires.mirror"
    label = "mirror"
