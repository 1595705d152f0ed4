"""What visitors meet first, and the desk. These addresses stay for ever."""

from django.urls import path

from territoires.front.desk_urls import desk_urls
from territoires.front.views import contact, home, machines, pages, words

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
    path("notre-histoire/", pages.story, name="story"),
    path("ce-que-nous-sommes/", pages.about, name="about"),
    path("parler-a-quelqu-un/", contact.contact, name="contact"),
    path("raconter/", contact.tell, name="tell"),
    path("raconter/pour-quelqu-un/", contact.tell_for, name="tell_for"),
    path("reseaux/rejoindre/", contact.join_network, name="join_network"),
    path("aide/", pages.help, name="help"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("donnees-personnelles/", pages.privacy, name="privacy"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("regles-de-publication/", pages.rules, name="rules"),
    path("donnees/", pages.open_data, name="open_data"),
    path("plan-du-site/", pages.plan, name="plan"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<row:number>.xml", machines.sitemap_page, name="sitemap_page"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("coordination/mots/", words.words, name="words"),
    path("coordination/mots/<slug:words>/ajouter/", words.add_word, name="add_word"),
    path("coordination/mots/<slug:words>/<row:word_id>/", words.edit_word, name="edit_word"),
    path("coordination/mots/<slug:words>/<row:word_id>/ordre/", words.order_word, name="order_word"),
    *desk_urls,
]
