"""The route of contacts, as a phone calls it once it has a connection again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from pilot.families import register
from pilot.store.files import new_guid
from stories.contacts import listing

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


def act(small: SmallPilot, **more: Any) -> dict[str, Any]:
    """A visit that was noted without a connection."""
    return {"id": new_guid(), "act": "note", "guid": new_guid(), "family": small.families["Berk"], "on": "2021-03-04",
            "kind": "visit", "minutes": 60, "who": [], "waited": None, "note": "", "story": "", "sure": []} | more


def sent(small: SmallPilot, *acts: dict[str, Any], name: str = "coach") -> dict[str, Any]:
    """What the page of an account sends."""
    return {"owner": f"{small.accounts[name]}|proef", "acts": list(acts)}


def kept(small: SmallPilot) -> list[int]:
    """How long the contacts took that are there."""
    with closing(small.open()) as db:
        return [one.minutes for one in listing.listed(db, small.viewers["evaluator"])]


def test_each_act_by_itself(call: Caller, small: SmallPilot) -> None:
    """What cannot be kept is refused with a sentence and stops none of the others; a repeat changes nothing."""
    good, bad, other = act(small), act(small, minutes=0), act(small, family=small.families["Es"])
    for _ in range(2):
        answer = call("POST", "/api/contacts", "coach", json=sent(small, good, bad, other, act(small, minutes="x")))
        results = answer.json()["results"]
        assert [one["state"] for one in results] == ["stored", "refused", "refused", "refused"]
        assert [one["id"] for one in results[:3]] == [good["id"], bad["id"], other["id"]]
        assert all(one["error"] for one in results[1:])
    assert kept(small) == [60]
    undo = {"id": new_guid(), "act": "undo", "guid": good["guid"]}
    assert call("POST", "/api/contacts", "coach", json=sent(small, undo)).json()["results"][0]["state"] == "stored"
    assert kept(small) == []


def test_a_name_can_be_said_to_be_right(call: Caller, small: SmallPilot) -> None:
    """The answer says what is asked about; sent once more with it, the contact is kept."""
    with closing(small.open()) as db:
        register.set_person_name(
            small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    one = act(small, note="Ilona belde.")
    (result,) = call("POST", "/api/contacts", "coach", json=sent(small, one)).json()["results"]
    assert (result["state"], result["asks"]) == ("refused", "Ilona")
    (result,) = call("POST", "/api/contacts", "coach", json=sent(small, one | {"sure": ["Ilona"]})).json()["results"]
    assert result["state"] == "stored"


def test_somebody_else_in_the_same_browser(call: Caller, small: SmallPilot) -> None:
    """What one coach noted is not stored by another who signed in since: it stays on the device, as when signed out."""
    answer = call("POST", "/api/contacts", "coach2", json=sent(small, act(small)))
    assert answer.status_code == 401
    assert answer.json()["error"]
    assert kept(small) == []
