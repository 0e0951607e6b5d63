"""The register: real names, beside the pilot, for admins and for the coach of that family only."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.called import LONGEST_WORD, called
from pilot.clock import today
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import identifiers
from pilot.families.real_names import Hit, Sought, apart, find, parts
from pilot.paging import ALL, Key, Paged, Wanted, folded, of_rows
from pilot.store.files import open_register, write
from pilot.visible import visible_name
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

LEXICON_KINDS = ("person", "nickname", "place", "street", "school", "employer", "organisation", "phone", "address",
                 "other")


def _visible(db: Database, viewer: Viewer) -> set[str]:
    """Guids of the families whose real names are for this viewer: a coach's while her support of them goes on."""
    where, params = access.families_where(viewer, right=Right.SEE_REGISTER)
    if viewer.only_own(Right.SEE_REGISTER):
        where += (" AND EXISTS (SELECT 1 FROM coaching c WHERE c.family_id = f.family_id AND c.coach_id = ?"
                  " AND (c.until_on IS NULL OR c.until_on >= ?))"
                  # Support ends for a family or for its coach; of a family without periods only the second is known.
                  " AND (NOT EXISTS (SELECT 1 FROM support_period p WHERE p.family_id = f.family_id)"
                  " OR EXISTS (SELECT 1 FROM support_period p WHERE p.family_id = f.family_id"
                  "  AND (p.ends_on IS NULL OR p.ends_on >= ?)))")
        day = today(db)
        params = [*params, viewer.coach_id, day, day]
    return {row[0] for row in db.conn.execute(f"SELECT f.guid FROM family f WHERE {where}", params)}


@inner("a rule that use cases on one family ask")
def require_in_sight(db: Database, viewer: Viewer, family_guid: str) -> None:
    """The real names of a family are for this viewer. Raises: NotFound."""
    if family_guid not in _visible(db, viewer):
        raise NotFound(N_("This family is not there, or it is not one of yours."))


class Named(NamedTuple):
    """A real name: whose (pseudonym), and the guid of the family, '' of who works for the pilot."""

    family_guid: str
    pseudonym: str
    name: str
    kind: str


class Word(NamedTuple):
    """A word of the lexicon; `family_guid` is '' where it holds for all families; `may_be_named`: it stays in texts."""

    family_guid: str
    word: str
    kind: str
    replacement: str
    may_be_named: bool = False


NAME_ORDERS: dict[str, Key[Named]] = {
    "pseudonym": Key(N_("by pseudonym"), lambda one: folded(one.pseudonym)),
    "name": Key(N_("by real name"), lambda one: folded(one.name))}
WORD_ORDERS: dict[str, Key[Word]] = {
    "word": Key(N_("by word"), lambda one: folded(one.word)),
    "kind": Key(N_("by what it is"), lambda one: (one.kind, folded(one.word)))}


@use_case(Right.SEE_REGISTER, event="read register", reads="real names", again=True)
def names(pilot: Pilot, db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Named]:
    """A page of the real names of the families this viewer may see, and of people around them.

    That this viewer looked is recorded, once an hour. Raises: ConfirmFirst.
    """
    visible = _visible(db, viewer)
    with closing(open_register(pilot.register_path)) as register:
        rows = list(register.conn.execute(
            "SELECT family_guid, pseudonym, name, 'family' FROM family_name"
            " UNION ALL SELECT coalesce(family_guid, ''), pseudonym, name, 'person' FROM person_name ORDER BY 2"
        ))
    events.read(db, viewer, "read", "register", viewer.pilot_slug)
    all_of_them = not viewer.only_own(Right.SEE_REGISTER)
    return of_rows((Named(*row) for row in rows if row[0] in visible or (not row[0] and all_of_them)),
                   lambda one: f"{one.pseudonym} {one.name}", wanted, NAME_ORDERS)


@use_case(Right.SEE_REGISTER, reads="where names stand in one's own text")
def hits(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, text: str) -> list[Hit]:
    """Where `text` holds a word that gives somebody away: names of this family, of who works with it and of others, its
    and everybody's lexicon, numbers and addresses.

    The replacement is the lexicon's, else the pseudonym, else what kind it is. Nothing of the text or the names is
    kept or recorded.
    Raises: NotFound when the family is not the viewer's; NotAllowed.
    """
    access.require_family(db, viewer, family_guid, Right.SEE_REGISTER)
    return names_in(pilot, family_guid, text)


