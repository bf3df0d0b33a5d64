"""Writes the cells of notebooks as HTML, by nbconvert and the template beside this file.

    python export.py

Each line that it reads names a notebook and the file for its cells, as a list in
JSON; then it prints `done`, or `failed` when it has said why. It ends with its
input. What it imports takes it longer than a notebook does, so one serves all.

The parser that nbconvert reads Markdown with knows what is a formula and what
is a dollar, once code is hidden from it, but its page leaves that to be found
out again in the browser.
Here each formula is marked, so it can be typeset now. What stands in HTML it
does not read: where formulas are still to be found, comments say.

What a notebook brings as Markdown or HTML is written as the text of an element
`data-html`, so that nothing of it reaches beyond its place in the page.
"""

import json
import os
import signal
import sys
import warnings
from urllib.parse import unquote

import nbformat
from jinja2 import pass_context
from mistune import HTMLRenderer
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from hidden import hide, shown

# What a page shows without a script, best first.
SHOWN = [
    *("text/html", "text/markdown", "image/svg+xml", "text/latex"),
    *("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"),
    *("application/json", "text/plain"),
]


class FormulaRenderer(IPythonRenderer):
    """Puts the TeX of a formula, without its dollars, into an element of its own."""

    def render_token(self, token, state) -> str:
        attrs = token.get("attrs") or {}
        attrs = {k: shown(v) if isinstance(v, str) else v for k, v in attrs.items()}
        text = {"raw": shown(token["raw"])} if "raw" in token else {}
        return super().render_token({**token, **text, "attrs": attrs}, state)

    def inline_math(self, body: str) -> str:
        return f'<span class="tex">{self.escape_html(body)}</span>'

    def block_math(self, body: str) -> str:
        return f'<span class="tex display">{self.escape_html(body)}</span>'

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def image(self, text: str, url: str, title=None) -> str:
        return HTMLRenderer.image(self, text, self.attached(url) or url, title)

    def attached(self, url: str) -> str | None:
        """What is attached to the cell under an address, if it is an image."""
        if not url.startswith("attachment:"):
            return None
        name = url.removeprefix("attachment:")
        bundle = self.attachments.get(name) or self.attachments.get(unquote(name), {})
        kind = next((one for one in SHOWN if one.startswith("image/") and one in bundle), None)
        return kind and f"data:{kind};base64,{bundle[kind]}"

    def block_html(self, html: str) -> str:
        return f"<!--formulas-->{super().block_html(html)}<!--/formulas-->"


class LogExporter(HTMLExporter):
    """The richest rendering of each output that needs no server, no widget manager and no script."""

    template_name = "template"
    extra_template_basedirs = [os.path.dirname(os.path.abspath(__file__))]
    exclude_output_prompt = True

    @property
    def default_config(self):
        config = super().default_config
        config.NbConvertBase.display_data_priority = SHOWN
        return config

    def default_filters(self):
        yield from super().default_filters()
        yield "shown_type", lambda data: next((one for one in SHOWN if one in data), None)
        yield "indented", lambda data: json.dumps(data, indent=2, ensure_ascii=False)

    @pass_context
    def markdown2html(self, context, source: str) -> str:
        renderer = FormulaRenderer(
            escape=False,
            attachments=context["cell"].get("attachments", {}),
            anchor_link_text="#",
        )
        return MarkdownWithMath(renderer=renderer).render(hide(source))


def export(source: str, target: str) -> bool:
    """Whether the cells could be written."""
    try:
        notebook = nbformat.read(source, as_version=4)
        notebook.metadata.pop("widgets", None)
        html, _ = LogExporter().from_notebook_node(notebook)
        with open(target, "w", encoding="utf-8") as file:
            file.write(html)
    except Exception as failure:  # For its reader a traceback says no more.
        print(f"{type(failure).__name__}: {failure}", file=sys.stderr, flush=True)
        return False
    return True


if __name__ == "__main__":
    # Ctrl-C ends it without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Such as of an id that is there twice, or a language without colours: no harm.
    warnings.simplefilter("ignore")
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        print("done" if export(*json.loads(line)) else "failed", flush=True)
