"""A question about codes in words: as the page shows it, and as a file says what was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book.turning import became
from coding.find.passages import known_codes
from coding.find.question import BOTH, EITHER, OVERLAPPING, THEN, UNSTATED, WITHIN, WITHOUT
from coding.marks import agreed
from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext
from texts import axes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from coding.find.question import Question, Step

# How a step goes on behind "passages with ...".
HOW_NAMES = {
    OVERLAPPING: N_("that share words with"), WITHIN: N_("that lie inside passages with"),
    WITHOUT: N_("that share no words with"), THEN: N_("soon followed by"), BOTH: N_("only the words shared with"),
    EITHER: N_("or passages with"),
}
SIGN_NAMES = {
    "+": N_("was there and helped"), "-": N_("was missing or failed"), "±": N_("both"), UNSTATED: N_("not stated")}


def in_words(db: Database, question: Question) -> str:
    """“Passages with Click (was there and helped), that share words with School”, in the language of the page."""
    names = {row.key: row.name for row in reversed(known_codes(db))}
    question = question.with_codes({key: one.key for key, one in became(db, question.keys).items()})

    def called(key: str, sign: str) -> str:
        name = names.get(key, key)
        return f"{name} ({_(SIGN_NAMES[sign])})" if sign else name

    parts = [_("Passages with {code}").format(code=called(question.code, question.sign))]
    return ", ".join([*parts, *(f"{_how(step)} {called(step.code, step.sign)}" for step in question.steps)])


def followed(db: Database, keys: Iterable[str]) -> dict[str, str]:
    """By key a sentence on what became of codes that a question or an address names, of those that became another."""
    names = {row.key: row.name for row in reversed(known_codes(db))}
    told = {}
    for key, one in became(db, keys).items():
        name, said = names.get(key, key), []
        if one.merged:
            said.append(_("“{code}” went up in “{other}” (version {n}). This is about “{other}” now.").format(
                code=name, other=names.get(one.key, one.key), n=one.merged))
        if one.split:
            said.append(_("“{code}” was split into {parts} (version {n}).").format(
                code=names.get(one.key, one.key), n=one.split,
                parts=", ".join(f"“{names.get(part, part)}”" for part in one.parts)))
        told[key] = " ".join(said)
    return told


def _how(step: Step) -> str:
    if step.how != THEN:
        return _(HOW_NAMES[step.how])
    if not step.turns:
        return _("followed in the same turn by")
    return ngettext("followed within {n} turn by", "followed within {n} turns by", step.turns).format(n=step.turns)


def narrowed(db: Database, question: Question) -> list[tuple[str, str]]:
    """What narrows it: (what, how it is), in words; '' where nothing was chosen."""
    def named(sql: str, value: str) -> str:
        row = db.conn.execute(sql, (value,)).fetchone() if value else None
        return str(row[0]) if row else ""

    period = " – ".join(days.short(day) if day else "…" for day in (question.from_on, question.until_on))
    return [
        (_("Whose codings"), _("what coders came to together") if question.coder == agreed.OURS else
         named("SELECT label FROM user WHERE guid = ?", question.coder)),
        (_("Voice"), voices.title(question.voice) if question.voice else ""),
        (_("Who speaks"), question.speaker),
        (_("Family"), named("SELECT pseudonym FROM family WHERE guid = ?", question.family)),
        (_("Municipality"), named("SELECT name FROM site WHERE key = ?", question.site)),
        (_("Coach"), named("SELECT pseudonym FROM person WHERE guid = ?", question.coach)),
        (_("Referred by"), named("SELECT name FROM referrer WHERE key = ?", question.referrer)),
        (axes.titles()[question.axis], period if question.from_on or question.until_on else ""),
    ]
