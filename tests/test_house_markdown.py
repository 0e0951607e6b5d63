"""No name reaches Markdown: what Streamlit reads as Markdown on a page is words of the program, or made plain first."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from views.parts.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

# What reads its first argument as Markdown; `help` and `text` (of a progress bar) are read so too wherever they stand.
READ = frozenset({
    "badge", "button", "caption", "checkbox", "date_input", "download_button", "error", "expander",
    "form_submit_button", "header", "info", "link_button", "markdown", "metric", "multiselect", "number_input", "pills",
    "popover", "radio", "segmented_control", "selectbox", "subheader", "success", "tabs", "text_area", "text_input",
    "title", "toast", "toggle", "warning", "write", "progress",
})
OPTIONS = frozenset({"pills", "radio", "segmented_control"})  # whose options are Markdown too, by `format_func`
NAMED = frozenset({"help", "text", "label", "body"})
OURS = frozenset({"_", "ngettext", "plain"})
# Filled in by the program itself: counts, days, a version.
SAFE = frozenset({"n", "of", "first", "last", "total", "number", "date", "start", "end"})
# (file in views, what stands there) -> why it is no name.
KNOWN = {
    ("trial/otherwise.py", "trial.departure"): "words of the program",
    ("trial/sealing.py", "trial.method"): "words of the program",
    ("trial/used.py", "'\\n\\n'.join(map(plain, words.sentences(found, rows)))"): "each made plain",
    ("agreement/choosing.py", "label"): "each caller says words of the program",
    ("outcomes/choosing.py", "label"): "each caller says words of the program",
    ("outcomes/deeper.py", "_called"): "words of the program",
    ("outcomes/deeper.py", "found.choice.voice"): "one of five voices",
    ("outcomes/deeper.py", "other"): "one of five voices",
    ("tables/choosing.py", "label"): "each caller says words of the program",
    ("back/questions.py", "_('Passage {n} of {all}').format(n=at[0], all=at[1])"): "counts",
    ("back/sitting.py", "quoting.manner"): "words of the program",
    ("events/forms.py", "_('What the {voice} says').format(voice=voices.name(voice))"): "one of five voices",
    ("directions/page.py", "f'{SIGN_MARKS[sign]} {_(SIGN_NAMES[sign])}'"): "a direction and its mark",
    ("documents/filters.py", "label"): "each caller says words of the program",
    ("families/names.py", "label"): "each caller says words of the program",
    ("families/withdrawing.py",
     "text.format(what=what) + ' ' + _('What becomes of it is then asked on Today.')"): "counts",
    ("files/made.py", "shown.state(one)"): "how far a task is, in words of the program",
    ("find/narrowing.py", "label"): "each caller says words of the program",
    ("guide/page.py", "section"): "the guide is Markdown, and ours",
    ("memos/filters.py", "label"): "each caller says words of the program",
    ("memos/filters.py", "said"): "each caller says words of the program",
    ("parts/day_field.py", "label"): "each caller says words of the program, or makes them plain",
    ("parts/seeded.py", "label"): "each caller says words of the program",
    ("parts/together.py", "label"): "each caller makes them plain",
    ("reports/page.py", "mark"): "one of two sentences of the program",
    ("reach/below.py", "title"): "words of the program",
    ("reach/page.py", "reach_tables.title(part)"): "words of the program",
    ("reach/page.py", "part"): "a key of the program, which is a heading nowhere",
    ("referrals/closing.py", "{None: _('not said'), True: _('yes, warm'), False: _('no')}[each]"): "three answers",
    ("referrals/form.py", "names[one]"): "three answers",
    ("referrals/form.py", "label"): "each caller says words of the program",
    ("referrals/page.py", "views[key][0]"): "words of the program",
    ("parts/titles.py", "title"): "each caller says words of the program",
    ("parts/saved.py", "called"): "each caller says words of the program",
    ("parts/saved.py", "button"): "each caller says words of the program",
    ("parts/blocks.py", "empty"): "each caller says words of the program",
    ("parts/pages.py", "said(found.total)"): "words of the program with a count",
    ("prepare/page.py", "said"): "one of two sentences of the program",
    ("parts/place.py", "title or _(menu.title_of(entry, viewer))"): "what a page is called",
    ("quotes/page.py", "hidden.format(n=found.withheld)"): "words of the program with a count",
    ("settings/page.py", "said.__getitem__"): "words of the program",
    ("suggestions/page.py", "made_of_it.sentence(visit.db, made_of_it.made(visit.db, visit.viewer))"):
        "words of the program with counts",
    ("themes/over_time.py", "bins.get(key, key)"): "two kinds of time",
    ("joint/choosing.py", "label"): "each caller says words of the program",
    ("explore/choosing.py", "label"): "each caller says words of the program",
    ("explore/choosing.py", "bins.get(key, key)"): "two kinds of time",
    ("themes/scope_fields.py", "label"): "each caller says words of the program",
    ("today/page.py", "days.full(today(visit.db))"): "a day",
    ("today/section.py", "self.title(total)"): "words of the program with a count",
    ("today/section.py", "self.about"): "words of the program",
    ("today/section.py", "self.empty or _('Nothing waits here any more.')"): "words of the program",
    ("handover/parts.py", "part_name(kind)"): "what a part of a note is called",
    ("timeline/narrowing.py", "label"): "each caller says words of the program",
    ("timeline/narrowing.py", "one or _('Everything')"): "a year",
    ("timeline/narrowing.py", "halves.__getitem__"): "parts of a year",
    ("work/form.py", "models_here.about(visit, model)"): "words of the program about a model",
    ("work/job_card.py", "title"): "words of the program with a count",
}


def test_every_name_is_made_plain() -> None:
    """Headings, labels, messages and options of every page hold words of the program, or names made plain."""
    found = [(path, text) for path in sorted(ROOT.glob("views/**/*.py")) for text in told(path.read_text("utf-8"))]
    assert len({path for path, _text in found}) > 10
    unknown = [(str(path.relative_to(ROOT / "views")), text) for path, text in found]
    assert [one for one in unknown if one not in KNOWN] == []
    assert set(KNOWN) <= set(unknown), "what is known to be no name stands there still"


def told(source: str) -> Iterator[str]:
    """What a page lets Streamlit read as Markdown and that may hold a name."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in READ and not (
                isinstance(call.func.value, ast.Name) and call.func.value.id in {"self", "voices"}):
            read = call.args[:1] if call.func.attr != "progress" else []
            read += [word.value for word in call.keywords if word.arg in NAMED]
            if call.func.attr in OPTIONS:
                said = [_said(word.value) for word in call.keywords if word.arg == "format_func"]
                read += said or [one for one in call.args[1:2] if not _is_constant(one)]
            yield from (ast.unparse(one) for one in read if not _is_safe(one))


