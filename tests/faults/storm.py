"""A storm over a server that is killed again and again: people who code and tell, and note what was confirmed to them.

Each person is a thread that behaves as our pages do: what is not confirmed is sent again, unchanged, until it is. What
was confirmed is noted here, outside the home, so that afterwards one can say of every action whether it is there once.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import threading
import time
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from coding.book import codebook
from jobs import files, worker
from pilot.accounts import sittings
from pilot.config import ROOT
from pilot.store.files import open_pilot, open_server
from pilot.visit import COOKIE
from stories.entry import drafts
from tests.browser.conftest import address_of, free_port, serve_home, stop
from tests.builder import PASSWORD
from texts.documents import NewTurn
from web.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.forge import Served
    from tests.builder import SmallPilot

CODES = ("klik", "vast_gezicht")
# A text of our own per person who codes: nobody's actions can be told from another's otherwise.
WORDS = " ".join(f"woord{n}" for n in range(400))
# What the worker is asked for: a small file, made by a child of its own.
TASK = "documents"
REST_S = 0.02
WAIT_S = 120


class Person(threading.Thread):
    """Somebody at work: `next` makes an action, which is sent until it is confirmed.

    Attributes:
        document: guid of the text, or the draft, this person alone works on.
        confirmed: what the server said yes to, in that order.
        refused: what it said no to, with its words.
        times_ms: how long each answer took.
    """

    def __init__(
        self, small: SmallPilot, base: str, document: str, over: threading.Event, rest_s: float = REST_S
    ) -> None:
        super().__init__(daemon=True)
        self.small, self.document, self.over, self.rest_s = small, document, over, rest_s
        self.confirmed: dict[str, int] = {}
        self.refused: list[str] = []
        self.times_ms: list[float] = []
        self.sent = 0
        self.luck = random.Random(document)
        with closing(open_server(small.home.server_path)) as server:
            token = sittings.sign_in(server, self.account, PASSWORD, document)
        self.client = httpx.Client(base_url=base, timeout=30, headers={
            "Cookie": f"{COOKIE}={token}", "Origin": base, "X-CSRF-Token": sittings.csrf_for(token)})

    @property
    def account(self) -> str:
        """Whose account this person signs in with."""
        return "evaluator"

    def run(self) -> None:
        """Act until it is over, and then until the last action is confirmed."""
        with self.client:
            while not self.over.is_set():
                self.act(*self.next())
                time.sleep(self.rest_s)

    def next(self) -> tuple[str, str, str, Any]:
        """The next action: its name, and the request for it."""
        raise NotImplementedError

    def act(self, name: str, method: str, path: str, body: Any) -> None:
        """Send one action until there is an answer."""
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            began = time.perf_counter()
            with suppress(httpx.TransportError):
                answer = self.client.request(method, path, json=body)
                if answer.status_code < 500:
                    self.times_ms.append((time.perf_counter() - began) * 1000)
                    self._note(name, answer)
                    return
            time.sleep(0.05)
        self.refused.append(f"{name}: no answer in {WAIT_S} s")

    def _note(self, name: str, answer: httpx.Response) -> None:
        states = [each["state"] for each in answer.json().get("results", [])] if answer.is_success else []
        if not answer.is_success or "rejected" in states:
            self.refused.append(f"{name}: {answer.status_code} {answer.text[:200]}")
        else:
            self.sent += 1
            self.confirmed[name] = self.sent


class Coder(Person):
    """Codes its own document, a passage at a time."""

    version = ""

    def next(self) -> tuple[str, str, str, Any]:
        """One coding, at a place where none of this person's is yet."""
        while not self.version:
            with suppress(httpx.TransportError):
                answer = self.client.get(f"/api/documents/{self.document}")
                if answer.is_success:
                    self.version = answer.json()["document"]["version"]
            time.sleep(0.05)
        name, start = str(uuid.uuid4()), self.luck.randrange(len(WORDS) - 40)
        op = {"op": name, "kind": "add", "coding": str(uuid.uuid4()), "code": self.luck.choice(CODES), "start": start,
              "end": start + self.luck.randint(5, 40)}
        return name, "POST", f"/api/documents/{self.document}/ops", {"version": self.version, "ops": [op]}


class Teller(Person):
    """A coach who types: each word is a save of her one draft."""

    @property
    def account(self) -> str:
        """A coach."""
        return "coach"

    def next(self) -> tuple[str, str, str, Any]:
        """One word more."""
        words = [f"woord{n}" for n in range(self.sent + 1)]
        owner = drafts.owner(self.small.viewers["coach"])
        body = {"owner": owner, "versions": {"page0000": len(words)},
                "body": {"kind": "story", "answers": {"happened": " ".join(words)}}}
        return words[-1], "PUT", f"/api/drafts/{self.document}", body


