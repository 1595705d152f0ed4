"""Following, completing and taking back what one brought in, without an account."""

from django.urls import path

from territoires.contributions import views

app_name = "contributions"
urlpatterns = [
    path("suivi/", views.follow, name="follow"),
    path("suivi/recu/<slug:token>/", views.receipt, name="receipt"),
    path("suivi/recu/<slug:token>/completer/", views.complete, name="complete"),
    path("suivi/recu/<slug:token>/retirer/", views.withdraw, name="withdraw"),
    path("suivi/merci/", views.thanks, name="thanks"),
    path("suivi/<str:reference>/", views.follow_one, name="follow_one"),
    path("suivi/<str:reference>/carte/", views.card, name="card"),
]
