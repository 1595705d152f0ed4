"""Addresses of the coordination's side of groups; included by groups/urls.py, same namespace."""

from django.urls import path

from territoires.groups.views import desk_animators, desk_group, desk_groups, desk_notes, desk_review, edit

LIST, ONE, SPACE = "coordination/groupes", "coordination/groupes/<slug:slug>", "espace/groupes/<slug:slug>"
urlpatterns = [
    path(f"{LIST}/", desk_groups.desk_groups, name="desk_groups"),
    path(f"{LIST}/tableau/", desk_groups.desk_groups_csv, name="desk_groups_csv"),
    path(f"{LIST}/nouveau/", desk_groups.desk_create, name="desk_create"),
    path("coordination/propositions/<str:reference>/", desk_review.review_proposal, name="review_proposal"),
    path("coordination/etapes/<row:change_id>/fait/", desk_group.desk_step_done, name="desk_step_done"),
    path(f"{ONE}/", desk_group.desk_group, name="desk_group"),
    path(f"{ONE}/etape/", desk_group.desk_stage, name="desk_stage"),
    path(f"{ONE}/etape/annuler/", desk_group.desk_stage_undo, name="desk_stage_undo"),
    path(f"{ONE}/montrer/", desk_group.desk_show, name="desk_show"),
    path(f"{ONE}/ne-plus-montrer/", desk_group.desk_hide, name="desk_hide"),
    path(f"{ONE}/animation/", desk_animators.desk_animators, name="desk_animators"),
    path(
        f"{ONE}/animation/<row:invitation_id>/relancer/",
        desk_animators.desk_invitation_again,
        name="desk_invitation_again",
    ),
    path(
        f"{ONE}/animation/<row:invitation_id>/reprendre/",
        desk_animators.desk_invitation_revoke,
        name="desk_invitation_revoke",
    ),
    path("espace/animation/<row:animator_id>/terminer/", desk_animators.end_animation, name="end_animation"),
    path("espace/suivi/<row:note_id>/fait/", desk_notes.settle_follow_up, name="settle_follow_up"),
    path("espace/suivi/<row:note_id>/effacer/", desk_notes.erase_follow_up, name="erase_follow_up"),
    path(f"{SPACE}/", desk_group.space_group, name="space_group"),
    path(f"{SPACE}/suivi/", desk_notes.add_follow_up, name="add_follow_up"),
    path(f"{SPACE}/modifier/", edit.edit_group, name="edit_group"),
    path(f"{SPACE}/modifier/annuler/", edit.undo_edit, name="undo_edit"),
    path(f"{SPACE}/toujours-vrai/", edit.still_true, name="still_true"),
    path(f"{SPACE}/telephone/", edit.group_phone, name="group_phone"),
    path(f"{SPACE}/point/", edit.group_place, name="group_place"),
]
