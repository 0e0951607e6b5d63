"""Use cases of claims, and of mechanisms beside outcomes."""

from __future__ import annotations

from pilot.paging import ALL as EVERY
from tests.rights.scene import ALL, EVALUATORS, Sample
from themes.claims import files, fitting, grounding, options, reading, writing
from themes.claims.grounding import Beside, Scored
from themes.claims.reading import Version
from themes.claims.writing import Worded
from themes.framework.reading import key_of
from themes.outcomes import joint, joint_files
from themes.outcomes.joint_choice import Asked

WORDED = Worded("Alleen", "Zij komt altijd.", "Meer rust.", ("klik",), ("safety",))
NOW = Version(1, "", "Zij blijft.", "Rust.", ("klik",), (), "idea", "", "iemand", "2021-01-01")

SAMPLES = (
    Sample("themes.outcomes.joint.joint", EVALUATORS, lambda s, db, v: joint.joint(db, v, Asked())),
    Sample("themes.outcomes.joint_files.joint_table", EVALUATORS, lambda s, db, v: joint_files.joint_table(db, v, {})),
    Sample("themes.claims.reading.listed", EVALUATORS, lambda s, db, v: reading.listed(db, v)),
    Sample("themes.claims.reading.claim", EVALUATORS, lambda s, db, v: reading.claim(db, v, s.guids["claim"])),
    Sample("themes.claims.files.claims_table", EVALUATORS, lambda s, db, v: files.claims_table(db, v, EVERY)),
    Sample("themes.claims.fitting.families", EVALUATORS, lambda s, db, v: fitting.families(db, v, NOW)),
    Sample("themes.claims.options.codes", ALL, lambda s, db, v: options.codes(db, v)),
    Sample("themes.claims.options.families", EVALUATORS, lambda s, db, v: options.families(db, v)),
    Sample("themes.claims.options.scored", EVALUATORS, lambda s, db, v: options.scored(db, v, s.family("Berk")),
           quiet=True),
    Sample("themes.claims.options.summaries", EVALUATORS, lambda s, db, v: options.summaries(db, v, s.family("Berk")),
           quiet=True),
    Sample("themes.claims.writing.make", EVALUATORS, lambda s, db, v: writing.make(s.small.pilot, db, v, WORDED)),
    Sample("themes.claims.writing.change", EVALUATORS, lambda s, db, v: writing.change(
        s.small.pilot, db, v, s.guids["claim"], WORDED, seen=1)),
    Sample("themes.claims.writing.put_away", EVALUATORS, lambda s, db, v: writing.put_away(db, v, s.guids["claim"])),
    Sample("themes.claims.writing.explain", EVALUATORS, lambda s, db, v: writing.explain(
        s.small.pilot, db, v, s.guids["claim"], "Toeval.")),
    Sample("themes.claims.writing.weigh", EVALUATORS, lambda s, db, v: writing.weigh(
        s.small.pilot, db, v, s.guids["rival"], "weak", "Het ging te snel.")),
    Sample("themes.claims.writing.take_explanation_out", EVALUATORS, lambda s, db, v: writing.take_explanation_out(
        db, v, s.guids["rival"])),
    Sample("themes.claims.grounding.lay_words", EVALUATORS, lambda s, db, v: grounding.lay_words(
        s.small.pilot, db, v, Beside(s.guids["claim"], s.family("Berk")), "klik",
        [key_of(s.guids["coach_document"], 0, 3)])),
    Sample("themes.claims.grounding.lay_scores", EVALUATORS, lambda s, db, v: grounding.lay_scores(
        s.small.pilot, db, v, Beside(s.guids["claim"], s.family("Berk"), "against"),
        Scored("housing", "coach", "begin"))),
    Sample("themes.claims.grounding.lay_summary", EVALUATORS, lambda s, db, v: grounding.lay_summary(
        s.small.pilot, db, v, Beside(s.guids["claim"], s.family("Berk")), "klik")),
    Sample("themes.claims.grounding.take_out", EVALUATORS, lambda s, db, v: grounding.take_out(
        db, v, s.guids["claim_ground"])),
)
