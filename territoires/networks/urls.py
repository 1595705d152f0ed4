"""Networks, partners, sponsors. Asking to join is in front, above contributions."""

from django.urls import path

from territoires.networks.views import desk, pages

app_name = "networks"
urlpatterns = [
    path("reseaux/", pages.directory, name="directory"),
    path("reseaux/<slug:slug>/", pages.network_page, name="network_page"),
    path("partenaires/", pages.partners, name="partners"),
    path("marraines-et-parrains/", pages.sponsors, name="sponsors"),
    path("coordination/reseaux/", desk.desk, name="desk"),
    path("coordination/reseaux/ajouter/", desk.add_network, name="add_network"),
    path("coordination/reseaux/<row:network_id>/", desk.edit_network, name="edit_network"),
    path("coordination/reseaux/<row:network_id>/revenir/", desk.undo_network, name="undo_network"),
    path("coordination/mandats/<row:delegate_id>/terminer/", desk.end_mandate, name="end_mandate"),
    path("coordination/categories/ajouter/", desk.add_category, name="add_category"),
    path("coordination/categories/<row:category_id>/", desk.edit_category, name="edit_category"),
    path("coordination/categories/<row:category_id>/revenir/", desk.undo_category, name="undo_category"),
    path("coordination/partenaires/ajouter/", desk.add_partner, name="add_partner"),
    path("coordination/partenaires/<row:partner_id>/", desk.edit_partner, name="edit_partner"),
    path("coordination/partenaires/<row:partner_id>/revenir/", desk.undo_partner, name="undo_partner"),
    path("coordination/marraines-et-parrains/ajouter/", desk.add_sponsor, name="add_sponsor"),
    path("coordination/marraines-et-parrains/<row:sponsor_id>/", desk.edit_sponsor, name="edit_sponsor"),
    path("coordination/marraines-et-parrains/<row:sponsor_id>/revenir/", desk.undo_sponsor, name="undo_sponsor"),
]
