"""The joint display as html: per family its course by life domain, what was told of each mechanism, and words."""

from __future__ import annotations

from math import atan2, dist
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pilot import words
from pilot.vocabulary import days, domains, voices
from pilot.words import _, ngettext
from themes.explore.states import MEANINGS, SAID, SHAPES
from themes.figures import signs
from themes.figures.tables import chip, color_of, desk_link
from themes.outcomes import beside
from themes.outcomes.joint import together
from themes.scope import Scope
from themes.shares import share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coding.book.codebook import CodeRow
    from themes.outcomes.joint import Joint, Row
    from themes.outcomes.joint_quotes import InWords

WIDE, HIGH, EDGE = 46, 30, 4  # pixels of a small course, and what is kept free around it
WORST = 10
SHORT = 240  # characters of a quote in a band


def number(value: float | None) -> str:
    """A score or a mean of scores as the language writes it, such as '2,5' or '5'; a dash for none."""
    from babel.numbers import format_decimal

    return "–" if value is None else str(format_decimal(value, "0.#", locale=words.current()))


def joint_table(found: Joint, rows: Sequence[Row], told: Mapping[str, Sequence[InWords]], dark: bool) -> Markup:
    """These families of the display; `told`: their quotes by guid."""
    shown = found.asked.domains
    heads = Markup().join((
        *(Markup('<th scope="col">{}</th>').format(one) for one in (_("Family"), _("How it went"))),
        *(Markup('<th scope="col" class="rd-upright"><span>{}</span></th>').format(domains.name(one)) for one in shown),
        *(Markup('<th scope="col" class="rd-wrapped">{}{}</th>').format(chip(color_of(code, dark)), code.name)
          for code in found.codes)))
    width = 2 + len(shown) + len(found.codes)
    bodies, before = [], ""
    for row in rows:
        if found.asked.order in ("change", "worst") and row.change.how != before:
            before = row.change.how
            bodies.append(_part(found, before, width))
        bodies.append(_band(found, row, told.get(row.guid, ()), width))
    return Markup('<div class="rd-scroll" role="region" aria-label="{}" tabindex="0">'
                  '<table class="rd-table rd-joint"><thead><tr>{}</tr></thead>{}</table></div>').format(
        _("Mechanisms beside outcomes"), heads, Markup().join(bodies))


def _part(found: Joint, how: str, width: int) -> Markup:
    """The line above the families that did so, of all pages."""
    n = found.by_change()[how]
    return Markup('<tbody class="rd-joint-part"><tr><th scope="rowgroup" colspan="{}">{} {} · {}</th></tr></tbody>'
                  ).format(width, beside.SHAPES[how], _(beside.NAMES[how]), ngettext(
                      "{n} family of {of}", "{n} families of {of}", n).format(n=n, of=len(found.rows)))


def _band(found: Joint, row: Row, told: Sequence[InWords], width: int) -> Markup:
    cells = Markup().join((
        Markup('<th scope="row"><a href="families?family={}" target="_self">{}</a><small>{}</small></th>').format(
            row.guid, row.pseudonym, row.site),
        Markup('<td data-head="{}" class="rd-joint-change">{}</td>').format(_("How it went"), _change(row)),
        *(_course(found, row, domain) for domain in found.asked.domains),
        *(_code(found, row, code) for code in found.codes)))
    spoken = Markup('<tr class="rd-joint-words"><td colspan="{}"><div>{}</div></td></tr>').format(
        width, Markup().join(map(_quote, told))) if told else Markup()
    return Markup('<tbody data-family="{}"><tr>{}</tr>{}</tbody>').format(row.guid, cells, spoken)


def _change(row: Row) -> Markup:
    one = row.change
    if not one.known:
        return Markup('<span class="rd-soft">{}</span>').format(_(beside.NAMES[beside.UNKNOWN]))
    parts = [(one.better, _("{n} better")), (one.same, _("{n} the same")), (one.worse, _("{n} worse"))]
    return Markup('<b><span aria-hidden="true">{}</span> {}</b><small>{}</small><small>{}</small>').format(
        beside.SHAPES[one.how], _(beside.NAMES[one.how]),
        ngettext("{first} → {last}, mean of {n} domain", "{first} → {last}, mean of {n} domains", one.known).format(
            first=number(one.first), last=number(one.last), n=one.known),
        ", ".join(said.format(n=n) for n, said in parts if n))


def _course(found: Joint, row: Row, domain: str) -> Markup:
    """A small line by wave, up is better; below it the first and the last score of whom the families are sorted by."""
    seers = (found.asked.voice, *(one for one in (voices.COACH, voices.FAMILY) if one != found.asked.voice))
    scores = {voice: found.course.get((row.family_id, domain, voice), {}) for voice in seers}
    if not any(scores.values()):
        return Markup('<td data-head="{}" class="rd-course"><span class="rd-sr">{}</span><small>–</small></td>').format(
            domains.name(domain), _("not known"))
    drawn = Markup().join(_line(found.waves, scores[voice], other=voice != found.asked.voice) for voice in seers)
    said = "; ".join(f"{_seer(voice)}: " + ", ".join(
        f"{wave} {number(value)}" for wave, value in scores[voice].items()) for voice in seers if scores[voice])
    mine = scores[seers[0]]
    return Markup(
        '<td data-head="{}" class="rd-course" title="{}"><div aria-hidden="true">{}</div><small aria-hidden="true">{}'
        '</small><span class="rd-sr">{}</span></td>').format(
            domains.name(domain), said, drawn,
            f"{number(mine.get(found.first))} → {number(mine.get(found.last))}", said)


