"""Use cases of quotes that leave the team, one by one."""

from __future__ import annotations

from tests.rights.scene import ADMINS, EVALUATORS, Sample, as_quoted, quoted
from themes.release.quotes_out import deciding, proposing, seeing

SIGNERS = EVALUATORS | ADMINS
OTHER = "[...] Ze wist nog wat ik [...]"
_ROOM = "themes.release.quotes_out"

SAMPLES = (
    Sample(f"{_ROOM}.proposing.offer", EVALUATORS, lambda s, db, v: proposing.offer(db, v, quoted(s))),
    Sample(f"{_ROOM}.proposing.look", EVALUATORS, lambda s, db, v: proposing.look(db, v, quoted(s), as_quoted(OTHER))),
    Sample(f"{_ROOM}.proposing.propose", EVALUATORS,
           lambda s, db, v: proposing.propose(db, v, quoted(s), as_quoted(OTHER))),
    Sample(f"{_ROOM}.deciding.approve", SIGNERS, lambda s, db, v: deciding.approve(db, v, s.guids["quote"])),
    Sample(f"{_ROOM}.deciding.send_back", SIGNERS,
           lambda s, db, v: deciding.send_back(db, v, s.guids["quote"], "te herkenbaar")),
    Sample(f"{_ROOM}.deciding.withdraw", SIGNERS,
           lambda s, db, v: deciding.withdraw(db, v, s.guids["quote"], "de moeder vroeg het")),
    Sample(f"{_ROOM}.seeing.listed", SIGNERS, lambda s, db, v: seeing.listed(db, v)),
    Sample(f"{_ROOM}.seeing.quote", SIGNERS, lambda s, db, v: seeing.quote(db, v, s.guids["quote"])),
    Sample(f"{_ROOM}.seeing.beside", EVALUATORS, lambda s, db, v: seeing.beside(db, v, [s.guids["quoted"]], "klik"),
           quiet=True),
)
