"""Claims as html: the statement in its three parts, what lies beside it for and against, and families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import _, ngettext
from themes.claims import naming
from themes.outcomes.beside import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from themes.claims.ground import Ground
    from themes.claims.reading import Listed, Rival, Version
    from themes.outcomes.joint import Row


def claims_list(rows: Sequence[Listed]) -> Markup:
    """A card per claim with the way to it."""
    return Markup('<div class="rd-claims">{}</div>').format(Markup().join(
        Markup('<article><h2><a href="claims?claim={}" target="_self">{}</a></h2>{}<p>{}</p></article>').format(
            one.guid, one.now.mechanism, parts(one.now, short=True), _counted(one)) for one in rows))


def _counted(one: Listed) -> str:
    said = [_(naming.STATES[one.now.state]),
            ngettext("{n} thing for it", "{n} things for it", one.speak_for).format(n=one.speak_for),
            ngettext("{n} against it", "{n} against it", one.speak_against).format(n=one.speak_against)]
    if one.rivals:
        said.append(ngettext("{n} other explanation", "{n} other explanations", one.rivals).format(n=one.rivals))
    return " · ".join(said)


def parts(now: Version, *, short: bool = False) -> Markup:
    """The statement as three columns in a row, one under another on a phone; `short`: without the mechanism."""
    shown = [("context", now.context), ("mechanism", now.mechanism), ("outcome", now.outcome)]
    return Markup('<dl class="rd-claim">{}</dl>').format(Markup().join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(_(naming.PARTS[part]), words or _("(left open)"))
        for part, words in shown if not (short and part == "mechanism")))


def stands(now: Version, names: Mapping[str, str], domains: Mapping[str, str]) -> Markup:
    """How it stands and why, and which codes and life domains it is about."""
    about = [names[one] for one in now.codes if one in names] + [domains[one] for one in now.domains]
    return Markup('<p class="rd-scope"><b>{}</b>{}<br><small>{}</small></p>').format(
        _(naming.STATES[now.state]), f": {now.why}" if now.why else "", " · ".join(filter(None, (
            ", ".join(about), _("{who}, {date}").format(who=now.by, date=days.long(now.on))))))


def sides(found: Callable[[str], Sequence[Ground]]) -> Markup:
    """What speaks for it and what speaks against it, beside each other."""
    return Markup('<div class="rd-voices rd-sides-of">{}</div>').format(Markup().join(
        Markup("<section><h2>{} <small>{}</small></h2>{}</section>").format(
            _(naming.SIDE_NAMES[side]), len(found(side)),
            Markup().join(map(ground, found(side))) or Markup('<p class="rd-soft">{}</p>').format(
                _("Nothing yet. Look for it on purpose: what is not looked for is not found.")
                if side == naming.AGAINST else _("Nothing yet.")))
        for side in naming.SIDES))


def ground(one: Ground) -> Markup:
    """One thing that lies beside a claim, with the way to it and what changed since."""
    words = Markup("<blockquote>{}</blockquote>").format(one.said) if one.said else Markup("<p>{}</p>").format(
        _("The words are not in the text as it is read now."))
    changed = Markup().join(Markup('<p class="rd-why">◌ {}</p>').format(each) for each in one.changed)
    way = Markup('<a href="{}" target="_self">{}</a>').format(one.address, one.source)
    about = Markup(" · ").join((one.family, way, _(naming.ABOUT[one.about])))
    note = Markup("<p>{}</p>").format(one.note) if one.note else Markup()
    return Markup('<article class="rd-quote" data-ground="{}">{}<p>{}</p>{}{}<p>{}</p></article>').format(
        one.kind, words, about, note, changed, _("{who}, {date}").format(who=one.by, date=days.long(one.on)))


def rival(one: Rival) -> Markup:
    """Another explanation: its words, what is thought of it now and before, and what lies beside it."""
    lines = [Markup("<b>{}</b>{}").format(_(naming.VERDICTS[each.verdict]), f": {each.why}" if each.why else "")
             + Markup(' <small>{}</small>').format(_("{who}, {date}").format(who=each.by, date=days.long(each.on)))
             for each in one.weighed] or [Markup("<b>{}</b>").format(_(naming.VERDICTS[naming.OPEN]))]
    beside = Markup('<div class="rd-voices">{}</div>').format(Markup().join(
        Markup("<section><h4>{}</h4>{}</section>").format(_(naming.SIDE_NAMES[side]), Markup().join(
            ground(each) for each in one.grounds if each.side == side))
        for side in naming.SIDES if any(each.side == side for each in one.grounds))) if one.grounds else Markup()
    return Markup('<section class="rd-rival"><h3>{}</h3>{}{}</section>').format(
        one.words, Markup().join(Markup("<p>{}</p>").format(line) for line in lines), beside)


def history(versions: Sequence[Version]) -> Markup:
    """How it was worded before, the newest first."""
    return Markup('<div class="rd-memos">{}</div>').format(Markup().join(
        Markup('<article>{}<p>{}{}</p><small>{}</small></article>').format(
            parts(one), _(naming.STATES[one.state]), f": {one.why}" if one.why else "",
            _("{who}, {date}").format(who=one.by, date=days.long(one.on))) for one in versions))


def fitting(cells: Mapping[tuple[bool, str], Sequence[Row]]) -> Markup:
    """Families by whether the mechanism was told to be there, and by whether they improved; each family is named."""
    columns = [one for one in ("better", "other", "unknown") if any(cells[there, one] for there in (True, False))]
    names = {"better": f"{SHAPES['better']} {_('Improved')}", "other": f"{SHAPES['same']} {_('Not improved')}",
             "unknown": _("Not known at both moments")}
    marks = {(True, "better"): _("fits the claim"), (True, "other"): _("speaks against it: why not here?"),
             (False, "better"): _("another explanation: how then?"), (False, "other"): _("fits the claim, too")}
    rows = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            _("Told that it was there and helped") if there else _("Not told, or told that it was missing"),
            Markup().join(_families(cells[there, column], marks.get((there, column), "")) for column in columns))
        for there in (True, False))
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(names[one]) for one in columns)
    return Markup('<table class="rd-table rd-fits"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody>'
                  "</table>").format(_("Families"), heads, rows)


def _families(rows: Sequence[Row], mark: str) -> Markup:
    if not rows:
        return Markup('<td class="rd-soft">{}</td>').format(_("no family"))
    links = Markup(", ").join(Markup('<a href="joint?search={0}" target="_self">{0}</a>').format(row.pseudonym)
                              for row in rows)
    return Markup("<td><b>{}</b>: {}<small>{}</small></td>").format(len(rows), links, mark)