def names_in(pilot: Pilot, family_guid: str, text: str) -> list[Hit]:
    """`hits` for use cases that have checked rights, on behalf of who may read the text but not the register.

    The names of other families count too, as they are written; it is not said whose they are. So do numbers and
    addresses that point to somebody whatever the register holds.
    """
    return known(pilot, family_guid).hits(text) if text.strip() else []


class Known(NamedTuple):
    """What of the register is looked for in texts of one family: its own words, whole names of others, parts of them.
    """

    own: Sought
    full: Sought
    elsewhere: Sought

    def hits(self, text: str) -> list[Hit]:
        """As `names_in` gives them."""
        return apart([*self.own.find(text), *identifiers.find(text), *self.full.find(text),
                      *self.elsewhere.find(text)])


def known(pilot: Pilot, family_guid: str) -> Known:
    """The register made ready for the texts of a family ('' for texts of none), for `names_in` of many texts."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        words = list(register.conn.execute(
            "SELECT word, replacement FROM lexicon WHERE (family_guid = ?1 OR family_guid IS NULL)"
            " AND NOT may_be_named", (family_guid,)))
        named = list(register.conn.execute(
            "SELECT name, pseudonym FROM person_name WHERE (family_guid = ?1 OR family_guid IS NULL)"
            " AND NOT may_be_named"
            " UNION ALL SELECT name, pseudonym FROM family_name WHERE family_guid = ?1", (family_guid,)))
        others = [row[0] for row in register.conn.execute(
            "SELECT name FROM person_name WHERE family_guid <> ?1 AND NOT may_be_named"
            " UNION SELECT name FROM family_name WHERE family_guid <> ?1"
            " UNION SELECT word FROM lexicon WHERE family_guid <> ?1 AND NOT may_be_named"
            " AND kind IN ('person', 'nickname', 'phone', 'address')",
            (family_guid,))]
    whole = [(name, pseudonym) for name, pseudonym in named]
    # A surname is shared: its parts point to the family by the last row, a first name to its person.
    single = [(part, pseudonym) for name, pseudonym in reversed(named) for part in parts(name)[1:]]
    elsewhere = [(part, _("[name]")) for name in others for part in parts(name)]
    # A word of it may be a word of the language ("roos"); two in a row are a name however they are written.
    full = [(name, replaced) for name, replaced in elsewhere if " " in name]
    return Known(Sought(_first_of_each([*words, *whole, *single])), Sought(full, about="other"),
                 Sought(elsewhere, about="other", as_written=True))


def _first_of_each(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for word, replacement in pairs:
        found.setdefault(word.strip(), replacement)
    return list(found.items())


@use_case(Right.MANAGE_REGISTER, event="named family")
def set_family_name(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, name: str, *, replace: bool = False
) -> None:
    """Keep a family's real name in the register. Raises: Conflict when there is one and not `replace`."""
    access.require_family(db, viewer, family_guid)
    name = _checked(pilot, "family_name", "family_guid", family_guid, name, replace)
    pseudonym = db.conn.execute("SELECT pseudonym FROM family WHERE guid = ?", (family_guid,)).fetchone()[0]
    _require_other_than(pseudonym, name)
    _put(pilot, "INSERT OR REPLACE INTO family_name VALUES (?, ?, ?)", (family_guid, pseudonym, name))
    with write(db):
        events.record(db, viewer, "named", "family", family_guid)


@use_case(Right.MANAGE_REGISTER, event="named person")
def set_person_name(
    pilot: Pilot, db: Database, viewer: Viewer, person_guid: str, name: str, *, replace: bool = False,
    may_be_named: bool = False,
) -> None:
    """Keep a person's real name in the register; `may_be_named`: who agreed to it, so that texts keep the name.

    Raises: Conflict when there is one and not `replace`; BadInput when the person is not in the pilot.
    """
    row = db.conn.execute(
        "SELECT p.pseudonym, f.guid FROM person p LEFT JOIN family f USING (family_id) WHERE p.guid = ?", (person_guid,)
    ).fetchone()
    if row is None:
        raise BadInput(N_("This person is not in the pilot."))
    name = _checked(pilot, "person_name", "person_guid", person_guid, name, replace)
    _require_other_than(row[0], name)
    _put(pilot, "INSERT OR REPLACE INTO person_name(person_guid, family_guid, pseudonym, name, may_be_named)"
         " VALUES (?, ?, ?, ?, ?)", (person_guid, row[1], row[0], name, may_be_named))
    with write(db):
        events.record(db, viewer, "named", "person", person_guid)


