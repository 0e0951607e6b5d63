"""What RTF's control words mean for reading: which begin a group without speech, which are letters, which sets
fonts use.
"""

from __future__ import annotations

import codecs
import re

# A group that begins with one of these holds nothing to read.
SKIPPED = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "nonshppict",
        "shprslt",
        "filetbl",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "xe",
        "tc",
        "rxe",
        "txe",
        "pn",
        "pntxta",
        "pntxtb",
        "fldinst",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "template",
        "title",
        "author",
        "operator",
        "subject",
        "keywords",
        "comment",
        "doccomm",
        "company",
        "manager",
        "category",
        "hlinkbase",
        "sn",
        "sv",
        "datafield",
        "formfield",
        "private",
        "bkmkstart",
        "bkmkend",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "nonesttables",
        "xmlnstbl",
        "mmathPr",
        "maccPr",
        "mbarPr",
        "mborderBoxPr",
        "mboxPr",
        "mctrlPr",
        "mdPr",
        "meqArrPr",
        "mfPr",
        "mfuncPr",
        "mgroupChrPr",
        "mlimLowPr",
        "mlimUppPr",
        "mmPr",
        "mnaryPr",
        "moMathParaPr",
        "mphantPr",
        "mradPr",
        "msPrePr",
        "msSubPr",
        "msSubSupPr",
        "msSupPr",
        "userprops",
        "pgptbl",
        "factoidname",
        "ffname",
        "atnid",
        "atnauthor",
        "atntime",
        "atnref",
        "atnicn",
        "atndate",
        "upr",
        "htmltag",
        "mhtmltag",
    ]
)
# What they hold is words, and no speech: it is left out and told.
LEFT_OUT = frozenset(
    ["footnote", "annotation", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"]
)
# Groups that may be passed over by programs that do not know them, and hold words all the same.
READ = frozenset(("shpinst", "shptxt", "ud", "nesttableprops", "moMath", "moMathPara"))
# What stands between the parts of a formula, before the part that begins so.
FORMULA = {"mden": "/", "msup": "^", "msub": "_"}

LETTERS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "row": "\n",
    "nestrow": "\n",
    "softline": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
SIGNS = {"~": "\u00a0", "_": "\u2011", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}

# Character set of a font -> Python's codec; 2 is a font of symbols.
FONT_SETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp437",
}
SYMBOLS = 2
DOCUMENT_SETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")


def without_binary(data: bytes) -> bytes:
    r"""The bytes without \binN blocks, whose N raw bytes would be taken for text and braces."""
    kept, at = [], 0
    while match := _BINARY.search(data, at):
        kept.append(data[at : match.start()])
        at = match.end() + int(match[1])
    kept.append(data[at:])
    return b"".join(kept)


def codec_of(name: str) -> str | None:
    """Python's name of a character set, None where it knows none of that name."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