def _said(function: ast.expr) -> ast.expr:
    return function.body if isinstance(function, ast.Lambda) else ast.Constant("") if _is_words(function) else function


def _is_constant(options: ast.expr) -> bool:
    """A list of the program's own, which has its name in capitals."""
    return isinstance(options, ast.Name | ast.Attribute) and ast.unparse(options).rpartition(".")[2].isupper()


def _is_words(function: ast.expr) -> bool:
    """The name of a course, a domain or a voice: words of the program, kept in `pilot/vocabulary/`."""
    return isinstance(function, ast.Attribute) and function.attr in {"name", "title"} and (
        ast.unparse(function.value) != "found")


def _is_safe(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Subscript):
        return _is_safe(node.value) or isinstance(node.value, ast.Name) and node.value.id in {"counts"}
    if isinstance(node, ast.JoinedStr):
        return all(_is_safe(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.BinOp):
        return _is_safe(node.left) and _is_safe(node.right)
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body) and _is_safe(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in OURS
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_safe(node.func.value) and all(
            word.arg in SAFE or _is_safe(word.value) for word in node.keywords)
    return False


# What reads no Markdown, but shows what it is given or makes html of it: a name made plain would show its backslashes.
AS_IT_IS = frozenset({"selectbox", "multiselect", "list_of", "html"})


def _escaped_twice(tree: ast.AST) -> Iterator[str]:
    """Names made plain in what shows them as they are, by themselves or in a function beside it that is handed over."""
    made = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or _called(call) not in AS_IT_IS:
            continue
        is_choice = _called(call) in {"selectbox", "multiselect"}  # whose label is Markdown, but not its options
        given = [word.value for word in call.keywords if word.arg == "format_func"] if is_choice else call.args
        for one in given:
            inside = made.get(one.id, one) if isinstance(one, ast.Name) else one
            if any(isinstance(part, ast.Call) and _called(part) == "plain" for part in ast.walk(inside)):
                yield ast.unparse(one)


def _called(call: ast.Call) -> str:
    """The last word of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_what_is_no_markdown_shows_names_as_they_are() -> None:
    """Nothing is made plain that is chosen from in a select box, or stands in a list of html."""
    assert [f"{path.relative_to(ROOT)}: {found}" for path in sorted(ROOT.glob("views/**/*.py"))
            for found in _escaped_twice(ast.parse(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("code", [
    "st.selectbox(a, b, format_func=lambda one: plain(one))",
    "def at(one): return plain(one)\nst.selectbox(a, format_func=at)",
    "list_of([(a, plain(b)) for b in c])"])
def test_a_name_escaped_twice_is_found(code: str) -> None:
    """What the test above looks for is found where it is, and a label of a select box is none."""
    assert list(_escaped_twice(ast.parse(code)))
    assert not list(_escaped_twice(ast.parse("st.selectbox(plain(a), b, format_func=str)")))


@pytest.mark.parametrize(("text", "shown"), [
    ("Klik - *echt*", r"Klik \- \*echt\*"),
    ("zie http://e.nl", "zie http\u2060\\://e.nl"), ("www.e.nl", "www\u2060.e.nl"),
    ("an@e.nl", "an@\u2060e.nl".replace("@", r"\@")), ("Gezin Berk", "Gezin Berk"),
    (":material/home: :streamlit:", "\\:\u2060material/home\\: \\:\u2060streamlit\\:"), ("a -> b", "a \\-\u2060\\> b"),
    ("-- <= ~=", "\\-\u2060\\- \\<\u2060\\= \\~\u2060\\="), ("a->b om 10:30:45", r"a\-\>b om 10\:30\:45")])
def test_a_name_made_plain(text: str, shown: str) -> None:
    """Marks are escaped, no address becomes a link, no word of Streamlit's a picture and no arrow a sign."""
    assert plain(text) == shown


@pytest.mark.parametrize(("source", "names"), [
    ("st.title(family.pseudonym)", ["family.pseudonym"]), ("st.title(plain(family.pseudonym))", []),
    ("st.caption(_('{who} left').format(who=name))", ["_('{who} left').format(who=name)"]),
    ("st.caption(_('{who} left').format(who=plain(name)))", []), ("st.button(_('Save'), help=name)", ["name"]),
    ("st.radio(_('Who'), people, format_func=lambda one: one.name)", ["one.name"]),
    ("st.radio(_('Moment'), waves)", ["waves"]), ("st.radio(_('Size'), SIZES)", []), ("st.text(name)", []),
])
def test_what_is_a_name(source: str, names: list[str]) -> None:
    """The test above sees a name, in a heading, a sentence, a tip and an option."""
    assert list(told(source)) == names
