"""The pages about what changed: life domains, and what lies beside them; views/entries.py gives them a place."""

from __future__ import annotations

from pilot.access import Right
from pilot.words import N_
from views.parts.entry import Entry

OUTCOMES = (
    Entry("outcomes", N_("Outcomes"), Right.SEE_THEMES, (), ("themes",), True),
    Entry("behind", N_("Behind a number"), Right.SEE_THEMES, (), ("outcomes", "themes")),
    Entry("trial", N_("Two groups"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
    Entry("money", N_("Money"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
    Entry("reach", N_("Whom we reach"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
    Entry("aims", N_("Goals of the pilot"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
    Entry("rubric", N_("Rubrics"), Right.EDIT_TEMPLATES, (), ("themes", "settings"), within="outcomes"),
    Entry("waves", N_("Rounds of measuring"), Right.EDIT_TEMPLATES, (), ("themes", "settings"), within="outcomes"),
    Entry("scorers", N_("Two who score"), Right.SEE_OTHER_CODERS, (), ("themes",), within="outcomes"),
    Entry("joint", N_("Mechanisms beside outcomes"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
    Entry("claims", N_("What works, for whom"), Right.SEE_THEMES, (), ("outcomes", "themes"), within="outcomes"),
)
