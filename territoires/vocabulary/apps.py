from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "territoires.vocabulary"
    label = "vocabulary"
