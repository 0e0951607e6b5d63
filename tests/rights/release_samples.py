"""Use cases of what leaves the team."""

from __future__ import annotations

from tests.rights.scene import ADMINS, ALL, EVALUATORS, Sample
from themes.release import deciding, drafting, ground, keeping, seeing
from themes.release.choice import Choice, Chosen

# What waits was drafted by `evaluator2`.
OTHERS = frozenset({"evaluator", "both", "admin"})
CHOICE = Choice("team", "Proef", themes=(Chosen("klik"),))

SAMPLES = (
    Sample("themes.release.seeing.latest", ALL, lambda s, db, v: seeing.latest(db, v)),
    Sample("themes.release.seeing.seen", ALL, lambda s, db, v: seeing.seen(db, v)),
    Sample("themes.release.seeing.one", ALL, lambda s, db, v: seeing.one(db, v, s.guids["release"])),
    Sample("themes.release.ground.behind", EVALUATORS, lambda s, db, v: ground.behind(db, v, s.guids["release"])),
    Sample("themes.release.drafting.begin", EVALUATORS, lambda s, db, v: drafting.begin(db, v, CHOICE)),
    Sample("themes.release.drafting.save", frozenset({"evaluator"}), lambda s, db, v: drafting.save(
        db, v, s.guids["release_draft"], CHOICE, 1)),
    Sample("themes.release.drafting.draft", frozenset({"evaluator"}), lambda s, db, v: drafting.draft(
        db, v, s.guids["release_draft"])),
    Sample("themes.release.drafting.propose", frozenset({"evaluator"}), lambda s, db, v: drafting.propose(
        db, v, s.guids["release_draft"], 1)),
    Sample("themes.release.drafting.take_back", frozenset({"evaluator2"}), lambda s, db, v: drafting.take_back(
        db, v, s.guids["release_waiting"])),
    Sample("themes.release.drafting.again", EVALUATORS, lambda s, db, v: drafting.again(
        db, v, s.guids["release_waiting"])),
    Sample("themes.release.keeping.kept", EVALUATORS, lambda s, db, v: keeping.kept(db, v)),
    Sample("themes.release.keeping.behind", EVALUATORS, lambda s, db, v: keeping.behind(db, v)),
    Sample("themes.release.keeping.kept_one", EVALUATORS, lambda s, db, v: keeping.kept_one(
        db, v, s.guids["release_draft"])),
    Sample("themes.release.keeping.throw_away", frozenset({"evaluator"}), lambda s, db, v: keeping.throw_away(
        db, v, s.guids["release_draft"])),
    Sample("themes.release.deciding.to_sign", EVALUATORS | ADMINS, lambda s, db, v: deciding.to_sign(db, v)),
    Sample("themes.release.deciding.proposal", OTHERS, lambda s, db, v: deciding.proposal(
        db, v, s.guids["release_waiting"])),
    Sample("themes.release.deciding.sign", OTHERS, lambda s, db, v: deciding.sign(
        db, v, s.guids["release_waiting"], s.guids["release_sha256"])),
    Sample("themes.release.deciding.send_back", OTHERS, lambda s, db, v: deciding.send_back(
        db, v, s.guids["release_waiting"], "te stellig")),
    Sample("themes.release.deciding.withdraw", EVALUATORS | ADMINS, lambda s, db, v: deciding.withdraw(
        db, v, s.guids["release"], "een fout")),
)
