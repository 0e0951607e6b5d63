"""Long work through the gate: asking, looking, stopping, and who may not."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from jobs import queue, worker
from pilot.store.files import write
from tests import recordings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Homes whose worker was woken; none is really started."""
    homes: list[Any] = []
    monkeypatch.setattr(worker, "ensure_running", homes.append)
    return homes


@pytest.fixture
def asked(small: SmallPilot, tiny_model: Path, jfk: Path) -> dict[str, str]:
    """What a page sends to have a stored recording transcribed."""
    model = recordings.lend_model(small, tiny_model)
    return {"recording": recordings.store(small, jfk), "model": model.name, "language": "en"}


def test_asking_looking_and_stopping(
    call: Caller, asked: dict[str, str], woken: list[Any], small: SmallPilot
) -> None:
    """A job is made and a worker woken; it is listed with its state in Dutch; stopping it ends it."""
    guid = call("POST", "/api/jobs", "evaluator", json=asked).json()["job"]
    assert woken == [small.home]
    listed = call("GET", "/api/jobs", "evaluator").json()["jobs"]
    assert [(job["guid"], job["state"], job["text"]) for job in listed] == [(guid, "queued", "Wacht op zijn beurt")]
    assert listed[0]["recording"] == asked["recording"]
    assert call("POST", f"/api/jobs/{guid}/cancel", "evaluator").status_code == 204
    assert call("GET", "/api/jobs", "evaluator").json()["jobs"][0]["state"] == "cancelled"
    assert call("POST", f"/api/jobs/{guid}/cancel", "evaluator").status_code == 409


@pytest.mark.parametrize(("name", "status"), [(None, 401), ("coach", 403), ("steering", 403), ("admin", 403)])
@pytest.mark.slow
def test_who_may_not_ask(
    call: Caller, asked: dict[str, str], woken: list[Any], small: SmallPilot, name: str | None, status: int
) -> None:
    """Signed out or in another role nothing is asked for, and another's job is neither seen nor stopped."""
    with closing(small.open()) as db, write(db):
        guid = queue.enqueue(db, small.viewers["evaluator"], "transcribe", {}, "x")
    assert call("POST", "/api/jobs", name, json=asked).status_code == status
    looked = call("GET", "/api/jobs", name)
    assert (looked.status_code, looked.json().get("jobs", [])) == (200 if name else 401, [])
    assert call("POST", f"/api/jobs/{guid}/cancel", name).status_code == (404 if name else 401)
    with closing(small.open()) as db:
        assert [job.state for job in queue.jobs(db, small.viewers["evaluator"])] == ["queued"]


def test_bad_requests_are_one_sentence(call: Caller, asked: dict[str, str], woken: list[Any]) -> None:
    """Broken JSON, a path for a model, Dutch from an English-only model: 400 or 404 with a sentence, no job."""
    tries: list[tuple[Any, int]] = [
        (asked | {"language": "nl"}, 400), (asked | {"model": "../../etc"}, 404), (asked | {"recording": "x"}, 404),
        ({"model": "tiny.en"}, 400), ([], 400),
    ]
    for body, status in tries:
        answer = call("POST", "/api/jobs", "evaluator", json=body)
        assert answer.status_code == status, body
        assert answer.json()["error"]
    assert call("POST", "/api/jobs", "evaluator", content=b"{").status_code == 400
    assert call("GET", "/api/jobs", "evaluator").json() == {"jobs": []}


def test_without_a_model_it_is_the_programs_own(call: Caller, asked: dict[str, str], woken: list[Any]) -> None:
    """A script that names the recording only gets Dutch by the model that comes along."""
    call("POST", "/api/jobs", "evaluator", json={"recording": asked["recording"]})
    (job,) = call("GET", "/api/jobs", "evaluator").json()["jobs"]
    assert (job["recording"], job["state"]) == (asked["recording"], "queued")


def test_a_write_without_the_token_is_refused(call: Caller, asked: dict[str, str], woken: list[Any]) -> None:
    """Another site cannot make a browser ask for work."""
    answer = call("POST", "/api/jobs", "evaluator", headers={"X-CSRF-Token": ""}, json=asked)
    assert answer.status_code == 403
    assert woken == []
