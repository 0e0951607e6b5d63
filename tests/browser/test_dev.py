"""The dev mode over a copy of the program, as somebody uses it who works on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, address_of, sign_in
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

    from tests.builder import SmallPilot


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that may be changed."""
    left_out = shutil.ignore_patterns(".*", "__pycache__", "tests", "benchmarks", "data")
    shutil.copytree(ROOT, tmp_path / "program", ignore=left_out)
    shutil.copytree(ROOT / ".streamlit", tmp_path / "program" / ".streamlit")
    return tmp_path / "program"


def alive(url: str) -> bool:
    """Whether anybody listens there."""
    try:
        return httpx.get(f"{url}/health", timeout=30).is_success
    except httpx.TransportError:
        return False


def test_what_is_changed_is_seen(
    program: Path, small: SmallPilot, tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> None:
    """A changed script and a changed module load the page again; a fault is told in full in the terminal only; the
    program ends with its supervisor."""
    said = tmp_path / "said"
    with said.open("w") as terminal:
        command = ["serve", "--dev", "--home", str(small.home.folder), "--port", "0"]
        process = subprocess.Popen(
            [sys.executable, str(program / "cli.py"), *command],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal, text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"})
    try:
        url = address_of(process)
        page = new_context(base_url=url).new_page()
        looked: list[str] = []
        page.on("response", lambda answer: looked.append(answer.url) if answer.url.endswith("/page.js") else None)
        sign_in(page, "evaluator", "/guide")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Handleiding")
        eventually(lambda: len(looked) >= 3, page)  # when it was loaded, at the first look, and once more
        page.evaluate("window.old = true")
        script = program / "web" / "static" / "page.js"
        script.write_text(script.read_text(encoding="utf-8") + "\n// changed\n", encoding="utf-8")
        page.wait_for_function("() => !window.old")
        expect(heading).to_contain_text("Handleiding")

        guide = program / "views" / "guide" / "page.py"
        right = guide.read_text(encoding="utf-8")
        guide.write_text(right.replace("st.", "missing.", 1), encoding="utf-8")
        page.get_by_text("Hier ging iets mis").wait_for()
        assert "missing" not in page.content()
        assert "NameError: name 'missing' is not defined" in said.read_text()
        guide.write_text(right, encoding="utf-8")
        expect(heading).to_contain_text("Handleiding")
    finally:
        process.kill()
        process.communicate()
    eventually(lambda: not alive(url))
