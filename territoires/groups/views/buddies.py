"""Groups that walk together: propose, say yes or no, end. For those who animate, and the coordination."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.buddies import CannotPair, accept_buddy, end_buddy, propose_buddy
from territoires.groups.enums import Side
from territoires.groups.forms.people import BuddyForm, GroupSearchForm
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import EDIT, animates, fetch_buddy_for, fetch_group_for
from territoires.groups.queries.buddies import pair_for, pairs_of, possible_buddies
from territoires.groups.queries.tasks import file_address
from territoires.groups.views.answering import done, form_page, refuse
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of
from territoires.kit.forms import KitForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def buddies(request: SignedInRequest, slug: str) -> HttpResponse:
    """The buddies of a group, and groups it could walk with: the nearest ones, or those one looks for."""
    group = fetch_group_for(request.user, slug, to=EDIT)
    search = GroupSearchForm(request.GET)
    choice = possible_buddies(group, search.words())
    form, status = BuddyForm(request.POST if request.method == "POST" else None, groups=choice), 200
    if request.method == "POST" and form.is_valid():
        try:
            _propose(request, group, form)
            return done(
                request, _("La proposition est partie. Le groupe répond quand il veut."), "groups:buddies", slug
            )
        except CannotPair as refusal:
            status = refuse(form, refusal)
    return form_page(
        request, "groups/inside/buddies.html", form, status=status, group=group, search=search, choice=choice,
        pairs=pairs_of(group), back=file_address(request.user, group),
    )  # fmt: skip


def _propose(request: SignedInRequest, group: LocalGroup, form: BuddyForm) -> None:
    """`way` is the side of our group: the one that begins, or the one that accompanies."""
    way, other = form.cleaned_data["way"], form.cleaned_data["other"]
    experienced, newer = (group, other) if way == Side.EXPERIENCED else (other, group)
    side = Side(way) if animates(request.user, group) else Side.COORDINATION
    propose_buddy(
        experienced=experienced, newer=newer, proposed_from=side, by=actor_of(request), now=timezone.now()
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def buddy(request: SignedInRequest, buddy_id: int) -> HttpResponse:
    """One pair: say yes for one's own group, or stop. The coordination may stop, it says yes for nobody."""
    pair = pair_for(request.user, fetch_buddy_for(request.user, buddy_id))
    form, status = KitForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        form.is_valid()
        now, by = timezone.now(), actor_of(request)
        try:
            if "yes" in request.POST and pair.may_accept:
                for side in pair.sides:
                    accept_buddy(buddy=pair.buddy, side=side, by=by, now=now)
                return done(request, _("C'est noté."), "groups:buddy", buddy_id)
            if "stop" in request.POST:
                end_buddy(buddy=pair.buddy, by=by, now=now)
                return done(request, _("C'est noté. L'autre groupe le sait."), "front:space")
        except CannotPair as refusal:
            status = refuse(form, refusal)
    return render(request, "groups/inside/buddy.html", {"form": form, "pair": pair}, status=status)
