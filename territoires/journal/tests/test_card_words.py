"""Telling with a card or the code on the wall: received, followed, read, shown, refused, withdrawn."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.actions import complete, withdraw
from territoires.contributions.models import Consent, Contribution
from territoires.groups.models import LocalGroup
from territoires.journal.actions import card as verbs
from territoires.journal.actions.entries import change_entry
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.models import Entry
from territoires.journal.tests.words import BY, JPEG, animated, make_card, make_picture, shown_picture
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter
from territoires.media.models import Picture

pytestmark = pytest.mark.django_db
NOW = timezone.now
SAID = "On a lu des contes dans toutes les langues."


def tell(client, card, name="tell", **facts):
    known = {"words": SAID, "visibility": "public", "first_name": "Awa", "sound_voice": "me"}
    return client.post(reverse(f"journal:{name}", args=[card.code]), {**known, **facts})


def text(response):
    return response.content.decode()


def received(group, **facts):
    known = {"words": SAID, "first_name": "Awa", "visibility": "public", "now": NOW(), "by": VISITOR}
    return verbs.receive_words(group=group, **{**known, **facts}).entry


def accept(entry, **facts):
    known = {
        "version": entry.version, "sent_version": entry.contribution.version, "words": entry.words, "said_by": "Awa",
        "visibility": entry.visibility, "now": NOW(), "by": BY,
    }  # fmt: skip
    return verbs.accept_words(entry=entry, **{**known, **facts})


def test_words_wait_until_somebody_has_read_them(visitor, animator):
    group = animated(animator.user)
    response = tell(visitor, make_card(group))
    entry = Entry.objects.get()
    assert response.url == reverse("contributions:receipt", args=[entry.contribution.token])
    assert entry.contribution.reference in text(visitor.get(response.url))
    assert (entry.status, entry.said_by, entry.member.first_name) == ("waiting", "Awa", "Awa")
    assert SAID not in text(visitor.get(reverse("journal:entries", args=[group.slug])))
    letter = Letter.objects.get()
    assert letter.to == animator.user.email
    assert SAID not in letter.text
    assert "À lire avant de publier" in text(animator.get(reverse("front:space")))


def test_the_code_on_the_wall_names_nobody(visitor, animator):
    tell(visitor, make_card(animated(animator.user), wall=True), first_name="")
    entry = Entry.objects.get()
    assert (entry.said_by, entry.member) == ("", None)


def test_a_letter_a_day_at_most(visitor, animator):
    card = make_card(animated(animator.user))
    for number in range(3):
        tell(visitor, card, words=f"Mots {number}.")
    assert Letter.objects.count() == 1


def test_sent_twice_it_arrives_once(visitor, animator):
    card = make_card(animated(animator.user))
    assert tell(visitor, card).url == tell(visitor, card).url
    assert Entry.objects.count() == 1


def test_a_card_taken_back_tells_nothing_more(visitor, animator):
    card = make_card(animated(animator.user))
    card.revoked_at = NOW()
    card.save()
    assert tell(visitor, card).status_code in (404, 410)
    assert not Entry.objects.exists()


def test_a_group_that_ended(visitor, animator):
    card = make_card(animated(animator.user))
    LocalGroup.objects.update(ended_on=timezone.localdate())
    response = tell(visitor, card)
    assert response.status_code == 422
    assert "pris fin" in text(response)
    assert SAID in text(response)


def test_numbers_are_pointed_at_once_and_never_stop(visitor, animator):
    card = make_card(animated(animator.user))
    said = "Appelez-moi au 06 12 34 56 78."
    file = SimpleUploadedFile("photo.jpg", JPEG, content_type="image/jpeg")
    first = tell(visitor, card, words=said, picture=file, picture_people="nobody", picture_alt="Une table")
    assert "<mark>06 12 34 56 78</mark>" in text(first)
    held = Picture.objects.get().token
    assert held in text(first)
    tell(visitor, card, words=said, reread="1", picture_held=held, picture_people="nobody", picture_alt="Une table")
    assert Entry.objects.get().words == said
    assert Picture.objects.get().owner == Entry.objects.get().media_key


def test_typed_for_somebody(visitor, animator):
    card = make_card(animated(animator.user))
    page = text(visitor.get(reverse("journal:tell_for", args=[card.code])))
    assert "Lisez ces mots à la personne" in page
    tell(visitor, card, "tell_for", agreed="aloud", relay_name="Nadia", relay_contact="06 11 22 33 44")
    consent = Consent.objects.get()
    assert (consent.purpose, consent.given, consent.witness) == ("journal", "aloud", "Nadia")
    assert consent.text_version == verbs.TEXT_VERSION


def test_without_saying_how_the_person_agreed_nothing_is_kept(visitor, animator):
    response = tell(visitor, make_card(animated(animator.user)), "tell_for")
    assert response.status_code == 422
    assert not Contribution.objects.exists()


def test_a_flood_to_one_group_is_held_back(animator, monkeypatch):
    monkeypatch.setattr(verbs, "WORDS_A_DAY", 1)
    group = animated(animator.user)
    received(group)
    with pytest.raises(CannotTell) as refusal:
        received(group, words="Encore")
    assert refusal.value.code == "flood"


def test_held_in_a_flood_no_letter_leaves(animator):
    received(animated(animator.user), held=True)
    assert not Letter.objects.exists()


def test_accepted_as_it_came(animator):
    entry = accept(received(animated(animator.user)))
    assert (entry.status, entry.agreed_until) == ("published", timezone.localdate() + datetime.timedelta(days=1095))
    assert Contribution.objects.get().state == "accepted"
    assert Entry.objects.public(timezone.localdate()).exists()


def test_the_final_text_is_read_at_the_reference(visitor, animator):
    entry = received(animated(animator.user))
    accept(entry, words="On a lu des contes.")
    page = text(visitor.get(reverse("contributions:receipt", args=[Contribution.objects.get().token])))
    assert "Le texte tel qu&#x27;il paraît" in page
    assert "On a lu des contes." in page


def test_a_wish_is_never_widened(animator):
    entry = received(animated(animator.user), visibility="group")
    with pytest.raises(CannotTell) as refusal:
        accept(entry, visibility="public")
    assert refusal.value.code == "wish"


def test_afterwards_neither(animator):
    entry = accept(received(animated(animator.user), visibility="group"))
    with pytest.raises(CannotTell) as refusal:
        change_entry(entry=entry, version=None, told={"visibility": "public"}, now=NOW(), by=BY)
    assert refusal.value.code == "wish"


def test_a_text_that_changed_meanwhile_is_read_again(animator):
    entry = received(animated(animator.user))
    complete(contribution=entry.contribution, words="Et aussi des chants.", label="x", now=NOW(), by=VISITOR)
    with pytest.raises(CannotTell) as refusal:
        accept(entry)
    assert refusal.value.code == "changed"


def test_read_and_shown_by_the_screen(animator):
    group = animated(animator.user)
    entry = received(group)
    address = reverse("journal:read_words", args=[group.slug, entry.key])
    page = text(animator.get(address))
    assert SAID in page
    told = {"words": SAID, "said_by": "Awa", "visibility": "public", "version": entry.version,
            "sent_version": entry.contribution.version}  # fmt: skip
    assert animator.post(address, told).url == reverse("journal:written", args=[group.slug, entry.key])
    entry.refresh_from_db()
    assert entry.status == "published"
    assert animator.post(address, told).status_code == 302


def test_read_and_kindly_refused_by_the_screen(visitor, animator):
    group = animated(animator.user)
    entry = received(group, email="awa@exemple.fr")
    picture = make_picture(entry)
    address = reverse("journal:read_words", args=[group.slug, entry.key])
    versions = {"non-version": entry.version, "non-sent_version": entry.contribution.version}
    assert animator.post(address, {"refuse": "1", **versions}).status_code == 422
    animator.post(address, {"refuse": "1", "non-reason": "On y reconnaît un enfant.", **versions})
    entry.refresh_from_db()
    picture.refresh_from_db()
    assert (entry.status, entry.words, picture.state) == ("withdrawn", "", "removed")
    page = text(visitor.get(reverse("contributions:receipt", args=[entry.contribution.token])))
    assert "On y reconnaît un enfant." in page
    assert "On y reconnaît un enfant." in Letter.objects.get(to="awa@exemple.fr").text


def test_another_open_consent_keeps_the_words_unseen(animator):
    group = animated(animator.user)
    entry = received(group)
    make_picture(entry, people="adults")
    address = reverse("journal:read_words", args=[group.slug, entry.key])
    assert "Publier sans la photo ni le son" in text(animator.get(address))
    told = {"words": SAID, "said_by": "", "visibility": "public", "version": entry.version,
            "sent_version": entry.contribution.version}  # fmt: skip
    assert animator.post(address, told).status_code == 422
    animator.post(address, {**told, "publish_words": "1"})
    entry.refresh_from_db()
    assert entry.status == "published"


def test_whoever_told_it_withdraws_it_everywhere_at_once(visitor, animator):
    group = animated(animator.user)
    entry = accept(received(group, email="awa@exemple.fr"))
    picture = shown_picture(entry)
    change_entry(entry=entry, version=None, told={"words": "Un peu corrigé."}, now=NOW(), by=BY)
    file = picture.renditions.first()
    places = [
        reverse("groups:group_page", args=[group.slug]),
        reverse("journal:entries", args=[group.slug]),
        reverse("journal:entry", args=[group.slug, entry.key]),
        reverse("journal:newspaper", args=[group.slug, f"{entry.happened_on:%Y-%m}"]),
        reverse("journal:atom", args=[group.slug]),
    ]
    assert all("Un peu corrigé." in text(visitor.get(place)) for place in places)
    assert visitor.get(reverse("media:rendition", args=[picture.token, file.name])).status_code == 200
    withdraw(contribution=Contribution.objects.get(), now=NOW(), by=VISITOR)
    for place in places:
        answer = text(visitor.get(place))
        assert "Un peu corrigé." not in answer
        assert picture.token not in answer
    assert visitor.get(places[2]).status_code == 410
    assert visitor.get(reverse("media:rendition", args=[picture.token, file.name])).status_code == 404
    entry.refresh_from_db()
    group.refresh_from_db()
    assert (entry.words, entry.said_by, entry.status) == ("", "", "withdrawn")
    assert entry.emptied_at
    assert not entry.versions.exists()
    assert group.last_entry_at is None
    assert "Un peu" not in "".join(Letter.objects.values_list("text", flat=True))
    assert animator.get(reverse("journal:written", args=[group.slug, entry.key])).status_code == 404


def test_three_years_later_nobody_reads_it(animator):
    accept(received(animated(animator.user)))
    today = timezone.localdate()
    assert Entry.objects.public(today + datetime.timedelta(days=1094)).exists()
    assert not Entry.objects.public(today + datetime.timedelta(days=1096)).exists()
    assert verbs.forget_ended_agreements(now=NOW() + datetime.timedelta(days=1400)) == 0
    assert verbs.forget_ended_agreements(now=NOW() + datetime.timedelta(days=1470)) == 1
    assert Entry.objects.get().words == ""


def test_words_that_nobody_read_go(animator):
    entry = received(animated(animator.user))
    make_picture(entry)
    assert verbs.forget_ended_agreements(now=NOW() + datetime.timedelta(days=364)) == 1
    assert not Picture.objects.exclude(state="removed").exists()


def test_somebody_who_leaves_may_ask_for_their_name_to_go(animator):
    group = animated(animator.user)
    entry = accept(received(group, member=make_card(group).member))
    verbs.forget_member_name(member_id=entry.member_id, now=NOW(), by=VISITOR)
    entry.refresh_from_db()
    assert (entry.words, entry.said_by) == (SAID, "")


def test_the_card_page_offers_to_tell(visitor, animator):
    group = animated(animator.user)
    accept(received(group, visibility="group"))
    mine, wall = make_card(group), make_card(group, wall=True)
    page = text(visitor.get(reverse("groups:card", args=[mine.code])))
    assert reverse("journal:tell", args=[mine.code]) in page
    assert SAID in page
    page = text(visitor.get(reverse("groups:card", args=[wall.code])))
    assert reverse("journal:tell", args=[wall.code]) in page
    assert SAID not in page
