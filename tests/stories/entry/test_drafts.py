"""Drafts: nothing typed is lost, nothing is overwritten unseen, one draft makes one story."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.store.files import new_guid
from stories.entry import drafts

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

A, B, C = "pagea000", "pageb000", "pagec000"


def body(text: str) -> dict[str, object]:
    """A draft in which only one question is answered."""
    return {"template": "moment", "answers": {"happened": text}}


def text_of(draft: drafts.Draft) -> str:
    """The one answer of such a draft."""
    return str(draft.body["answers"]["happened"])


def test_later_changes_of_one_page_replace_earlier_ones(small: SmallPilot, db: Database) -> None:
    """The highest count of a page is what the draft holds, and late repeats change nothing."""
    coach, guid = small.viewers["coach"], new_guid()
    for n, text in ((1, "Zij"), (3, "Zij belde zelf"), (2, "Zij belde"), (3, "iets anders")):
        assert not drafts.save(db, coach, guid, {A: n}, body(text)).split
    found = drafts.draft(db, coach, guid)
    assert (text_of(found), found.revision, found.versions) == ("Zij belde zelf", 3, {A: 3})
    assert len(drafts.open_drafts(db, coach)) == 1


def test_a_page_that_read_the_draft_goes_on_in_it(small: SmallPilot, db: Database) -> None:
    """Reloading makes a new page; it knows all there is and writes in the same draft."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {A: 4}, body("eerst"))
    saved = drafts.save(db, coach, guid, {A: 4, B: 1}, body("eerst en toen"))
    assert (saved.split, saved.draft.revision, text_of(saved.draft)) == (False, 5, "eerst en toen")


def test_two_devices_that_went_apart_are_both_kept(small: SmallPilot, db: Database) -> None:
    """What a second device typed without having seen the first one's text becomes a draft beside it, once."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {A: 2}, body("samen"))
    drafts.save(db, coach, guid, {A: 2, B: 1}, body("samen, telefoon"))
    first = drafts.save(db, coach, guid, {A: 3}, body("samen, laptop"))
    again = drafts.save(db, coach, guid, {A: 3}, body("samen, laptop"))
    on = drafts.save(db, coach, guid, {A: 4}, body("samen, laptop verder"))
    assert all(saved.split for saved in (first, again, on))
    assert first.draft.guid == again.draft.guid == on.draft.guid != guid
    assert {text_of(d) for d in drafts.open_drafts(db, coach)} == {"samen, telefoon", "samen, laptop verder"}
    assert drafts.draft(db, coach, on.draft.guid).split_from == guid


def test_a_thrown_away_draft_stays_away_but_new_words_are_kept(small: SmallPilot, db: Database) -> None:
    """A late repeat does not bring a draft back; words it did not hold yet are kept in a draft of their own."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {A: 2}, body("weg ermee"))
    drafts.throw_away(db, coach, guid)
    drafts.throw_away(db, coach, guid)
    assert drafts.save(db, coach, guid, {A: 2}, body("weg ermee")).draft.finished
    assert drafts.open_drafts(db, coach) == []
    assert db.conn.execute("SELECT body FROM draft WHERE guid = ?", (guid,)).fetchone()[0] == "{}"
    assert text_of(drafts.save(db, coach, guid, {A: 3}, body("toch nog iets")).draft) == "toch nog iets"


def test_a_draft_is_its_writers_only(small: SmallPilot, db: Database) -> None:
    """Another coach neither reads nor writes nor throws away a draft, and other roles have none."""
    guid = new_guid()
    drafts.save(db, small.viewers["coach"], guid, {A: 1}, body("van mij"))
    other = small.viewers["coach2"]
    for try_it in (
        lambda: drafts.draft(db, other, guid), lambda: drafts.throw_away(db, other, guid),
        lambda: drafts.save(db, other, guid, {A: 9}, body("van haar")),
    ):
        with pytest.raises(NotFound):
            try_it()
    assert drafts.open_drafts(db, other) == []
    for role in ("evaluator", "steering", "admin"):
        with pytest.raises(NotAllowed):
            drafts.save(db, small.viewers[role], new_guid(), {A: 1}, body("x"))
        with pytest.raises(NotAllowed):
            drafts.open_drafts(db, small.viewers[role])
    assert text_of(drafts.draft(db, small.viewers["coach"], guid)) == "van mij"


