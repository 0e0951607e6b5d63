"""Stories that stand out, and those that do not."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pilot.clock import today
from pilot.store.files import write
from stories import marks
from stories.marks import BACK_DATED, COPIED, QUICK
from stories.stories import NewStory, add_story
from texts.copied import Copy, copies, runs

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

LONG = " ".join(f"woord{n} kwam vandaag weer langs bij de school" for n in range(12))


def kept(small: SmallPilot, db: Database, title: str, text: str, days_ago: int = 0, by: Viewer | None = None) -> None:
    """A story of the coach, told so many days ago and kept now."""
    told = (date.fromisoformat(today(db)) - timedelta(days=days_ago)).isoformat()
    with write(db):
        add_story(db, by or small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], title, (text,), told, "steady"))


def kinds(small: SmallPilot, db: Database) -> dict[str, set[str]]:
    """By title of a story which marks it has."""
    found: dict[str, set[str]] = {}
    for one in marks.marked(db, small.viewers["admin"]):
        found.setdefault(one.title, set()).add(one.kind)
    return found


def test_what_stands_out_and_what_does_not(small: SmallPilot) -> None:
    """Told long before, kept too fast after another, the same words: each is marked; an ordinary story is not."""
    with closing(small.open()) as db:
        kept(small, db, "gewoon", "Kort verhaal over de fiets.")
        kept(small, db, "vorige week", "Iets heel anders over het zwembad.", days_ago=7)
        kept(small, db, "lang geleden", "Een verhaal van toen, over de tuin.", days_ago=60)
        kept(small, db, "lang", LONG)
        kept(small, db, "nog eens", f"Eerst iets nieuws hier vooraan. {LONG}")
        found = kinds(small, db)
    assert found == {"lang geleden": {BACK_DATED}, "lang": {QUICK}, "nog eens": {QUICK, COPIED}}


def test_looking_is_in_the_record_and_what_is_out_of_reach_is_not_shown(small: SmallPilot) -> None:
    """The look is an event without content; without consent the story is gone from the list."""
    with closing(small.open()) as db:
        kept(small, db, "lang geleden", "Een verhaal van toen, over de tuin.", days_ago=60)
        assert "lang geleden" in kinds(small, db)
        (n,) = db.conn.execute("SELECT count(*) FROM event WHERE verb = 'read' AND subject = 'marks'").fetchone()
        assert n == 1
        with write(db):
            db.conn.execute("UPDATE document SET withdrawn_at = created_at WHERE title = 'lang geleden'")
        assert kinds(small, db) == {}


def test_what_the_command_line_brought_in_has_no_moment(small: SmallPilot) -> None:
    """Stories put in at the machine itself are of long ago at once; only the same words are told."""
    with closing(small.open()) as db:
        boss = small.operator(db)
        for title in ("een", "twee"):
            kept(small, db, title, LONG, days_ago=90, by=boss)
        assert kinds(small, db) == {"twee": {COPIED}}


@given(st.text(), st.text())
def test_runs_are_of_words_alone(text: str, other: str) -> None:
    """A text shares all its runs with itself in capitals between signs, and a longer one has them all."""
    numbers, of = runs([text, f"{text} {other}", text.replace(" ", " ... ")])
    each = [list(numbers[of == n]) for n in range(3)]
    assert set(each[0]) <= set(each[1])
    assert each[2] == each[0]


def test_a_copy_is_of_the_text_that_said_most_of_it_first() -> None:
    """Of 20 runs 12 are enough and 11 are not; short texts are left; order of words counts; nothing is its own copy."""
    words = [f"w{n}" for n in range(60)]
    first, second = " ".join(words[:25]), " ".join(words[25:50])
    assert copies([first, second]) == []
    assert copies([]) == copies(["", "een twee"]) == []
    enough = " ".join([*words[:17], *(f"n{n}" for n in range(8))])  # 12 of its 20 runs
    less = " ".join([*words[:16], *(f"m{n}" for n in range(9))])
    assert copies([first, second, enough, less]) == [Copy(2, 0, 60)]
    assert copies([first, second, " ".join(words[20:50])]) == [Copy(2, 1, 80)]  # 20 of 25, beside those that cross
    assert copies([" ".join(words[:14]), " ".join(words[:14])]) == []  # nine runs each
    assert copies([first, " ".join(reversed(words[:25]))]) == []
    assert copies([first, first.upper(), first]) == [Copy(1, 0, 100), Copy(2, 0, 100)]
