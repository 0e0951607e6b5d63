"""The first turns of a document in the html of the desk: read while its scripts and its codings are still on their way.

They stand where the desk puts them, in its own looks (`coding/desk/desk.css`); `early.js` puts the desk in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.desk import practice
from pilot import words
from pilot.access import Right
from pilot.errors import RodeDraadError
from pilot.visit import visit
from pilot.vocabulary import days, voices
from pilot.vocabulary.timecode import timecode
from pilot.words import _
from texts.documents import transcript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.access import Viewer
    from texts.transcripts import ReadTurn, Transcript

MOST_TURNS, ENOUGH = 40, 4_000  # characters: more than a large screen holds
_PAGE = Markup(
    '<div class="dk-early"><div class="dk-desk rd-desk dk-first{reading}" aria-busy="true">'
    '<header class="dk-head"><div class="dk-about"><h1>{title}</h1>'
    '<div class="dk-facts"><p>{facts}{more}</p>{whole}</div></div>{tools}</header><div class="dk-body">{panel}'
    '<section class="dk-text{story}"><div class="dk-block">{turns}</div></section></div></div></div>')
# What will stand around the text, out of sight: it only takes the room it will take, so that no word moves.
_MORE = Markup('<span class="dk-room"> · {version}{change}<span class="dk-rare"> · {take}Word, html</span></span>')
_WHOLE = Markup('<div class="dk-whole dk-room"><div class="dk-plain">{label}</div></div>')
_TOOLS = Markup('<div class="dk-state dk-room" aria-hidden="true">{saved}<div class="dk-tools">{tools}</div></div>')
_SAVED = Markup('<p class="dk-saved">{codings} · {saved}</p>')
_BUTTON = Markup('<span class="dk-plain{more}">{label}</span>')
_TICK = Markup('<label{more}><input type="checkbox" tabindex="-1">{label}</label>')
_PANEL = Markup('<div class="dk-codes"></div>')
_TURN = Markup('<div class="dk-turn{untimed}">{time}<span class="dk-speaker{same}">{speaker}</span>'
               '<div class="dk-words"><p data-text dir="auto">{text}</p></div><div class="dk-gutter"></div></div>')
_TIME = Markup('<span class="dk-time{without}">{at}</span>')


def first_words(token: str, guid: str) -> Markup:
    """The beginning of a document as this reader may read it now; nothing where she may not: the desk says why."""
    try:
        with visit(token) as current:
            words.use(current.sitting.language)
            with practice.place(current.pilot, current.db, current.viewer, guid) as (db, viewer):
                read = transcript(db, viewer, guid, most=MOST_TURNS)
            return _html(read, current.viewer)
    except RodeDraadError:
        return Markup()


def _html(read: Transcript, viewer: Viewer) -> Markup:
    may_code = viewer.may(Right.CODE)
    change = f" · {_('Change')}" if viewer.may(Right.ADD_MATERIAL) and not read["is_story"] else ""
    more = _MORE.format(version=_("version {n}").format(n=read["number"]), change=change,
                        take=_("take out: ") if may_code else "")
    return _PAGE.format(
        reading="" if may_code else " dk-reading", title=read["title"],
        facts=f"{read['family']} · {days.short(read['told_on'])}", more=more,
        whole=_WHOLE.format(label=_("Code the whole document")) if may_code else "", tools=_tools(viewer),
        panel=_PANEL if may_code else "", story=" dk-story" if read["is_story"] else "",
        turns=Markup().join(_turns(_enough(read["turns"]))))


def _tools(viewer: Viewer) -> Markup:
    """Room for the tools of the header, in their own words: what breaks over lines breaks where it will."""
    def button(label: str, more: str = "") -> Markup:
        return _BUTTON.format(label=label, more=more)

    def tick(label: str, more: str = "") -> Markup:
        return _TICK.format(label=label, more=Markup(more))

    if not viewer.may(Right.CODE):
        return _TOOLS.format(saved="", tools=Markup().join((button(_("Find")), button("Aa"))))
    tools = (
        button(_("Undo")), button(_("Redo")), button(_("Find")), button(_("Filter"), " dk-rare"),
        button(_("Go"), " dk-rare"),
        button(_("Memo"), " dk-rare"), button("Aa", " dk-rare"),
        tick(_("Other coders too"), ' class="dk-rare"') if viewer.may(Right.SEE_OTHER_CODERS) else Markup(),
        tick(_("Done with this document")), button(_("More"), " dk-all-open"), button(_("? keys"), " dk-keys-open"))
    saved = _SAVED.format(codings=_("{n} codings").format(n=0), saved=_("everything saved"))
    return _TOOLS.format(saved=saved, tools=Markup().join(tools))


def _enough(turns: list[ReadTurn]) -> list[ReadTurn]:
    found: list[ReadTurn] = []
    length = 0
    for turn in turns:
        if length > ENOUGH:
            break
        found.append(turn)
        length += len(turn["text"])
    return found


def _turns(turns: list[ReadTurn]) -> Iterable[Markup]:
    is_timed = any(turn["start_ms"] is not None for turn in turns)
    before = None
    for turn in turns:
        speaker, at = turn["speaker"] or voices.title(turn["voice"]), turn["start_ms"]
        time = _TIME.format(without="" if at is not None else " dk-timeless", at="" if at is None else timecode(at))
        yield _TURN.format(
            untimed="" if is_timed else " dk-untimed", time=time if is_timed else "", speaker=speaker,
            same=" dk-same" if speaker == before else "", text=turn["text"])
        before = speaker
