"""« Les mots »: the coordination keeps themes, roles and languages."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoires.accounts.permissions import coordination
from territoires.front.forms.words import WordForm
from territoires.kit.actors import actor_of
from territoires.vocabulary import actions, queries
from territoires.vocabulary.models import WORD_LISTS, Word


@coordination
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "front/words.html", {"lists": queries.word_lists()})


@coordination
def add_word(request: HttpRequest, words: str) -> HttpResponse:
    if words not in WORD_LISTS:
        raise Http404
    form = WordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new = {name: form.cleaned_data[name] for name in ("name", "explanation")}
        try:
            word = actions.add_word(words=words, now=timezone.now(), by=actor_of(request), **new)
        except actions.CannotRepeatWord:
            form.add_error("name", _("Ce mot est déjà dans la liste."))
        else:
            messages.success(request, _("C'est ajouté : %(word)s.") % {"word": word})
            return redirect("front:words")
    context = {"form": form, "word": None, "title": queries.TITLES[words]}
    return render(request, "front/edit_word.html", context, status=422 if form.is_bound else 200)


@coordination
def edit_word(request: HttpRequest, words: str, word_id: int) -> HttpResponse:
    word = _found(words, word_id)
    initial = {"version": word.version, "name": word.name, "explanation": word.explanation}
    form = WordForm(request.POST) if request.method == "POST" else WordForm(initial=initial)
    context = {"form": form, "word": word, "title": queries.TITLES[words]}
    if not form.is_bound:
        return render(request, "front/edit_word.html", context)
    if form.is_valid() and _saved(request, form, word):
        return redirect("front:words")
    return render(request, "front/edit_word.html", context, status=422)


def _saved(request: HttpRequest, form: WordForm, word: Word) -> bool:
    """Save, or say why not on the form, with the words typed kept."""
    given = form.cleaned_data
    try:
        actions.save_word(
            word=word, version=given["version"] or 0, name=given["name"], explanation=given["explanation"],
            now=timezone.now(), by=actor_of(request),
        )  # fmt: skip
    except actions.CannotRepeatWord:
        form.add_error("name", _("Ce mot est déjà dans la liste."))
    except actions.CannotOverwriteWord:
        word.refresh_from_db()
        typed = cast(QueryDict, form.data).copy()
        typed["version"] = str(word.version)
        form.data = typed
        said = _("Une autre personne vient d'écrire « %(name)s ». Enregistrez encore pour garder vos mots.")
        form.add_error(None, said % {"name": word.name})
    else:
        messages.success(request, _("C'est enregistré : %(word)s.") % {"word": given["name"]})
        return True
    return False


@coordination
@require_POST
def order_word(request: HttpRequest, words: str, word_id: int) -> HttpResponse:
    """Up, down, hide, show: one button each."""
    word, now, by = _found(words, word_id), timezone.now(), actor_of(request)
    wish = request.POST.get("faire", "")
    if wish in ("monter", "descendre"):
        actions.move_word(word=word, up=wish == "monter", now=now, by=by)
    elif wish in ("cacher", "montrer"):
        actions.hide_word(word=word, hidden=wish == "cacher", now=now, by=by)
    return redirect("front:words")


def _found(words: str, word_id: int) -> Word:
    word = queries.find_word(words, word_id)
    if word is None:
        raise Http404
    return word
