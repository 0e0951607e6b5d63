"""What evaluators of the demo pilot think works, and what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo import source
from pilot.paging import EVERYTHING, Wanted
from themes.claims import grounding, reading, writing
from themes.claims.writing import Worded
from themes.framework.period import scope_of
from themes.framework.reading import key_of
from themes.quotes import quotes

if TYPE_CHECKING:
    from demo.made import Made

_BY = "evaluator"


def write_claims(made: Made) -> None:
    """The claims of claims.yaml; one that is more than an idea was one first."""
    viewer = made.viewers[_BY]
    for one in source.read("claims.yaml"):
        idea = Worded(one["context"], one["mechanism"], one["outcome"], tuple(one["codes"]), tuple(one["domains"]))
        guid, _found = writing.make(made.pilot, made.db, viewer, idea, anyway=True)
        for beside in one["beside"]:
            _lay(made, guid, beside)
        for rival in one.get("rivals", []):
            _explain(made, guid, rival)
        if "state" in one:
            writing.change(made.pilot, made.db, made.viewers["evaluator2"], guid, Worded(
                idea.context, idea.mechanism, idea.outcome, idea.codes, idea.domains, one["state"], one["why"]),
                seen=1, anyway=True)


def _explain(made: Made, guid: str, rival: dict[str, Any]) -> None:
    viewer = made.viewers[_BY]
    writing.explain(made.pilot, made.db, viewer, guid, rival["words"], anyway=True)
    found = reading.claim(made.db, viewer, guid).rivals[-1].guid
    for beside in rival.get("beside", []):
        _lay(made, guid, beside, found)
    for said in rival.get("weighed", []):
        writing.weigh(made.pilot, made.db, viewer, found, said["verdict"], said["why"], anyway=True)


def _lay(made: Made, guid: str, one: dict[str, Any], rival: str = "") -> None:
    viewer, family = made.viewers[_BY], made.families[one["family"]]
    beside = grounding.Beside(guid, family, one.get("side", "for"), one["about"], rival, one.get("note", ""))
    if "domain" in one:
        grounding.lay_scores(made.pilot, made.db, viewer, beside, grounding.Scored(
            one["domain"], one.get("voice", "coach"), one["from"], one["until"]), anyway=True)
    elif "summary" in one:
        grounding.lay_summary(made.pilot, made.db, viewer, beside, one["summary"], anyway=True)
    else:
        grounding.lay_words(made.pilot, made.db, viewer, beside, one["code"], [_quote(made, family, one)], anyway=True)


def _quote(made: Made, family: str, one: dict[str, Any]) -> str:
    found = quotes(made.db, made.viewers[_BY], scope_of(""), one["code"], family, Wanted(size=EVERYTHING))
    keys = [key_of(each.document, each.start or 0, (each.start or 0) + len(each.text))
            for each in (found.quotes if found else []) if each.text == one["quote"]]
    if len(keys) != 1:
        raise AssertionError(f"{one['family']} {one['code']}: {len(keys)} quotes")
    return keys[0]
