"""A pilot words what is asked: each change is a version, and what was told keeps the words it was told under."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.store.files import new_guid, write
from stories.entry import drafts, editing, form, keeping, wording
from stories.entry.editing import Row
from stories.entry.starting import before, starting
from stories.entry.templates import COACH, FAMILY, Prompt, Said, as_json, of_json, shown
from stories.meaning.keeping import carried, of_document, questions_of
from stories.meaning.overview import overview
from stories.meaning.values import Value
from stories.retelling import Told, retell
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.entry.templates import Forms
    from tests.builder import SmallPilot


def without(forms: Forms, key: str, prompt: str) -> Forms:
    """The forms with a question of a template switched off."""
    one = forms.template(key)
    return editing.with_template(forms, replace(one, prompts=tuple(
        replace(each, on=each.key != prompt) for each in one.prompts)))


def body(small: SmallPilot, **more: Any) -> dict[str, Any]:
    """A filled-in form about family Berk."""
    return {
        "family": small.families["Berk"], "template": "moment", "title": "De telefoon", "told_on": "2021-03-05",
        "when": "day", "from": "2021-03-04", "course": "success", "no_names": True, "form": 1,
        "answers": {"did": "Ik wachtte.", "happened": "Moeder belde zelf.\nDat was nieuw."}} | more


def test_a_version_is_kept_as_it_was() -> None:
    """What is written down as JSON comes back the same."""
    assert of_json(as_json(starting()), 1) == starting()


def test_a_draft_goes_on_with_the_questions_it_began_with(small: SmallPilot, db: Database) -> None:
    """A question that is switched off meanwhile keeps its answer, its place in the story and its words."""
    coach, evaluator = small.viewers["coach"], small.viewers["evaluator"]
    guid = new_guid()
    drafts.save(db, coach, guid, {"page0000": 1}, body(small))
    assert wording.publish(db, evaluator, without(wording.newest(db), "moment", "happened")) == 2
    now = wording.newest(db)
    assert "happened" not in {p["key"] for p in shown(now, COACH)[0]["prompts"]}
    kept = keeping.keep(small.pilot, db, coach, guid, {"page0000": 2}, body(small, answers={
        "did": "Ik wachtte.", "happened": "Moeder belde zelf.\nDat was nieuw.", "gone_since": "En nog iets."}))
    version, form = db.conn.execute(
        "SELECT v.version_id, s.form FROM document d JOIN story s USING (story_id) JOIN document_version v"
        " USING (document_id) WHERE d.guid = ?", (kept.document,)).fetchone()
    assert form == 1
    assert questions_of(db, version) == ["happened", "happened", "did", "gone_since"]
    # Begun under the version in which it is off, an answer that is typed all the same is kept too.
    entry = drafts.entry_of(db, body(small, form=2))
    assert entry.paragraphs == ("Moeder belde zelf.", "Dat was nieuw.", "Ik wachtte.")


@given(st.lists(st.tuples(st.text("abc_\n x", max_size=8), st.text("ab \n", min_size=1, max_size=9)), max_size=8))
def test_nothing_that_was_typed_is_left_out(typed: list[tuple[str, str]]) -> None:
    """Whatever the keys of the answers, each line that was typed is told once, whichever version reads it."""
    answers = {f"k_{''.join(key.split())}": text for key, text in typed}
    tidy = form.tidy({"answers": answers, "template": "moment"})
    lines = sorted(line.strip() for text in answers.values() for line in text.split("\n") if line.strip())
    for forms in (before(), starting()):
        assert sorted(form.read(tidy, forms).paragraphs) == lines


def test_what_was_answered_keeps_its_words(small: SmallPilot, db: Database) -> None:
    """It can be switched off, and a language that was missing can be filled in; nothing else, or answers would mix."""
    evaluator = small.viewers["evaluator"]
    forms = wording.newest(db)
    added = editing.new_signifier(forms, "scale", Said("Hoe zwaar was het?"), Said(), [Said("licht"), Said("zwaar")])
    assert added.key == "hoe_zwaar_was_het"
    wording.publish(db, evaluator, editing.with_signifier(forms, added))
    with write(db):
        document = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "Kort", ("Ja.",), "2021-03-05", "steady", form=2,
            meaning={added.key: Value(place=80), "say": Value()}))
    assert of_document(db, document) == [
        ("Who had the say?", "does not fit this story"), ("Hoe zwaar was het?", "more zwaar (80 of 100)")]
    other = replace(added, coach=Said("Hoe erg was het?"))
    with pytest.raises(BadInput, match="answered already"):
        wording.publish(db, evaluator, editing.with_signifier(wording.newest(db), other))
    english = replace(added, coach=Said("Hoe zwaar was het?", "How heavy was it?"), on=False)
    assert wording.publish(db, evaluator, editing.with_signifier(wording.newest(db), english)) == 3
    asked = {one.signifier.key: one for one in overview(db, evaluator)}
    assert (len(asked[added.key].answered), asked["say"].not_fitting, asked["helped"].passed_over) == (1, 1, 1)


def test_stories_from_before_were_not_asked(small: SmallPilot, db: Database) -> None:
    """A story that was told before anybody could say what it means counts as not asked, never as left open."""
    with write(db):
        add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "Oud", ("Ja.",), "2021-03-05", "steady"))
    found = overview(db, small.viewers["evaluator"])
    assert {(len(one.told), one.stories) for one in found} == {(0, 1)}


def test_two_who_word_at_once_do_not_undo_each_other(small: SmallPilot, db: Database) -> None:
    """The second is told, and nothing is changed; a coach words nothing."""
    admin, forms = small.viewers["admin"], wording.newest(db)
    wording.publish(db, small.viewers["evaluator"], without(forms, "moment", "did"))
    with pytest.raises(Conflict):
        wording.publish(db, admin, without(forms, "moment", "after"))
    with pytest.raises(NotAllowed):
        wording.publish(db, small.viewers["coach"], forms)
    assert db.conn.execute("SELECT count(*) FROM form_version").fetchone() == (1,)


@pytest.mark.parametrize("change", [
    lambda forms: replace(forms, templates=tuple(replace(one, on=one.teller != FAMILY) for one in forms.templates)),
    lambda forms: editing.with_template(forms, replace(forms.templates[0], name=Said())),
    lambda forms: editing.with_template(forms, replace(forms.templates[0], prompts=(Prompt("x", Said("a" * 301)),))),
    lambda forms: editing.with_signifier(forms, replace(forms.signifiers[0], labels=forms.signifiers[0].labels[:2])),
    lambda forms: replace(forms, signifiers=forms.signifiers[1:]),
    lambda forms: replace(forms, templates=forms.templates[1:]),
    lambda forms: forms,
], ids=["nothing for a family", "no name", "too long", "two corners", "taken out", "story taken out", "nothing"])
def test_what_cannot_be_asked_is_refused(small: SmallPilot, db: Database, change: Any) -> None:
    """One sentence, and the forms stay as they are."""
    with pytest.raises(BadInput):
        wording.publish(db, small.viewers["evaluator"], change(wording.newest(db)))
    assert wording.newest(db) == starting()


def test_questions_are_put_in_order() -> None:
    """A question that is put at another place stands there; a new one gets a key of its own; an empty row is none."""
    rows = [Row("happened", 2, Said("Wat?"), Said(), True), Row("", 9, Said("Wat nu?"), Said(), True),
            Row("did", 1, Said("Deed?"), Said(), True), Row("", 5, Said(), Said(), True)]
    assert [one.key for one in editing.prompts(starting(), rows)] == ["did", "happened", "wat_nu"]


def test_a_corrected_story_keeps_its_questions_and_its_meaning(small: SmallPilot, db: Database) -> None:
    """Lines that were changed stay under the question they were told under; what it means is not touched."""
    coach = small.viewers["coach"]
    kept = keeping.keep(small.pilot, db, coach, new_guid(), {"page0000": 1}, body(small, meaning={
        "helped": {"at": [200, 700, 100]}, "say": {"place": "x"}}))
    told = of_document(db, kept.document)
    assert [question for question, _answer in told] == ["What helped most in this story?"]
    retell(small.pilot, db, coach, kept.document, Told(
        "De telefoon", "Moeder belde zelf op.\nDat was nieuw.\nHeel nieuw.\nIk wachtte.", "success", 1, "2021-03-05",
        "2021-03-04"), no_names=True)
    (version,) = db.conn.execute("SELECT max(version_id) FROM document_version").fetchone()
    assert questions_of(db, version) == ["happened", "happened", "happened", "did"]
    assert of_document(db, kept.document) == told


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_carried_questions_are_as_many_as_lines(old: list[str], new: list[str]) -> None:
    """Each line of the new text gets a question of the old one, and an unchanged text keeps all of them."""
    questions = [f"q{i}" for i in range(len(old))]
    found = carried(old, questions, new)
    assert len(found) == len(new)
    assert set(found) <= {*questions, ""}
    assert carried(old, questions, old) == questions
