"""Both languages are complete, and say what the program says."""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING

import pytest

from locales.update import ROOMS, sentences
from pilot import words
from pilot.errors import BadInput
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def fields(text: str) -> set[str]:
    """The {fields} of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def messages() -> list[tuple[str, str | tuple[str, ...] | list[str]]]:
    """Every marked sentence with its room."""
    found = []
    for room in ROOMS:
        for message in sentences(room):
            if message.id:
                found.append((room, message.id))
    return found


MESSAGES = messages()


def test_there_is_something_to_translate() -> None:
    """The extractor finds the program's sentences."""
    assert len(MESSAGES) > 300
    assert {room for room, _ in MESSAGES} >= {"pilot", "texts", "coding", "themes", "stories", "web", "views"}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    """No sentence is missing in either language, and none lost a field."""
    catalogue = words.catalogue(language)
    missing, odd = [], []
    for room, message in MESSAGES:
        key = message[0] if isinstance(message, tuple | list) else message
        forms = catalogue.get(key)
        if not forms:
            missing.append(f"{room}: {key}")
        elif any(fields(form) - fields(key) for form in forms):
            odd.append(f"{room}: {key}")
    assert not missing
    assert not odd


def calls(folder: Path, names: Collection[str]) -> list[ast.expr]:
    """The first argument of each call of one of these names."""
    return [one.args[0] for path in folder.rglob("*.py") for one in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in names and one.args]


@pytest.mark.slow
def test_a_plural_is_written_out_where_it_is_said() -> None:
    """The catalogue pairs two forms that stand in one call; forms from elsewhere stay English for more than one."""
    assert [ast.unparse(one) for room in ROOMS if room != "cli" for one in calls(ROOT / room, ["ngettext"])
            if not isinstance(one, ast.Constant)] == []


def written(found: list[ast.expr]) -> set[str]:
    """Those that are written out."""
    return {str(one.value) for one in found if isinstance(one, ast.Constant)}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_sentence_begins_with_a_capital(language: str) -> None:
    """What ends with a full stop does, unless it begins with a name, or stands behind "Line 3:" of a codebook file."""
    behind = {one for one in written(calls(ROOT / "coding" / "book", {"N_"})) if one[0].islower()}
    assert len(behind) > 5
    low = [form for key, forms in words.catalogue(language).items() if key not in behind for form in forms
           if form[:1].islower() and form.endswith(".") and not form.endswith("...")]
    assert not low


@pytest.mark.slow
def test_what_refuses_is_a_whole_sentence() -> None:
    """Every error that is written out in one place begins as a sentence and ends as one, in both languages."""
    names = {"BadInput", "NotFound", "OutOfReach", "Withdrawn", "Conflict", "AskFirst", "NotAllowed", "SlowDown"}
    marked = [one.args[0] for room in ROOMS for one in calls(ROOT / room, names)
              if isinstance(one, ast.Call) and one.args]
    told = written(marked)
    assert len(told) > 200
    said = {words.translate(one, language) for one in told for language in words.LANGUAGES}
    # Or with a command to copy, or with another sentence.
    assert not [one for one in said if one[0].islower() or not re.search(r"[.?]”?$|\{fault\}$|fetch \{name\}$", one)]


def test_dutch_is_dutch() -> None:
    """Long sentences differ between the languages, and nobody is called u."""
    catalogue = words.catalogue("nl")
    same = [key for key, forms in catalogue.items() if len(key.split()) > 4 and forms[0] == key]
    assert not same
    formal = [form for forms in catalogue.values() for form in forms if re.search(r"\b(u|uw|uzelf)\b", form)]
    assert not formal


def test_a_text_is_withdrawn_and_a_consent_is_taken_back() -> None:
    """Dutch has two words, each for its own state: GLOSSARY, *withdrawn*."""
    said = [form for forms in words.catalogue("nl").values() for form in forms]
    texts = re.compile(r"\b(tekst|document|gesprek|verhaal|opname|hij)(en)? (is|zijn|wordt|worden)( al)? ingetrokken|"
                       r"ingetrokken of buiten bereik", re.IGNORECASE)
    consents = re.compile(r"toestemming (is|wordt|werd)( al)? teruggetrokken", re.IGNORECASE)
    assert not [form for form in said if texts.search(form) or consents.search(form)]
    assert sum("teruggetrokken" in form for form in said) > 20
    assert not [form for form in said if "toestemming voor analyse" in form]  # "gebruik in de evaluatie"


def test_catalogues_have_no_strangers() -> None:
    """A catalogue belongs to a room and holds only sentences the program says."""
    keys = {message[0] if isinstance(message, tuple | list) else message for _, message in MESSAGES}
    for language in words.LANGUAGES:
        names = {path.stem for path in (ROOT / "locales" / language).glob("*.po")}
        assert names <= set(ROOMS)
        assert set(words.catalogue(language)) <= keys


def test_an_error_speaks_the_readers_language() -> None:
    """The same fault is told in Dutch and in English, with its values filled in."""
    fault = BadInput("{date} is not a date. Write it as 2021-03-31.", date="gisteren")
    assert fault.sentence("nl") == "gisteren is geen datum. Schrijf het als 2021-03-31."
    assert fault.sentence("en").startswith("gisteren is not a date")


@pytest.mark.parametrize(("n", "form"), [(0, "{n} stories"), (1, "{n} story"), (2, "{n} stories")])
def test_plural_forms(n: int, form: str) -> None:
    """One is one, all else is many."""
    assert words.ngettext("{n} story", "{n} stories", n) == form
