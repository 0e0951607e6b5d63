"""What is said of a release as a whole: which one, for whom, of when, and how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import N_, _, ngettext
from themes.release.content import AUDIENCE_NAMES, HELD

if TYPE_CHECKING:
    from themes.release.content import Content

NOT_AN_EFFECT = N_("Not an effect. It says what was told in this pilot; nobody knows how these families would have"
                   " fared without it. And what nobody told may still have happened.")


class Issue(NamedTuple):
    """Which release it is: its number, the day it was signed (ISO) and what it says."""

    number: int
    signed_on: str
    content: Content


def name(issue: Issue) -> str:
    """Which release, such as "vrijgave 4 · 9 juni 2022 · voor de gemeente"."""
    return " · ".join((_("release {n}").format(n=issue.number), days.long(issue.signed_on),
                       _("for {whom}").format(whom=_(AUDIENCE_NAMES[issue.content.audience]))))


def foot(issue: Issue, pilot: str) -> Markup:
    """What stands under each page, so that a sheet of paper still says what it is."""
    return Markup('<p class="rl-foot">{}</p>').format(" · ".join((
        f"Rode Draad, {pilot}" if pilot else "Rode Draad", name(issue),
        _("codebook version {n}").format(n=issue.content.codebook))))


def counted(content: Content) -> str:
    """What the figures are made of and how they are shown, in a few sentences."""
    told = [out_of(content)]
    if content.in_words:
        told.append(_("Words stand in place of numbers, for in a small pilot a number may point at a family. Of a bar"
                      " the filled part is certain, the striped part possible."))
    if content.threshold > 1:
        told.append(ngettext("No figure is about fewer than {n} family.", "No figure is about fewer than {n} families.",
                             content.threshold).format(n=content.threshold))
    if content.base > 1:
        told.append(_("Numbers are rounded to {n}.").format(n=content.base))
    return " ".join(told)


def out_of(content: Content) -> str:
    """What was counted, when, and of which period."""
    if not content.themes:
        return _("Counted on {date}.").format(date=days.long(content.as_of))
    told = _("Of {told}, counted on {date} under codebook version {n}.").format(
        told=content.told.here, date=days.long(content.as_of), n=content.codebook)
    return f"{told} {_period(content.from_on, content.until_on)}" if content.from_on or content.until_on else told


def _period(start: str, end: str) -> str:
    if not start:
        return _("Told until {end}.").format(end=days.long(end))
    if not end:
        return _("Told from {start} on.").format(start=days.long(start))
    return _("Told from {start} to {end}.").format(start=days.long(start), end=days.long(end))


def nothing_shown(content: Content) -> str:
    """Why a release shows no figure: there is no theme in it, or all are held back; '' for one that shows some."""
    if any(panel.rows for panel in content.panels):
        return ""
    if not content.themes:
        return _("There is no theme in this release. How it was made stands below; ask the evaluator what the next one"
                 " will tell.")
    if all(one.families.kind == HELD for one in content.themes):
        return _("All figures of this release are held back, because too few families told of it. The sentences and"
                 " quotes are there to be read; why nothing is counted stands under how this was counted.")
    return ""


def methods(content: Content) -> Markup:
    """How it was counted, folded away; whoever has to defend a figure opens it."""
    parts = Markup().join(
        Markup("<section><h3>{}</h3>{}</section>").format(part.title.here, Markup().join(
            Markup("<p>{}</p>").format(line.here) for line in part.lines)) for part in content.methods)
    granted = Markup("<section><h3>{}</h3><p>{}</p><p>{}</p></section>").format(
        _("Why more is shown than the rules allow"), content.exact, content.exception) if content.exception else ""
    return Markup('<details class="rl-methods"><summary>{}</summary><p>{}</p><div>{}{}</div></details>').format(
        _("How was this counted?"), counted(content), parts, granted)
