"""Addresses in files that leave: they open where the server is known, and harm nobody."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from pilot.files import as_csv, as_xlsx, links
from pilot.files.table import Table


def test_an_address_is_a_link_where_the_server_is_known() -> None:
    """Else it is the path on it, as in files made by command."""
    assert links.to_words("a b", 12) == "/desk?document=a%20b&at=12"
    with links.served_at("https://rode-draad.example:8443"):
        assert links.to_words("a", 0) == "https://rode-draad.example:8443/desk?document=a&at=0"
    assert links.to_words("a") == "/desk?document=a"


@pytest.mark.parametrize("origin", ["", "javascript:alert(1)//", "https://", "http://a b", "https://x/path", "://"])
def test_what_is_no_address_of_a_server_makes_no_link(origin: str) -> None:
    """It comes from a browser."""
    with links.served_at(origin):
        assert not isinstance(links.to_words("a"), links.Link)


def test_only_our_links_can_be_pressed() -> None:
    """What somebody said stays text in Excel, an address of ours opens; in csv both are text."""
    with links.served_at("http://127.0.0.1:8501"):
        mine = links.to_words("abc", 3)
    table = Table("Lijst", pd.DataFrame({"Zin": ["https://elders.example"], "Adres": [mine]}, dtype=object))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(table))).worksheets[0]
    assert sheet["A2"].hyperlink is None
    assert sheet["B2"].hyperlink.target + "#" + (sheet["B2"].hyperlink.location or "") == f"{mine}#"
    assert sheet["B2"].value == mine
    assert f";{mine}\r\n" in as_csv.write(table).decode("utf-8-sig")
