"""The stories of families in a release, each in its moments side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from themes.release.content import Arc, Content, Moment


def stories(content: Content) -> Markup:
    """Every story, as it leaves: who signs reads them like all else; '' where there is none."""
    return Markup().join(_story(one) for one in content.arcs)


def _story(arc: Arc) -> Markup:
    return Markup('<section class="rl-story"><h3>{}</h3><p>{}</p><div class="rd-arc">{}</div></section>').format(
        arc.title, arc.who, Markup().join(_moment(one) for one in arc.moments))


def _moment(moment: Moment) -> Markup:
    said = Markup().join(Markup("<li>{}<p>{}</p></li>").format(
        Markup("<span>{}</span>").format(one.domain.here) if one.domain.here else Markup(), one.text)
        for one in moment.statements)
    return Markup("<div><h4>{}</h4><ul>{}</ul></div>").format(moment.told.here, said)
