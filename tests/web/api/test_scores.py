"""The route of scores, as a browser calls it once it has a connection."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from pilot.store.files import new_guid
from stories.outcomes import sheets, waves

if TYPE_CHECKING:
    from stories.outcomes.sheets import Slot
    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


@pytest.fixture
def wave(small: SmallPilot) -> str:
    """T0."""
    with closing(small.open()) as db:
        return waves.add(db, small.viewers["evaluator"], waves.New("T0", "months", 0))


def act(small: SmallPilot, wave: str, **more: Any) -> dict[str, Any]:
    """A score that was given without a connection."""
    return {"id": new_guid(), "act": "give", "guid": new_guid(), "family": small.families["Berk"], "wave": wave,
            "domain": "debts", "voice": "coach", "state": "scored", "value": 7.5, "source": "dossier",
            "on": "2021-03-04", "rubric": 1, "sure": []} | more


def send(call: Caller, *acts: dict[str, Any], name: str = "coach") -> list[dict[str, Any]]:
    """What became of each act."""
    answer = call("POST", "/api/scores", name, json={"owner": f"{call.small.accounts[name]}|proef", "acts": list(acts)})
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def slot(small: SmallPilot, wave: str, voice: str = "coach", name: str = "coach") -> Slot:
    """What there is of the debts of Berk."""
    with closing(small.open()) as db:
        return sheets.sheet(db, small.viewers[name], small.families["Berk"], wave).slot("debts", voice)


def test_each_act_by_itself_and_once(call: Caller, small: SmallPilot, wave: str) -> None:
    """What cannot be kept is refused with a sentence and stops none of the others; a repeat adds no row."""
    good, theirs = act(small, wave), act(small, wave, voice="family", value=0, source="family")
    bad = [act(small, wave, value=11), act(small, wave, value=None), act(small, wave, state="unknown"),
           act(small, wave, domain="weather"), act(small, wave, family=small.families["Es"]), act(small, "x"),
           act(small, wave, value=True), act(small, wave, guid=""), act(small, wave, act="x"),
           act(small, wave, rubric=-1)]
    for _ in range(2):
        results = send(call, good, *bad, theirs)
        assert [one["state"] for one in results] == ["stored", *["refused"] * len(bad), "stored"]
        assert all(one["error"] for one in results[1:-1])
    with closing(small.open()) as db:
        assert db.conn.execute("SELECT count(*) FROM score").fetchone()[0] == 2
    mine = slot(small, wave).mine
    assert mine
    assert (mine.value, mine.source, mine.rubric, mine.on) == (7.5, "dossier", 1, "2021-03-04")
    assert slot(small, wave, "family").counts == ("scored", 0)


def test_unknown_and_taken_back(call: Caller, small: SmallPilot, wave: str) -> None:
    """Not known is said; taken back it is as if nobody had looked, also when the act comes twice."""
    send(call, act(small, wave), act(small, wave, state="unknown", value=None))
    assert slot(small, wave).counts == ("unknown", None)
    back = act(small, wave, state="taken_back", value=None)
    send(call, back, back)
    assert slot(small, wave).counts == ("", None)


def test_an_odd_day_is_asked_about(call: Caller, small: SmallPilot, wave: str) -> None:
    """The answer says what is asked about; sent once more with it, the score is kept."""
    early = act(small, wave, on="2019-12-01")
    (result,) = send(call, early)
    assert (result["state"], result["asks"]) == ("refused", "2019-12-01")
    (result,) = send(call, early | {"sure": ["2019-12-01"]})
    assert result["state"] == "stored"


def test_words_a_score_rests_on(call: Caller, small: SmallPilot, wave: str) -> None:
    """Sentences of a text that one may read, chosen once and taken away; a coach reads no conversation."""
    with closing(small.open()) as db:
        document = small.interview(db)
    assert call("GET", f"/api/scores/text/{document}", "coach").status_code == 404
    text = call("GET", f"/api/scores/text/{document}", "evaluator").json()
    one = text["turns"][1]["sentences"][0]
    assert one["words"] == "Zij belde zelf."
    rest = act(small, wave, act="rest", document=document, version=text["version"], start=one["start"], end=one["end"])
    wrong = [rest | {"guid": new_guid(), "end": one["start"]}, rest | {"guid": new_guid(), "version": "x"},
             rest | {"guid": new_guid(), "document": "x"}, rest | {"guid": new_guid(), "voice": "x"}]
    for _ in range(2):
        results = send(call, rest, *wrong, name="evaluator")
        assert [result["state"] for result in results] == ["stored", *["refused"] * len(wrong)]
    (ground,) = slot(small, wave, name="evaluator").ground
    assert (ground.quote, ground.mine, ground.start) == ("Zij belde zelf.", True, one["start"])
    away = {"id": "a", "act": "unrest", "guid": rest["guid"]}
    assert [one["state"] for one in send(call, away, away, name="evaluator")] == ["stored", "stored"]
    assert send(call, away, name="coach")[0]["state"] == "refused"
    assert slot(small, wave, name="evaluator").ground == ()


def test_of_somebody_else_nothing_is_kept(call: Caller, small: SmallPilot, wave: str) -> None:
    """What another account left in the browser waits for her."""
    answer = call("POST", "/api/scores", "coach", json={
        "owner": f"{small.accounts['evaluator']}|proef", "acts": [act(small, wave)]})
    assert answer.status_code == 401
    assert slot(small, wave).given == ()
