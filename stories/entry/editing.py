"""Changing the forms of a pilot, as plain values: what is made of them is published by `wording.publish`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from stories.entry.templates import Forms, Label, Prompt, Said, Signifier, Template

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from stories.entry.templates import Kind

_KEY_CHARS = 24


class Row(NamedTuple):
    """A question as it is worded on the page.

    Attributes:
        key: '' for a new one. at: where it is to stand; rows are put in this order.
    """

    key: str
    at: int
    question: Said
    hint: Said
    on: bool


def key_for(words: str, taken: Container[str]) -> str:
    """A key made of words, that no other has: lower case, digits and low lines."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_KEY_CHARS] or "question"
    found, n = base, 2
    while found in taken:
        found, n = f"{base}_{n}", n + 1
    return found


def tidied(nl: str, en: str) -> Said:
    """Words as they are kept: without spaces round them or line breaks in them."""
    return Said(" ".join(nl.split()), " ".join(en.split()))


def prompts(forms: Forms, rows: Iterable[Row]) -> tuple[Prompt, ...]:
    """The questions of a template in their order; a new row without words is none."""
    taken = set(forms.answers)
    made: list[Prompt] = []
    for row in sorted(rows, key=lambda one: one.at):
        if not row.key and not any(row.question):
            continue
        key = row.key or key_for(row.question.to(), taken)
        taken.add(key)
        made.append(Prompt(key, row.question, row.hint, row.on))
    return tuple(made)


def with_template(forms: Forms, template: Template) -> Forms:
    """The forms with this kind of story in the place of the one with its key, or after the others."""
    known = [one.key for one in forms.templates]
    if template.key in known:
        return replace(forms, templates=tuple(
            template if one.key == template.key else one for one in forms.templates))
    return replace(forms, templates=(*forms.templates, template))


def new_template(forms: Forms, teller: str, name: Said, question: Said) -> Template:
    """A kind of story with its first question."""
    key = key_for(name.to(), {one.key for one in forms.templates})
    return Template(key, name, Said(), prompts(forms, [Row("", 1, question, Said(), on=True)]), teller)


def with_signifier(forms: Forms, signifier: Signifier) -> Forms:
    """The forms with this question about the meaning in the place of the one with its key, or after the others."""
    if forms.signifier(signifier.key):
        return replace(forms, signifiers=tuple(
            signifier if one.key == signifier.key else one for one in forms.signifiers))
    return replace(forms, signifiers=(*forms.signifiers, signifier))


def new_signifier(forms: Forms, kind: Kind, coach: Said, family: Said, names: Sequence[Said]) -> Signifier:
    """A question about the meaning with its corners, ends or words; those without words are left out."""
    key = key_for((coach if any(coach) else family).to(), {one.key for one in forms.signifiers})
    return Signifier(key, kind, coach, family, labels([], names))


def labels(known: Sequence[str], names: Sequence[Said]) -> tuple[Label, ...]:
    """Labels with these words; `known`: the keys of the first ones. A new one without words is none."""
    made: list[Label] = []
    for i, name in enumerate(names):
        if i >= len(known) and not any(name):
            continue
        key = known[i] if i < len(known) else key_for(name.to(), {*known, *(one.key for one in made)})
        made.append(Label(key, name))
    return tuple(made)
