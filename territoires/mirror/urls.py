"""Addresses of the mirror. All but the blank sheet lead nowhere for whoever is not of the group."""

from django.urls import path

from territoires.mirror.views import answering, rounds, texts, tries

SPACE, CARD = "espace/groupes/<slug:slug>/miroir", "c/<slug:code>/miroir"
app_name = "mirror"
urlpatterns = [
    path("miroir/feuille/", rounds.sheet, name="sheet"),
    path(f"{CARD}/", answering.card_mirror, name="card_mirror"),
    path(f"{CARD}/<row:landmark>/", answering.card_question, name="card_question"),
    path(f"{SPACE}/", answering.mirror, name="mirror"),
    path(f"{SPACE}/repondre/<row:landmark>/", answering.question, name="question"),
    path(f"{SPACE}/ouvrir/", rounds.open_mirror_now, name="open"),
    path(f"{SPACE}/regarder/", rounds.look, name="look"),
    path(f"{SPACE}/refermer/", rounds.give_up, name="give_up"),
    path(f"{SPACE}/recopier/", rounds.tally, name="tally"),
    path(f"{SPACE}/tours/<row:mirror_id>/", rounds.past_round, name="past_round"),
    path(f"{SPACE}/tours/<row:mirror_id>/essayer/", tries.choose, name="choose"),
    path(f"{SPACE}/tours/<row:mirror_id>/ou-en-sommes-nous/", tries.settle, name="settle"),
    path(f"{SPACE}/textes/", texts.texts, name="texts"),
    path(f"{SPACE}/textes/ecrire/", texts.write, name="write_text"),
    path(f"{SPACE}/textes/<row:text_id>/", texts.rewrite, name="rewrite_text"),
    path(f"{SPACE}/textes/<row:text_id>/decider/", texts.decide, name="decide_text"),
    path("coordination/textes/<row:text_id>/lu/", texts.handed_text_read, name="handed_text_read"),
]
