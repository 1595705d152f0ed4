"""« Les personnes »: what those who animate do with the people of their group. A page, never a list to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.people import (
    CannotRestore,
    end_membership,
    join_group,
    note_contact_read,
    restore_member,
)
from territoires.groups.actions.table import copy_roles
from territoires.groups.enums import CameBy
from territoires.groups.forms.people import ByHandForm
from territoires.groups.models import LocalGroup, Member
from territoires.groups.permissions import ANIMATE, fetch_ended_member_for, fetch_group_for, fetch_member_for
from territoires.groups.queries.people import contact_of, people_of_group
from territoires.groups.views.answering import done, form_page
from territoires.kit import once
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of
from territoires.kit.forms import KitForm

PAGE = "groups:people"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who comes, and adding somebody by hand."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    form = ByHandForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _add_once(request, group, form)
        return done(request, _("C'est noté. Vous pouvez lui faire une carte."), PAGE, slug)
    now = timezone.now()
    found = people_of_group(request.user, group, now, timezone.localdate(now))
    return form_page(request, "groups/people/people.html", form, group=group, found=found)


def _add_once(request: SignedInRequest, group: LocalGroup, form: ByHandForm) -> None:
    def effect() -> str:
        join_group(
            group=group, place=form.place, came_by=CameBy.ANIMATOR, by=actor_of(request), now=timezone.now()
        )  # fmt: skip
        return reverse(PAGE, args=[group.slug])

    once.perform(once.once_key(request, f"groups-people:{group.pk}", form.cleaned_data), effect, timezone.now())


@signed_in
@require_safe
def person_contact(request: SignedInRequest, slug: str, member_id: int) -> HttpResponse:
    """An address or a number, while the person agrees. Opening this page is noted in the journal."""
    group, member = _member(request, slug, member_id)
    now = timezone.now()
    contact = contact_of(member, timezone.localdate(now))
    if contact is None:
        raise Http404
    note_contact_read(member=member, by=actor_of(request), now=now)
    return render(request, "groups/people/contact.html", {"group": group, "member": member, "contact": contact})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end_person(request: SignedInRequest, slug: str, member_id: int) -> HttpResponse:
    group, member = _member(request, slug, member_id)
    if request.method != "POST":
        return form_page(request, "groups/people/end.html", KitForm(), group=group, member=member)
    end_membership(member=member, by=actor_of(request), now=timezone.now())
    return done(request, _("C'est noté. Vous pouvez revenir en arrière pendant trente jours."), PAGE, slug)


@signed_in
@require_POST
def restore_person(request: SignedInRequest, slug: str, member_id: int) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    now = timezone.now()
    member = fetch_ended_member_for(request.user, group, member_id, now=now)
    try:
        restore_member(member=member, by=actor_of(request), now=now)
    except CannotRestore as refusal:
        return done(request, refusal.words, PAGE, slug)
    return done(request, _("C'est remis. Faites-lui une nouvelle carte si besoin."), PAGE, slug)


def _member(request: SignedInRequest, slug: str, member_id: int) -> tuple[LocalGroup, Member]:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    return group, fetch_member_for(request.user, group, member_id)


@signed_in
@require_POST
def update_table(request: SignedInRequest, slug: str) -> HttpResponse:
    """The roles on the public page, from what members said. No name goes out."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    copy_roles(group=group, by=actor_of(request), now=timezone.now())
    return done(request, _("La page publique est à jour. Elle dit des rôles, jamais des noms."), "groups:inside", slug)
