"""The demo pilot Mechelen, counted by the program itself, beside what was published of that team."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation

import demo
from pilot import access, words
from pilot.config import Home
from pilot.errors import Conflict
from pilot.store.files import open_pilot
from themes.figures.decimals import one_decimal
from themes.outcomes import frames, money
from themes.release import seeing
from themes.reports import as_html, as_pdf, as_pptx, panels
from themes.reports.facts import Source, facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    from sqlite_utils import Database

    from pilot.access import Viewer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with that pilot alone."""
    made = tmp_path_factory.mktemp("mechelen") / "home"
    demo.make(made, "mechelen")
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Database]:
    """Its store."""
    with closing(open_pilot(Home(folder).pilot("mechelen-demo").db_path)) as db:
        yield db


@pytest.fixture
def viewer(store: Database) -> Viewer:
    """Who sees everything."""
    return access.operator(store, "mechelen-demo")


def scores(store: Database, viewer: Viewer, wave: str) -> pd.DataFrame:
    """What professionals scored in a wave: a row per family, a column per domain."""
    found = frames.scores(store, viewer)
    return found[(found["voice"] == "coach") & (found["wave"] == wave)].pivot(
        index="family_id", columns="domain", values="value")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a published table."""
    with path.open(newline="") as table:
        return list(csv.DictReader(table))


def test_the_start_is_as_published(store: Database, viewer: Viewer, shared: Path) -> None:
    """Families at each level of the nine domains, of 106; on how many domains those known in full have problems."""
    start = scores(store, viewer, "T0")
    assert len(start) == 106
    problems = (start.dropna() > 0).sum(axis=1)
    rows = read(shared / "golden" / "go_t0.csv")
    assert [int((start[row["domain"]] == float(row["score"])).sum()) for row in rows] == [
        int(row["families"]) for row in rows]
    rows = read(shared / "golden" / "go_domains.csv")
    assert [int((problems == int(row["domains"])).sum()) for row in rows] == [int(row["families"]) for row in rows]


def test_the_end(store: Database, viewer: Viewer) -> None:
    """57 families known in full again, of whom one in eight came to half or less; in the mean it goes better."""
    start, end = scores(store, viewer, "T0").dropna(), scores(store, viewer, "T1").dropna()
    assert len(end) == 57
    was, now = start.loc[end.index].sum(axis=1), end.sum(axis=1)
    assert (now <= was / 2).sum() == 7
    assert now.mean() < was.mean()


def test_who_came_and_how_long(store: Database, viewer: Viewer) -> None:
    """122 families with 327 children, 16 of them under a month; by referrer, known before, a child placed."""
    families = frames.families(store, viewer)
    assert len(families) == 122
    assert (families["months"] < 1).sum() == 16
    assert Counter(families["referrer"]) == {"Politie": 35, "Basisschool": 67, "Kind & Gezin": 20}
    children, placed = store.conn.execute(
        "SELECT sum(at_home + placed), sum(placed > 0) FROM household").fetchone()
    assert (children, placed) == (327, 11)
    known = Counter(row[0] for row in store.conn.execute("SELECT known FROM referral WHERE state = 'accepted'"))
    assert {one: one_decimal(100 * n / 122) for one, n in known.items()} == {
        "new": "28.7", "lapsed": "5.7", "contact": "65.6"}
    assert store.conn.execute("SELECT count(*) FROM referral WHERE state = 'wrong'").fetchone() == (30,)


def test_money_is_used_as_told(store: Database, viewer: Viewer) -> None:
    """Three families in four used money; of the budget about 60 percent where it was used, and nobody more than all."""
    found = money.money(store, viewer)
    assert found.users / found.families == pytest.approx(0.75, abs=0.01)
    budget = found.used[0]
    assert budget.percent == pytest.approx(60, abs=2)
    assert budget.users == budget.capped
    assert budget.over == 0


def test_the_programme_has_its_four_goals(store: Database) -> None:
    """Each with something that speaks for it."""
    rows = store.conn.execute(
        "SELECT (SELECT count(*) FROM aim_evidence e WHERE e.aim_id = a.aim_id AND says = 'for') FROM aim a").fetchall()
    assert len(rows) == 4
    assert all(row[0] for row in rows)


def test_it_is_made_once(folder: Path) -> None:
    """The same folder again is refused in a sentence."""
    with pytest.raises(Conflict):
        demo.make(folder, "mechelen")


SILENT = {"niet getoond", "–"}


@pytest.fixture(scope="module")
def release(folder: Path) -> dict[str, Any]:
    """What the demo released, as the factsheet, slides and a sheet have it, in Dutch."""
    with closing(open_pilot(Home(folder).pilot("mechelen-demo").db_path)) as db, words.speaking("nl"):
        (one,) = seeing.seen(db, access.operator(db, "mechelen-demo"))
        shown = facts(one.content, Source("Mechelen", one.number, "2026-11-28", is_stale=False))
        return {"facts": shown, "html": as_html.factsheet_html(as_pdf.fitted(shown)[0]).decode(),
                "poster": as_pdf.hung(shown)[0], "slides": as_pptx.domains_pptx(shown),
                "rows": panels.table(shown).frame.values.tolist()}


def test_the_nine_tables_of_the_release_beside_the_published_means(release: dict[str, Any]) -> None:
    """Means and how many are known, as the report prints them, on the factsheet, in the sheet and on the slides."""
    told = [(row[2], row[4]) for row in release["rows"] if row[3] == "T0: gemiddelde" and "coach" in row[1]]
    published = [(3.6, 75), (5.2, 87), (3.8, 84), (6.7, 87), (5.8, 85), (6.7, 84), (5.3, 71), (3.9, 77), (5.4, 83)]
    assert len(told) == 9
    slides = Presentation(io.BytesIO(release["slides"])).slides
    cells = {cell.text for slide in slides for shape in slide.shapes if shape.has_table for row in shape.table.rows
             for cell in row.cells}
    for (domain, cell), (mean, known) in zip(told, published, strict=True):
        said, families = re.fullmatch(r"(\d,\d) \((\d+) gezinnen\)", cell).groups()  # type: ignore[union-attr]
        assert abs(float(said.replace(",", ".")) - mean) < 0.11, domain  # rounded both there and here
        assert abs(int(families) - known) < 5
        assert cell in release["html"]
        assert cell in cells
    assert len(release["poster"].panels) >= 4
    # What the families say of themselves is known of too few: no table of nothing. What changed is said first.
    assert not [one for one in release["facts"].panels if {cell for row in one.rows for cell in row[1:]} <= SILENT]
    changed = {(row[2], row[3]): row[4] for row in release["rows"] if "coach" in row[1]}
    assert [changed[domain, how].split()[0] for domain, how in (
        ("inkomen", "verbeterd"), ("huisvesting", "verbeterd"), ("huisvesting", "verslechterd"))] == [
        re.search(r"in (\d+) van", line)[1] for line in release["facts"].news]  # type: ignore[index]


def test_the_funnel_by_referrer_rounds_what_is_counted(store: Database, release: dict[str, Any]) -> None:
    """Each number that is shown lies within five of what the store itself counts; of few there is none."""
    by = dict(store.conn.execute(
        "SELECT b.name || '/' || r.state, count(*) FROM referral r JOIN referrer b USING (referrer_id) GROUP BY 1"))
    panel = next(one for one in release["facts"].panels if one.name == "Hoe aanmeldingen staan, per aanmelder")
    assert panel.head[1:] == ("Politie", "Basisschool", "Kind & Gezin")
    told = {row[0]: row[1:] for row in panel.rows}
    for name, cell in zip(panel.head[1:], told["aangenomen"], strict=True):
        assert abs(int(cell.split(" van ")[0]) - by[f"{name}/accepted"]) < 5
    assert {cell for row in ("wacht", "gevraagd, nog geen antwoord") for cell in told[row]} == {"niet getoond"}