@dataclass
class Storm:
    """A served home with people at work in it, whose server and worker are killed.

    Attributes:
        starts: starts a server over a home, with options: as a person does, unless another way is given.
    """

    small: SmallPilot
    starts: Callable[..., subprocess.Popen[str] | Served] = serve_home
    coders: int = 8
    tellers: int = 2
    kills: int = 0
    tasks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.over = threading.Event()
        self.base = f"http://127.0.0.1:{self.port}"
        with closing(self.small.open()) as db:
            codebook.adopt(db, self.small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
            texts = [self.small.interview(db, turns=(NewTurn(WORDS, "Moeder", "family"),), title=f"Gesprek {n}")
                     for n in range(self.coders)]
        self.people: list[Person] = [
            *(Coder(self.small, self.base, text, self.over) for text in texts),
            *(Teller(self.small, self.base, str(uuid.uuid4()), self.over) for _ in range(self.tellers))]

    def confirmed(self) -> int:
        """How many actions were confirmed so far."""
        return sum(len(one.confirmed) for one in self.people)

    def blow(self, kills: int, least: int) -> None:
        """Kill the server `kills` times, and the worker each second time, after at least `least` actions were confirmed
        since it answered, and let everybody finish."""
        process = self._serve()
        try:
            for one in self.people:
                one.start()
            for n in range(kills):
                self._until(self.confirmed() + least + random.Random(n).randrange(least))
                self._ask()
                if n % 2:
                    self._kill_worker()
                _killed(process)
                self.kills += 1
                process = self._serve()
            self._until(self.confirmed() + least)
            self.over.set()
            for one in self.people:
                one.join(WAIT_S)
            self._until_done()
        finally:
            self.over.set()
            stop(process)
            self._kill_worker()

    def _serve(self) -> subprocess.Popen[str] | Served:
        process = self.starts(self.small.home.folder, "--port", self.port)
        address_of(process)
        return process

    def _until(self, confirmed: int) -> None:
        until = time.monotonic() + WAIT_S
        while self.confirmed() < confirmed:
            assert time.monotonic() < until, f"{self.confirmed()} of {confirmed} confirmed: {self._refused()}"
            assert not self._refused(), self._refused()
            time.sleep(0.01)

    def _refused(self) -> list[str]:
        return [each for one in self.people for each in one.refused]

    def _ask(self) -> None:
        """A task for the worker, asked as a page does; while one waits, it is the same one."""
        with closing(open_pilot(self.small.pilot.db_path)) as db:
            self.tasks.append(files.request(db, self.small.viewers["evaluator"], EXPORTS[TASK], "csv", {}))
        worker.ensure_running(self.small.home)

    def _kill_worker(self) -> None:
        with suppress(FileNotFoundError, ValueError, ProcessLookupError):
            pid = int((self.small.home.folder / "worker.lock").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)

    def _until_done(self) -> None:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until and set(self.states()) & {"queued", "running"}:
            time.sleep(0.1)

    def states(self) -> list[str]:
        """How each task stands."""
        with closing(open_pilot(self.small.pilot.db_path)) as db:
            return [db.conn.execute("SELECT state FROM job WHERE guid = ?", (guid,)).fetchone()[0]
                    for guid in self.tasks]

    def losses(self) -> Iterator[str]:
        """What was confirmed and is not there, or is there twice; a line each."""
        with closing(open_pilot(self.small.pilot.db_path)) as db:
            there = dict(db.conn.execute("SELECT guid, count(*) FROM coding_op GROUP BY guid").fetchall())
            made = db.conn.execute("SELECT count(*) FROM coding").fetchone()[0]
            coders = [one for one in self.people if isinstance(one, Coder)]
            for one in coders:
                yield from (f"{name} is there {there.get(name, 0)} times" for name in one.confirmed
                            if there.get(name) != 1)
            sent = sum(len(one.confirmed) for one in coders)
            if made != sent:
                yield f"{made} codings of {sent} actions"
            for teller in (one for one in self.people if isinstance(one, Teller)):
                rows = [row[0] for row in db.conn.execute(
                    "SELECT json_extract(body, '$.answers.happened') FROM draft WHERE guid = ?", (teller.document,))]
                if [text.split() for text in rows] != [list(teller.confirmed)]:
                    yield f"a draft of {len(teller.confirmed)} words is there as {[len(row.split()) for row in rows]}"
        yield from self._refused()


def _killed(process: subprocess.Popen[str] | Served) -> None:
    """Gone, as by a power cut. Not `communicate`: what it started may hold its output open a moment longer."""
    held = os.pidfd_open(process.pid)
    process.kill()
    select.select([held], [], [])  # until it is gone
    os.close(held)
    assert process.stdout
    process.stdout.close()
