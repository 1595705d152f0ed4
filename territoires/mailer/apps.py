from django.apps import AppConfig


class MailerConfig(AppConfig):
    name = "territoires.mailer"
    label = "mailer"
