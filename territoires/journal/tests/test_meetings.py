"""Dates: announced in one screen, changed, cancelled, removed, taken back; past ones are signs of life."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from territoires.groups.tests.factories import make_animator, make_group
from territoires.journal import clock
from territoires.journal.actions import meetings as verbs
from territoires.journal.actions.personal_data import forget_author
from territoires.journal.models import Meeting
from territoires.journal.queries.meetings import coming, share_text
from territoires.journal.queries.personal_data import meetings_of
from territoires.journal.tests.dates import in_days, make_meeting
from territoires.kit.actors import CLOCK, VISITOR
from territoires.kit.words import in_words

pytestmark = pytest.mark.django_db
WORDS = {
    "what": "Café des parents", "starts_at": "18 h", "ends_at": "19h30", "where": "École Pasteur", "is_free": "on",
    "interpreter": "arabe", "visibility": "public", "repeat": "once", "times": "4",
}  # fmt: skip


@pytest.fixture
def group(people):
    alma = make_group("Alma", meets_where="École Pasteur")
    make_animator(alma, people.animator)
    return alma


def told(**change) -> dict[str, str]:
    return {**WORDS, "on": in_days(7).isoformat(), **change}


def url(name: str, group, *more) -> str:
    return reverse(f"journal:{name}", args=[group.slug, *more])


def page_of(client, group) -> str:
    return client.get(reverse("groups:group_page", args=[group.slug])).content.decode()


class TestAnnouncing:
    def test_one_screen_and_everybody_sees_it(self, animator, visitor, group):
        answer = animator.post(url("new_meeting", group), told())
        assert answer["Location"] == url("space_meetings", group)
        meeting = Meeting.objects.get()
        assert (meeting.on, meeting.starts_at, meeting.ends_at) == (
            in_days(7), datetime.time(18), datetime.time(19, 30),
        )  # fmt: skip
        for page in (page_of(visitor, group), visitor.get(url("meetings", group)).content.decode()):
            assert "Café des parents" in page
            assert "de 18\u00a0h à 19\u00a0h\u00a030" in page
            assert in_words(meeting.on).rsplit(" ", 1)[0] in page
            assert "gratuit" in page
            assert "on parle aussi : arabe" in page

    def test_the_place_of_the_group_is_already_written(self, animator, group):
        assert 'value="École Pasteur"' in animator.get(url("new_meeting", group)).content.decode()

    def test_every_tuesday_makes_dates_that_live_alone(self, animator, group):
        animator.post(url("new_meeting", group), told(repeat="week", times="12"))
        meetings = list(Meeting.objects.all())
        assert [row.on for row in meetings] == [in_days(7 + 7 * week) for week in range(12)]
        assert len({row.series for row in meetings}) == 1
        animator.post(url("cancel_meeting", group, meetings[3].pk))
        assert Meeting.objects.filter(cancelled_at=None).count() == 11

    def test_a_double_tap_announces_once(self, animator, group):
        for _tap in range(2):
            assert animator.post(url("new_meeting", group), told()).status_code == 302
        assert Meeting.objects.count() == 1

    def test_between_members_it_stays(self, animator, visitor, coordinator, group):
        animator.post(url("new_meeting", group), told(visibility="group", what="Réunion à nous"))
        assert "Réunion à nous" in animator.get(url("space_meetings", group)).content.decode()
        for client in (visitor, coordinator):
            assert "Réunion à nous" not in page_of(client, group)
            assert "Réunion à nous" not in client.get(url("meetings", group)).content.decode()
        space = coordinator.get(reverse("groups:desk_group", args=[group.slug])).content.decode()
        assert "Prochaines rencontres" in space
        assert "Réunion à nous" not in space
        assert "Réunion à nous" not in coordinator.get(url("space_meetings", group)).content.decode()
        secret = Meeting.objects.get()
        assert coordinator.get(url("change_meeting", group, secret.pk)).status_code == 404

    @pytest.mark.parametrize(
        ("change", "advice"),
        [
            ({"what": ""}, "Écrivez ce qu&#x27;on y fait"),
            ({"on": ""}, "Choisissez le jour."),
            ({"on": "bientôt"}, "Écrivez le jour ainsi"),
            ({"on": "9999-12-31"}, "Vérifiez l&#x27;année."),
            ({"on": "2001-01-01"}, "Ce jour est déjà passé."),
            ({"starts_at": "midi"}, "Écrivez l&#x27;heure ainsi"),
            ({"ends_at": "17 h"}, "La fin vient après le début."),
            ({"where": ""}, "Écrivez le lieu."),
            ({"visibility": "network"}, "Choisissez une réponse de la liste."),
            ({"repeat": "week", "times": "400"}, "Choisissez une réponse de la liste."),
        ],
    )
    def test_a_refusal_says_what_to_do_and_loses_nothing(self, animator, group, change, advice):
        answer = animator.post(url("new_meeting", group), told(**change))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert advice in page
        assert 'value="arabe"' in page
        assert not Meeting.objects.exists()

    def test_a_day_too_far_or_a_group_that_ended(self, group):
        facts = {"what": "x", "where": "y", "starts_at": datetime.time(9)}
        with pytest.raises(verbs.CannotAnnounce, match="far"):
            verbs.announce_meetings(group=group, facts=facts, days=[in_days(900)], by=VISITOR, now=timezone.now())
        group.ended_on = in_days(-1)
        with pytest.raises(verbs.CannotAnnounce, match="ended"):
            verbs.announce_meetings(group=group, facts=facts, days=[in_days(2)], by=VISITOR, now=timezone.now())

    def test_today_is_the_day_of_the_place(self, group):
        """At 23 h in Paris it is tomorrow already on La Réunion."""
        group.commune.department_id = "974"
        late = datetime.datetime(2026, 12, 1, 22, 0, tzinfo=datetime.UTC)
        facts = {"what": "x", "where": "y", "starts_at": datetime.time(9)}
        with pytest.raises(verbs.CannotAnnounce, match="past"):
            verbs.announce_meetings(group=group, facts=facts, days=[datetime.date(2026, 12, 1)], by=VISITOR, now=late)

    def test_the_database_refuses_an_end_before_the_start(self, group):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_meeting(group, ends_at=datetime.time(9))


class TestChanging:
    def test_a_change_is_everywhere_at_once_and_can_be_taken_back(self, animator, visitor, group):
        meeting = make_meeting(group)
        words = told(where="Médiathèque", version=meeting.version)
        assert animator.post(url("change_meeting", group, meeting.pk), words).status_code == 302
        assert "Médiathèque" in page_of(visitor, group)
        meeting.refresh_from_db()
        assert meeting.sequence == 1
        animator.post(url("undo_meeting", group, meeting.pk), {"version": meeting.version})
        meeting.refresh_from_db()
        assert (meeting.where, meeting.starts_at, meeting.sequence) == ("École Pasteur", datetime.time(18), 2)
        assert "Médiathèque" not in page_of(visitor, group)

    def test_a_new_day_is_said_to_be_postponed(self, animator, visitor, group):
        meeting = make_meeting(group)
        words = told(on=in_days(9).isoformat(), version=meeting.version)
        animator.post(url("change_meeting", group, meeting.pk), words)
        meeting.refresh_from_db()
        assert (meeting.on, meeting.postponed_from) == (in_days(9), in_days(7))
        assert "Reportée : c'était le" in page_of(visitor, group)
        animator.post(url("undo_meeting", group, meeting.pk), {"version": meeting.version})
        meeting.refresh_from_db()
        assert (meeting.on, meeting.postponed_from) == (in_days(7), None)

    def test_two_people_at_once_get_one_result_and_one_polite_word(self, animator, group):
        meeting = make_meeting(group)
        animator.post(url("change_meeting", group, meeting.pk), told(what="Atelier", version=meeting.version))
        answer = animator.post(url("change_meeting", group, meeting.pk), told(what="Goûter", version=meeting.version))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Quelqu&#x27;un a changé cette date" in page
        assert 'value="Goûter"' in page
        assert Meeting.objects.get().what == "Atelier"
        assert f'name="version" value="{meeting.version + 1}"' in page

    def test_cancelled_it_stays_and_says_so(self, animator, visitor, group):
        meeting = make_meeting(group)
        assert "Annuler cette date" in animator.get(url("cancel_meeting", group, meeting.pk)).content.decode()
        animator.post(url("cancel_meeting", group, meeting.pk))
        page = page_of(visitor, group)
        assert "Annulée" in page
        assert "Café des parents" in page
        meeting.refresh_from_db()
        animator.post(url("undo_meeting", group, meeting.pk), {"version": meeting.version})
        assert "Annulée" not in page_of(visitor, group)

    def test_cancelling_twice_is_said_kindly(self, group):
        meeting = make_meeting(group, cancelled_at=timezone.now())
        with pytest.raises(verbs.CannotChangeMeeting, match="cancelled"):
            verbs.cancel_meeting(meeting=meeting, by=VISITOR, now=timezone.now())

    def test_removed_it_leaves_and_can_come_back(self, animator, visitor, group):
        meeting = make_meeting(group)
        animator.post(url("remove_meeting", group, meeting.pk))
        assert "Café des parents" not in page_of(visitor, group)
        assert animator.get(url("space_meetings", group)).content.decode().count("Remettre") == 1
        with pytest.raises(verbs.CannotChangeMeeting, match="removed"):
            verbs.cancel_meeting(meeting=meeting, by=VISITOR, now=timezone.now())
        meeting.refresh_from_db()
        animator.post(url("undo_meeting", group, meeting.pk), {"version": meeting.version})
        assert "Café des parents" in page_of(visitor, group)

    def test_nothing_to_take_back(self, animator, group):
        meeting = make_meeting(group)
        animator.post(url("undo_meeting", group, meeting.pk), {"version": meeting.version})
        assert "rien à reprendre" in animator.get(url("space_meetings", group)).content.decode()

    @pytest.mark.parametrize("name", ["change_meeting", "cancel_meeting", "remove_meeting", "undo_meeting"])
    def test_a_date_of_another_group_is_not_there(self, animator, group, name):
        other = make_meeting(make_group("Ailleurs", "Lille"))
        assert animator.post(url(name, group, other.pk), told()).status_code == 404
        assert animator.post(url(name, other.group, other.pk), told()).status_code == 403


class TestShowing:
    def test_the_next_three_on_the_page_all_on_their_own(self, visitor, group):
        for number in range(1, 6):
            make_meeting(group, days=number, what=f"Rendez-vous {number}")
        make_meeting(group, days=-4, what="Fête passée")
        page = page_of(visitor, group)
        assert page.count("Rendez-vous") == 3
        whole = visitor.get(url("meetings", group)).content.decode()
        assert all(f"Rendez-vous {number}" in whole for number in range(1, 6))
        assert "Fête passée" in whole

    def test_no_date_no_frame(self, visitor, group):
        assert "Prochaines rencontres" not in page_of(visitor, group)
        assert "Demander la prochaine date" in visitor.get(url("meetings", group)).content.decode()

    def test_a_hidden_group_has_no_dates_for_others(self, visitor, group):
        make_meeting(group)
        group.shown_since, group.stage = None, "interested"
        group.save()
        for name in ("meetings", "ics", "atom", "agenda"):
            assert visitor.get(url(name, group)).status_code == 404
        assert not coming(group, in_days(0)).exists()

    def test_one_date_to_share_is_complete(self, group):
        group.phone, group.phone_public_since, group.phone_public_until = "03 20 00 00 00", in_days(-9), in_days(9)
        group.save()
        text = share_text(make_meeting(group), in_days(0))
        assert len(text) <= 300
        for part in ("Alma", "Roubaix", "Café des parents", "18 h", "École Pasteur", "03 20 00 00 00", "http"):
            assert part in text

    def test_the_number_of_reads_does_not_grow_with_dates(self, visitor, group, django_assert_max_num_queries):
        for number in range(30):
            make_meeting(group, days=number)
        with django_assert_max_num_queries(8):
            visitor.get(url("meetings", group))


class TestSignsOfLife:
    def test_a_date_that_passed_is_told_once(self, group):
        make_meeting(group, days=-2)
        make_meeting(group, days=-1, cancelled_at=timezone.now())
        make_meeting(group, days=-1, removed_at=timezone.now())
        make_meeting(group, days=0)
        now = timezone.now()
        assert clock.note_meetings(now) == 1
        assert clock.note_meetings(now) == 0
        group.refresh_from_db()
        assert group.last_met_on == in_days(-2)

    def test_an_older_date_noted_later_changes_nothing(self, group):
        make_meeting(group, days=-1)
        clock.note_meetings(timezone.now())
        make_meeting(group, days=-9)
        clock.note_meetings(timezone.now())
        group.refresh_from_db()
        assert group.last_met_on == in_days(-1)

    def test_a_date_that_was_not_held_is_taken_out_again(self, group):
        held = make_meeting(group, days=-9)
        not_held = make_meeting(group, days=-1)
        clock.note_meetings(timezone.now())
        verbs.cancel_meeting(meeting=not_held, by=CLOCK, now=timezone.now())
        group.refresh_from_db()
        assert group.last_met_on == held.on

    def test_what_nobody_needs_goes(self, group):
        make_meeting(group, days=5, removed_at=timezone.now() - datetime.timedelta(days=31))
        make_meeting(group, days=-1200)
        kept = make_meeting(group, days=5, removed_at=timezone.now() - datetime.timedelta(days=29))
        clock.forget_old_meetings(timezone.now())
        assert list(Meeting.objects.all()) == [kept]


class TestWhoAnnounced:
    def test_the_person_has_a_copy_and_is_forgotten_with_their_account(self, animator, people, group):
        animator.post(url("new_meeting", group), told())
        (line,) = meetings_of(people.animator.pk)
        assert (line["groupe"], line["ce qu'on y fait"]) == ("Alma", "Café des parents")
        forget_author(user_id=people.animator.pk)
        assert Meeting.objects.get().by_id is None
        assert not meetings_of(people.animator.pk)
