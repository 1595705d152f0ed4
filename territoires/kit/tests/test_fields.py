import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from territoires.kit.fields import CleanCharField, MailField, NameField, PhoneField, PhoneNumber, clean_text


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("01 99 00 10 01", "+33199001001"),
        ("06.39.98.12.34", "+33639981234"),
        ("06-12-34-56-78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0590 12 34 56", "+590590123456"),
        ("0692 12 34 56", "+262692123456"),
        ("0696 12 34 56", "+596696123456"),
        ("0508 41 12 34", "+508411234"),
        ("+32 2 234 56 78", "+3222345678"),
        ("٠٦٣٩٩٨١٢٣٤", "+33639981234"),
    ],
)
def test_a_number_is_taken_in_any_format_and_shown_as_typed(typed, dialled):
    number = PhoneField().clean(typed)
    assert (number.raw, number.e164, str(number)) == (typed, dialled, typed)


@pytest.mark.parametrize("typed", ["06 39 98 12 3", "12", "abc", "06 39 98 12 34 56", "+999 123", "0" * 40])
def test_a_wrong_number_gets_advice(typed):
    with pytest.raises(forms.ValidationError, match="Vérifiez le numéro : il manque peut-être un chiffre"):
        PhoneField().clean(typed)


def test_no_number_is_none_when_nothing_is_asked():
    assert PhoneField(required=False).clean("  ") is None
    with pytest.raises(forms.ValidationError):
        PhoneField().clean("")


def test_a_number_goes_back_in_its_box_as_typed():
    assert PhoneField().prepare_value(PhoneNumber("06 12", "+336")) == "06 12"


@given(st.text(max_size=60))
def test_no_text_breaks_the_phone_box(text):
    try:
        number = PhoneField(required=False).clean(text)
    except forms.ValidationError:
        return
    assert number is None or number.e164.startswith("+")


@given(st.text(alphabet=st.characters(), max_size=200), st.booleans())
def test_clean_text_can_always_be_stored_and_is_clean_the_second_time(text, multiline):
    cleaned = clean_text(text, multiline=multiline)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert multiline or "\n" not in cleaned
    assert clean_text(cleaned, multiline=multiline) == cleaned


def test_lone_surrogates_and_direction_overrides_go():
    assert clean_text("a\ud800b\u202ec\x00d") == "abcd"


def test_scripts_keep_their_joiners():
    assert clean_text("می‌خواهم") == "می‌خواهم"


def test_letters_are_composed():
    assert clean_text("Zoe\u0308") == "Zoë"


def test_lines_stay_in_a_large_box_only():
    assert CleanCharField(multiline=True).clean("un\r\ndeux\n\n\n\ntrois ") == "un\ndeux\n\ntrois"
    assert CleanCharField().clean("un\ndeux") == "un deux"


def test_a_large_box_lets_the_browser_paste_everything_and_says_what_is_too_long():
    field = CleanCharField(multiline=True, max_length=10)
    assert "maxlength" not in field.widget.attrs
    with pytest.raises(forms.ValidationError):
        field.clean("x" * 65536)


@pytest.mark.parametrize("name", ["Fatou", "Ñ", "王", "محمد", "Jean-Loup d'Ő", "X" * 100])
def test_a_name_is_any_name(name):
    assert NameField().clean(name) == name


def test_nobody_is_a_blank():
    with pytest.raises(forms.ValidationError, match="Écrivez votre prénom"):
        NameField().clean(" \u200b\x00 ")


def test_an_address_without_at_sign_gets_its_own_advice():
    with pytest.raises(forms.ValidationError, match="Il manque le signe @"):
        MailField().clean("fatou.exemple.fr")
    with pytest.raises(forms.ValidationError, match="ressemble à prenom"):
        MailField().clean("fatou@")
    assert MailField().clean(" Fatou@Exemple.fr\x00 ") == "Fatou@Exemple.fr"
