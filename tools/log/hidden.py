"""Hides from the parser of Markdown what it would misread, as JupyterLab does:
in code the signs that start formulas, and in formulas the bars that end the
cells of a table. Code goes first, even within a formula.

In their place stand characters that Unicode keeps for the inside of programs.
"""

import re
from urllib.parse import quote

SIGNS = "$\\|"
STAND_INS = "\ufdd0\ufdd1\ufdd2"

CODE = re.compile(
    r"""
    # Between fences, also in a list or a quotation.
    ^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}(?=[^`\n]*\n)|~{3,})
    (?:[^\n]*\n)+?[ \t>]*(?P=fence)[`~]*[ \t]*$
    # Within a paragraph.
    | (?P<ticks>`+)(?!`)
    (?:(?!\n[ \t>]*(?:\n|[-*+][ \t]|\d+[.)][ \t]|[#|])).)+?
    (?<!`)(?P=ticks)(?!`)
    # No code: ticks that are escaped, or never end.
    | \\. | `+
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)

# Dollars that stand as those of prices do, such as in | $5 | $6 |, are no formula.
FORMULA = re.compile(
    r"""
    (?<![\\$]) (?P<dollars>\$\$?) (?![\s$]) (?:\\.|[^$\\\n])+ (?<!\s) (?P=dollars) (?![\d$])
    | (?<!\\) \\\\ (?:\(.*?\\\\\)|\[.*?\\\\\])
    | \\begin\{(?P<name>[a-z]*\*?)\} .*? \\end\{(?P=name)\}
    """,
    re.VERBOSE,
)


def hide(markdown: str) -> str:
    """Hides the signs, for a parser to which they are letters."""

    def in_code(found: re.Match[str]) -> str:
        is_code = found["fence"] or found["ticks"]
        return _hidden(found[0], "$\\") if is_code else found[0]

    code_hidden = CODE.sub(in_code, markdown)
    return FORMULA.sub(lambda found: _hidden(found[0], "|"), code_hidden)


def shown(text: str) -> str:
    """The text, or the address, with the signs that are hidden in it."""
    for sign, stand_in in zip(SIGNS, STAND_INS):
        text = text.replace(stand_in, sign).replace(quote(stand_in), quote(sign))
    return text


def _hidden(text: str, signs: str) -> str:
    stand_ins = {sign: STAND_INS[SIGNS.index(sign)] for sign in signs}
    return text.translate(str.maketrans(stand_ins))
