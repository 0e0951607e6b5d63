"""Comments in the margin of a docx, as Word writes them: an entry with its author, the stretch it is on, its mark.

Written as XML at once: python-docx looks all comments through for each that is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from pilot.files.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BY = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
_LOOK = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
_STYLE_ID = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"
# As Word has them; without them each program sets comments as it likes.
_STYLES = (
    f'<w:style {_NS} w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/></w:rPr>'
    '</w:style>',
    f'<w:style {_NS} w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>')


@dataclass(frozen=True)
class Comment:
    """What somebody says of a stretch of text.

    Attributes:
        first, last: runs of python-docx, in one paragraph or in several.
        day: ISO date on which it was said.
    """

    first: Any
    last: Any
    text: str
    author: str
    day: str


def put(made: Document, comments: Iterable[Comment]) -> None:
    """Add them, in this order; stretches may lie over one another."""
    from docx.oxml import parse_xml

    entries, part = [], made.part._comments_part
    for number, one in enumerate(comments):
        entries.append(_entry(number, one))
        one.first._r.addprevious(parse_xml(f'<w:commentRangeStart {_NS} w:id="{number}"/>'))
        end = parse_xml(f'<w:commentRangeEnd {_NS} w:id="{number}"/>')
        one.last._r.addnext(end)
        end.addnext(parse_xml(f'<w:r {_NS}>{_BY}<w:commentReference w:id="{number}"/></w:r>'))
    if not entries:
        return
    for entry in list(parse_xml(f"<w:comments {_NS}>{''.join(entries)}</w:comments>")):
        part.element.append(entry)
    styles: Any = made.styles.element
    known = {style.get(_STYLE_ID) for style in styles}
    for style in map(parse_xml, _STYLES):
        if style.get(_STYLE_ID) not in known:
            styles.append(style)


def _entry(number: int, one: Comment) -> str:
    author = printable(one.author)
    initials = "".join(word[0] for word in author.split())[:9]
    first, *others = printable(one.text).split("\n")
    said = "".join(f"<w:p>{_LOOK}{_run(line)}</w:p>" for line in others)
    return (f"<w:comment w:id=\"{number}\" w:author={quoteattr(author)} w:initials={quoteattr(initials)}"
            f" w:date=\"{one.day}T00:00:00Z\"><w:p>{_LOOK}<w:r>{_BY}<w:annotationRef/></w:r>{_run(first)}</w:p>{said}"
            "</w:comment>")


def _run(line: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
