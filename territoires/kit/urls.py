from django.conf import settings
from django.urls import path

from territoires.kit import health, views

app_name = "kit"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("style/<slug:digest>.css", views.stylesheet, name="stylesheet"),
]
if settings.MODE != "production":
    urlpatterns.append(path("_styleguide/", views.styleguide, name="styleguide"))