def _seer(voice: str) -> str:
    """Whose score it is."""
    return _("the professional") if voice == voices.COACH else _("the family")


def _line(waves: Sequence[str], values: Mapping[str, float], *, other: bool) -> Markup:
    """A point for each wave that is scored, joined where two waves after one another are; `other`: open and dashed.

    Drawn by styles: Streamlit takes svg out of what a page shows.
    """
    step = (WIDE - 2 * EDGE) / max(1, len(waves) - 1)
    at = {wave: (EDGE + n * step, EDGE + values[wave] / WORST * (HIGH - 2 * EDGE))
          for n, wave in enumerate(waves) if wave in values}
    order = [at.get(wave) for wave in waves]
    how = Markup(' class="rd-other"') if other else Markup()
    joined = Markup().join(
        Markup('<s{} style="left:{:.1f}px;top:{:.1f}px;width:{:.1f}px;transform:rotate({:.3f}rad)"></s>').format(
            how, *one, dist(one, two), atan2(two[1] - one[1], two[0] - one[0]))
        for one, two in zip(order, order[1:], strict=False) if one and two)
    return joined + Markup().join(
        Markup('<i{} style="left:{:.1f}px;top:{:.1f}px"></i>').format(how, *point) for point in at.values())


def _code(found: Joint, row: Row, code: CodeRow) -> Markup:
    lines = Markup().join(_told(found, row, code, voice) for voice in found.by_voice
                          if voice != voices.PARTNER or found.seen(voice, code.key, row.guid) in SAID)
    return Markup('<td data-head="{}" class="rd-joint-code">{}</td>').format(code.name, lines)


def _told(found: Joint, row: Row, code: CodeRow, voice: str) -> Markup:
    """What one voice told of it: a shape, and how many passages in which direction."""
    state, counts = found.seen(voice, code.key, row.guid), found.cells.get((voice, code.key, row.guid))
    about = f"{code.name}, {row.pseudonym}, {voices.name(voice)}: {_(MEANINGS[state])}"
    if counts is None or state not in SAID:
        return Markup('<p><small>{}</small> <span aria-hidden="true" class="rd-soft">{}</span>'
                      '<span class="rd-sr">{}</span></p>').format(voices.name(voice), SHAPES[state], about)
    shown = signs.short(counts.plus, counts.minus, counts.both) or str(counts.passages)
    query = urlencode({"code": code.key, "family": row.guid, **Scope(voice=voice).query()})
    return Markup('<p><small>{}</small> <a href="quotes?{}" target="_self" aria-label="{}. {}">'
                  '<span aria-hidden="true">{} {}</span></a></p>').format(
        voices.name(voice), query, about,
        signs.sentence(counts.plus, counts.minus, counts.both, counts.passages), SHAPES[state], shown)


def _quote(one: InWords) -> Markup:
    quote = one.quote
    said = " · ".join(filter(None, (
        f"{voices.SHAPES[one.voice]} {voices.title(one.voice)}",
        f"{one.code.name} {signs.SIGN_MARKS.get(quote.sign, '')}".strip(), days.long(quote.on_date))))
    return Markup('<figure><blockquote>{}</blockquote><figcaption>{} · <a href="{}" target="_self">{}</a></figcaption>'
                  "</figure>").format(shorten(quote.shown, SHORT, placeholder=" …"), said,
                                      desk_link(quote.document, quote.start), _("to the passage"))


def together_table(found: Joint, dark: bool) -> Markup:
    """Codes down, and across how the families did: in how many of them it was told to be there, and to be missing."""
    n = found.by_change()
    shown = [one for one in beside.CHANGES if n[one]]
    heads = Markup().join((Markup('<th scope="col">{}</th>').format(_("Code")), *(
        Markup('<th scope="col">{} {}<small>{}</small></th>').format(
            beside.SHAPES[one], _(beside.NAMES[one]), ngettext("{n} family", "{n} families", n[one]).format(n=n[one]))
        for one in shown)))
    rows = Markup().join(
        Markup('<tr><th scope="row">{}{}</th>{}</tr>').format(chip(color_of(code, dark)), code.name, Markup().join(
            _tallied(one.helped, one.failed, one.said, one.coded) for one in together(found, code.key)
            if one.change in shown)) for code in found.codes)
    return Markup('<div class="rd-scroll" role="region" aria-label="{}" tabindex="0"><table class="rd-table">'
                  "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>").format(
        _("What goes together"), heads, rows)


def _tallied(helped: int, failed: int, said: int, coded: int) -> Markup:
    if not coded:
        return Markup('<td class="rd-end rd-soft">{}</td>').format(_("not coded yet"))
    parts = [text for text, n in (
        (_("{share} was there and helped").format(share=f"▲ {share(helped, coded)}"), helped),
        (_("{share} was missing or failed").format(share=f"▼ {share(failed, coded)}"), failed)) if n]
    rest = _("told in {share}").format(share=share(said, coded))
    return Markup('<td class="rd-end">{}<small>{}</small></td>').format(
        Markup("<br>").join(parts) or rest, rest if parts else "")
