import pytest
from django import forms
from django.core import signing

from territoires.kit import forms as kit
from territoires.kit.wording import BANNED_PATTERN


class Proposal(kit.PublicForm):
    prenom = kit.NameField()
    langues = forms.MultipleChoiceField(
        label="Langues", choices=[("fr", "Français")], widget=forms.CheckboxSelectMultiple
    )
    lieu = forms.ChoiceField(label="Lieu", choices=[("59", "Nord")], error_messages={"required": "Choisissez un lieu."})
    accord = forms.BooleanField(label="Accord")
    jour = forms.DateField(label="Jour", required=False)


class Step(kit.OneQuestionForm):
    ou = kit.CleanCharField(label="Où habitez-vous ?")
    quartier = kit.CleanCharField(label="Quartier", required=False)


GOOD = {"prenom": "Fatou", "langues": ["fr"], "lieu": "59", "accord": "on"}


@pytest.fixture
def patience(settings):
    settings.KIT_FORM_MIN_SECONDS = 2


@pytest.fixture
def at(monkeypatch):
    def move(seconds: float) -> None:
        monkeypatch.setattr(kit.time, "time", lambda: 1_000_000 + seconds)

    move(0)
    return move


def test_a_person_who_takes_time_passes(patience, at):
    token = kit.fresh_token()
    at(2.5)
    form = Proposal({**GOOD, "depart": token})
    assert form.is_valid(), form.errors
    assert set(form.cleaned_data) == {"prenom", "langues", "lieu", "accord", "jour"}


def test_a_page_kept_in_a_cache_for_a_day_and_a_half_passes(patience, at):
    token = kit.fresh_token()
    at(36 * 3600)
    assert Proposal({**GOOD, "depart": token}).is_valid()


@pytest.mark.parametrize("seconds", [0.3, 3 * 24 * 3600])
def test_too_fast_or_too_late_is_asked_to_press_again_and_then_passes(patience, at, seconds):
    token = kit.fresh_token()
    at(seconds)
    form = Proposal({**GOOD, "depart": token})
    assert form.non_field_errors() == ["Vos réponses sont gardées. Appuyez encore une fois sur le bouton."]
    again = form["depart"].value()
    at(seconds + 2.5)
    assert Proposal({**GOOD, "depart": again}).is_valid()


def test_pressing_again_is_not_asked_beside_real_mistakes(patience, at):
    form = Proposal({"depart": kit.fresh_token()})
    assert form.errors
    assert not form.non_field_errors()


def test_a_good_token_goes_on_ageing_when_the_page_comes_back(patience, at):
    token = kit.fresh_token()
    at(0.5)
    assert Proposal({"depart": token})["depart"].value() == token


@pytest.mark.parametrize("token", ["", "x", "\x00", "1000000.0:forged", "x" * 5000])
def test_a_forged_token_is_asked_to_press_again(patience, at, token):
    form = Proposal({**GOOD, "depart": token})
    assert not form.is_valid()
    assert not form.is_robot
    assert kit.token_age(form["depart"].value()) == 0


def test_a_monstrous_token_does_not_stop_a_step():
    assert Step({"ou": "Roubaix", "depart": "\x00" * 5000}).is_valid()


def test_a_token_of_another_use_is_no_token(at):
    assert kit.token_age(signing.Signer(salt="else").sign("1000000.0")) is None
    assert kit.token_age(signing.Signer(salt=kit.SALT).sign("soon")) is None


def test_only_a_robot_fills_the_hidden_box():
    assert Proposal({**GOOD, "site_web": "https://exemple.fr"}).is_robot
    assert not Proposal({**GOOD, "site_web": ""}).is_robot
    assert not Proposal().is_robot


def test_the_hidden_box_is_out_of_sight_of_people_and_screen_readers():
    html = str(Proposal())
    box = html[html.index("kit-offscreen") :]
    assert 'aria-hidden="true"' in box
    assert 'tabindex="-1"' in box
    assert 'autocomplete="off"' in box
    assert "Laissez cette case vide" in box


def test_a_step_without_effect_is_never_slowed_down(patience, at):
    assert Step({"ou": "Roubaix"}).is_valid()


def test_the_first_field_of_a_step_is_its_question():
    step = Step()
    assert step.question.label == "Où habitez-vous ?"
    assert [field.name for field in step.other_fields] == ["quartier", "site_web"]


def test_errors_say_what_to_do_in_our_words():
    errors = Proposal({"lieu": "", "jour": "zz", "langues": ["xx"]}).errors
    assert errors["prenom"] == ["Écrivez votre prénom."]
    assert errors["lieu"] == ["Choisissez un lieu."]
    assert errors["accord"] == ["Cochez la case pour continuer."]
    assert errors["langues"] == ["Choisissez une réponse de la liste."]
    assert Proposal({}).errors["langues"] == ["« Langues » : choisissez au moins une réponse."]


def test_no_message_uses_a_word_that_wounds():
    fields = [
        forms.CharField(),
        forms.ChoiceField(),
        forms.MultipleChoiceField(),
        forms.BooleanField(),
        kit.PhoneField(),
    ]
    said = " ".join(str(text) for field in fields for text in kit.kind_messages(field).values()).lower()
    assert BANNED_PATTERN.findall(said) == []


def test_what_was_typed_stays():
    html = str(Proposal({"prenom": "", "lieu": "59", "langues": ["fr"], "jour": "3 mars <b>"}))
    assert 'value="59" selected' in html
    assert "3 mars &lt;b&gt;" in html
    assert "checked" in html
