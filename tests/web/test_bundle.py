"""The modules of the desk as one file: each once, after what it needs, and the same by its own address."""

from __future__ import annotations

import re
from graphlib import CycleError
from typing import TYPE_CHECKING

import pytest

from web.assets import ENTRIES, FOLDERS
from web.bundle import bundled

if TYPE_CHECKING:
    from pathlib import Path


def test_each_module_of_the_desk_is_in_it_once() -> None:
    """All but those of the list of short texts, which has a page of its own; no import of the room is left."""
    found = bundled(FOLDERS["desk"], *ENTRIES["desk"])
    text = found["all.js"]
    made = re.findall(r"^const (\$\w+) = \(\(\) => \{$", text, re.M)
    assert len(made) == len(set(made)) == len(found) - 1
    assert {path.name for path in FOLDERS["desk"].glob("*.js")} - set(found) == {
        "short.js", "rows.js", "tail.js", "ahead.js"}
    assert set(re.findall(r'(?:from |import\()"([^"]+)"', text)) == {
        "/assets/memos/dialog.js", *(name for name in re.findall(r'"(/assets/kit/\w+\.js)"', text))}
    for name in made:  # what is taken of a module stands after it
        first_use = re.search(rf"^const \{{[^}}]*\}} = {re.escape(name)};", text, re.M)
        assert first_use is None or first_use.start() > text.index(f"const {name} = (() =>"), name


def test_what_a_module_exports_is_handed_on(tmp_path: Path) -> None:
    """By its own address, and under another name where it is taken so; what is asked for later is in it, too."""
    (tmp_path / "one.js").write_text(
        'import { el as make } from "/assets/kit/dom.js";\nimport { two } from "./two.js";\n'
        'export const one = () => make(two);\nexport async function later() {\n  return import("./three.js");\n}\n')
    (tmp_path / "two.js").write_text("const own = 2;\nexport const two = own;\n")
    (tmp_path / "three.js").write_text("export class Three {}\n")
    found = bundled(tmp_path, "one")
    assert set(found) == {"all.js", "one.js", "two.js", "three.js"}
    assert found["one.js"] == 'import { $one as all } from "./all.js";\nexport const { one, later } = all;\n'
    text = found["all.js"]
    assert text.startswith('import * as $kit_dom from "/assets/kit/dom.js";\n')
    assert "const $two = (() => {\nconst own = 2;\nconst two = own;\nreturn { two };\n})();\n" in text
    assert "const { el: make } = $kit_dom;\nconst { two } = $two;\n" in text
    assert "return Promise.resolve().then(() => $three);" in text
    assert text.endswith("export { $one, $three, $two };\n")


@pytest.mark.parametrize(("text", "fault"), [
    ('import * as all from "./two.js";\n', ValueError), ("export default 3;\n", ValueError),
    ("export let n = 3;\n", ValueError), ('import { one } from "./one.js";\nexport const two = 2;\n', CycleError),
])
def test_what_is_written_otherwise_is_not_put_together(tmp_path: Path, text: str, fault: type[Exception]) -> None:
    """Rather than a desk that does not begin."""
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\nexport const one = two;\n')
    (tmp_path / "two.js").write_text(text)
    with pytest.raises(fault):
        bundled(tmp_path, "one")