@pytest.mark.parametrize(("guid", "versions"), [
    ("geen-guid", {A: 1}), (None, {}), (None, {A: 0}), (None, {A: True}), (None, {"../x": 1}), (None, {A: 2**40}),
    (None, [1]), (None, {A: "1"}),
])
def test_what_is_no_draft_is_refused(small: SmallPilot, db: Database, guid: str | None, versions: object) -> None:
    """A sentence, and nothing stored."""
    with pytest.raises(BadInput, match="could not be read"):
        drafts.save(db, small.viewers["coach"], guid or new_guid(), versions, body("x"))  # type: ignore[arg-type]
    assert db.conn.execute("SELECT count(*) FROM draft").fetchone()[0] == 0


def test_a_draft_has_a_largest_size(small: SmallPilot, db: Database) -> None:
    """A story of a hundred pages is refused, and what was saved before stays."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {A: 1}, body("kort"))
    with pytest.raises(BadInput, match="too long"):
        drafts.save(db, coach, guid, {A: 2}, body("x" * drafts.BODY_CHARS))
    assert text_of(drafts.draft(db, coach, guid)) == "kort"


def test_content_never_stands_in_events(small: SmallPilot, db: Database) -> None:
    """The record says that a draft was started and thrown away, not what stood in it."""
    coach, guid = small.viewers["coach"], new_guid()
    drafts.save(db, coach, guid, {A: 1}, body("geheim"))
    drafts.throw_away(db, coach, guid)
    rows = db.conn.execute("SELECT verb, subject_guid FROM event WHERE subject = 'draft' ORDER BY event_id").fetchall()
    assert rows == [("started", guid), ("thrown away", guid)]
    assert "geheim" not in json.dumps(db.conn.execute("SELECT * FROM event").fetchall())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_words_are_lost_whatever_the_network_does(small: SmallPilot, db: Database, data: st.DataObject) -> None:
    """Pages type (each adds a word of its own), messages arrive late, twice and out of order, pages reload: every
    word whose last message arrived stands in some open draft."""
    coach, guid = small.viewers["coach"], new_guid()
    pages: dict[str, dict[str, Any]] = {name: {"versions": {}, "words": (), "n": 0} for name in (A, B, C)}
    sent: list[tuple[dict[str, int], str]] = []
    arrived: list[tuple[dict[str, int], str]] = []
    for step in range(data.draw(st.integers(1, 14))):
        kind = data.draw(st.sampled_from(("type", "deliver", "load")))
        page = pages[data.draw(st.sampled_from((A, B, C)))]
        name = next(key for key, value in pages.items() if value is page)
        if kind == "type":
            page["n"] += 1
            page["words"] = (*page["words"], f"w{step}")
            page["versions"] = {**page["versions"], name: page["n"]}
            sent.append((page["versions"], " ".join(page["words"])))
        elif kind == "deliver" and sent:
            versions, text = data.draw(st.sampled_from(sent))
            drafts.save(db, coach, guid, versions, body(text))
            arrived.append((versions, text))
        elif kind == "load" and arrived and page["n"] == 0:
            known = drafts.draft(db, coach, guid)
            page["versions"], page["words"] = known.versions, tuple(text_of(known).split())
    held = [set(text_of(d).split()) for d in drafts.open_drafts(db, coach)
            if guid in (d.guid, d.split_from)]
    for _, text in arrived:
        assert any(set(text.split()) <= words for words in held)