def require_no_real_name(pilot: Pilot, pseudonym: str) -> None:
    """Raises: BadInput when a pseudonym is, or has in it, a real name or what else gives a family away."""
    if gives_away(pilot, pseudonym) or identifiers.has_postcode(pseudonym):
        raise BadInput(N_(
            "A real name of the register, or a number or address of somebody, is in this pseudonym. Choose one that"
            " gives nothing away, such as a tree."))


def gives_away(pilot: Pilot, text: str) -> bool:
    """Whether a real name of the register, whoever's, another word or a number of somebody stands in a short text."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        named = [row[0] for row in register.conn.execute(
            "SELECT name FROM person_name UNION SELECT name FROM family_name")]
        words = [row[0] for row in register.conn.execute("SELECT word FROM lexicon WHERE kind <> 'place'")]
    return bool(find(text, [(part, "") for name in [*named, *words] for part in parts(name)]) or identifiers.find(text))


def _require_other_than(pseudonym: str, name: str) -> None:
    if find(pseudonym, [(part, "") for part in parts(name)]):
        raise BadInput(N_(
            "This real name is in the pseudonym {pseudonym} too. Change the pseudonym first, under Families."),
            pseudonym=pseudonym)


def _checked(pilot: Pilot, table: str, key: str, guid: str, name: str, replace: bool) -> str:
    """The name as it is kept."""
    name = called(name, N_("Fill in the real name."))
    with closing(open_register(pilot.register_path, create=True)) as register:
        there = register.conn.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (guid,)).fetchone()
    if there and not replace:
        raise Conflict(N_("There is a real name already. Tick that the new one takes its place."))
    return name


@use_case(Right.MANAGE_REGISTER, event="added lexicon")
def add_word(
    pilot: Pilot, db: Database, viewer: Viewer, word: str, kind: str, replacement: str,
    family_guid: str | None = None, *, may_be_named: bool = False,
) -> None:
    """Add a word to the lexicon: what gives people away, and what stands in its place in every document.

    `may_be_named`: it stays in every text, for whoever it is agreed to be named; then it needs no replacement.

    Raises: BadInput for what is left empty or longer than LONGEST_WORD, NotFound for a family that is not there.
    """
    if family_guid:
        access.require_family(db, viewer, family_guid, Right.MANAGE_REGISTER)
    word, replacement = visible_name(word), visible_name(replacement)
    if may_be_named:
        replacement = replacement or word
    if not word or kind not in LEXICON_KINDS or not replacement:
        raise BadInput(N_("A lexicon entry needs a word, its kind and a replacement."))
    if max(len(word), len(replacement)) > LONGEST_WORD:
        raise BadInput(N_("A word of the lexicon and what stands in its place have at most {n} characters each."),
                       n=LONGEST_WORD)
    _put(
        pilot, "INSERT OR REPLACE INTO lexicon(family_guid, word, kind, replacement, may_be_named)"
        " VALUES (?, ?, ?, ?, ?)", (family_guid, word, kind, replacement, may_be_named),
    )
    with write(db):
        events.record(db, viewer, "added", "lexicon", family_guid or "")


@use_case(Right.SEE_REGISTER, event="read register", reads="real names", again=True)
def lexicon(pilot: Pilot, db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Word]:
    """A page of the lexicon as far as this viewer may see it.

    That this viewer looked is recorded, once an hour. Raises: ConfirmFirst.
    """
    visible = _visible(db, viewer) | {""}
    with closing(open_register(pilot.register_path)) as register:
        rows = list(register.conn.execute(
            "SELECT coalesce(family_guid, ''), word, kind, replacement, may_be_named FROM lexicon"
            " ORDER BY word COLLATE NOCASE"))
    events.read(db, viewer, "read", "register", viewer.pilot_slug)
    found = (Word(family, word, kind, put, bool(stays)) for family, word, kind, put, stays in rows if family in visible)
    return of_rows(found, lambda one: f"{one.word} {one.replacement}",
                   wanted, WORD_ORDERS)


@use_case(Right.MANAGE_REGISTER, event="removed lexicon")
def remove_word(pilot: Pilot, db: Database, viewer: Viewer, word: str, family_guid: str | None = None) -> None:
    """Take a word out of the lexicon; nothing happens when it is not in it."""
    if family_guid:
        access.require_family(db, viewer, family_guid, Right.MANAGE_REGISTER)
    _put(pilot, "DELETE FROM lexicon WHERE word = ? AND family_guid IS ?", (word, family_guid or None))
    with write(db):
        events.record(db, viewer, "removed", "lexicon", family_guid or "")


def _put(pilot: Pilot, sql: str, values: tuple[object, ...]) -> None:
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        register.conn.execute(sql, values)
