from django.urls import path

from territoires.demonstration import views
from territoires.kit import converters  # noqa: F401  (registers <row:…>)

app_name = "demonstration"
urlpatterns = [
    path("_demo/", views.cast, name="cast"),
    path("_courrier/", views.mailbox, name="mailbox"),
    path("_courrier.json", views.mailbox_json, name="mailbox_json"),
    path("_courrier/<row:letter_id>/", views.letter, name="letter"),
]
