from django.urls import path

from territoires.atlas import views

app_name = "atlas"
urlpatterns = [
    path("carte/", views.map, name="map"),
    path("carte/apercu.svg", views.outline, name="outline"),
    path("carte/points.json", views.points, name="points"),
    path("carte/entrees/", views.entries, name="entries"),
    path("carte/groupes.geojson", views.groups_geojson, name="groups_geojson"),
    path("carte/groupes.csv", views.groups_csv, name="groups_csv"),
    path("carte/integrer/", views.embed_help, name="embed_help"),
    path("carte/cadre/", views.frame, name="frame"),
    path("carte/imprimer/", views.print_map, name="print_map"),
    path("carte/<slug:region>/", views.region, name="region"),
    path("carte/<slug:region>/<slug:department>/", views.department, name="department"),
    path("ressources/proposer/", views.propose_resource, name="propose_resource"),
    path("ressources/proposer/pour-quelqu-un/", views.propose_resource_for, name="propose_resource_for"),
    path("ressources/<slug:slug>/", views.resource_page, name="resource_page"),
    path("ressources/<slug:slug>/ecrire/", views.write_to_resource, name="write_to_resource"),
    path("ressources/<slug:slug>/ecrire/pour-quelqu-un/", views.write_to_resource_for, name="write_to_resource_for"),
    path("ressources/<slug:slug>/signaler/", views.report_resource, name="report_resource"),
    path("marraines-et-parrains/<slug:slug>/signaler/", views.report_sponsor, name="report_sponsor"),
    path("coordination/ressources/", views.resources, name="resources"),
    path("coordination/ressources/fiche/<slug:slug>/", views.edit_resource, name="edit_resource"),
    path("coordination/ressources/<str:reference>/", views.review_resource, name="review_resource"),
]
