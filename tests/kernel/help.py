"""Documentation and completion, as a front end asks for them."""

import os
import re
import signal
import tempfile
import time
import unittest
from pathlib import Path

from jupyter_client.manager import KernelManager
from protocol import SECONDS, SharedKernelCase, children, ends

ROOT = Path(__file__).parents[2]

IMPORTS = """import { adamStep, start } from "adam";
import * as Plot from "@observablehq/plot";"""

OWN = """/** Doubles a number. */
function double(x: number) { return 2 * x; }
const word = "😀"; var kept = [1, 2];"""


def server(relay: int) -> int:
    """The language server of a relay."""
    for pid in children(relay):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if b"lsp" in words:
            return pid
    raise AssertionError("There is no language server")


class Help(SharedKernelCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = KernelManager(kernel_name="deno")
        cls.shared.start_kernel(cwd=str(ROOT / "notebooks"))
        cls.addClassCleanup(cls.shared.shutdown_kernel, now=True)

    def setUp(self):
        super().setUp()
        for code in (IMPORTS, OWN):
            self.assertEqual(self.run_cell(code)[0], "ok")
        self.warm()

    def warm(self):
        """Waits until the server answers, which on a busy machine may take some time."""
        limit = time.monotonic() + 2 * SECONDS
        while not self.inspect("Plot.line|")["found"]:
            self.assertLess(time.monotonic(), limit)

    def ask(self, what: str, marked: str) -> dict:
        """What is answered at the mark `|`, which the code does not have."""
        before, after = marked.split("|")
        request = getattr(self.client, what)(before + after, len(before))
        return self.reply(request)

    def inspect(self, marked: str) -> dict:
        return self.ask("inspect", marked)

    def text(self, marked: str) -> str:
        content = self.inspect(marked)
        self.assertEqual((content["status"], content["found"]), ("ok", True), marked)
        self.assertIn("text/markdown", content["data"])
        return content["data"]["text/plain"]

    def matches(self, marked: str) -> list[str]:
        content = self.ask("complete", marked)
        before, _ = marked.split("|")
        self.assertEqual(content["status"], "ok")
        self.assertEqual(content["cursor_end"], len(before))
        written = before[content["cursor_start"] :]
        for match in content["matches"]:
            self.assertTrue(match.startswith(written), (match, written))
        return content["matches"]

    def test_documentation_has_signature_text_and_example(self):
        for marked in ("adam|Step", "adamStep|(start, 1)", "|adamStep", "adamStep(start, |)", "'😀'; adamStep(start, [1|"):
            with self.subTest(marked):
                text = self.text(marked)
                for words in (
                    "adamStep(state: AdamState, gradient: number, options?: AdamOptions): AdamStep",
                    "m <- beta1 * m + (1 - beta1) * g",
                    "@example",
                    "assertAlmostEquals(update, -1e-3, 1e-8);",
                ):
                    self.assertIn(words, text)
                self.assertNotIn("file:", text)
        markdown = self.inspect("adamStep|")["data"]["text/markdown"]
        self.assertIn("```", markdown)

    def test_packages_and_own_functions_have_documentation(self):
        self.assertIn("Returns a new line mark", self.text("Plot.line|(kept)"))
        self.assertEqual(self.text("'😀😀'; dou|ble(1)"), "function double(x: number): number\nDoubles a number.")
        self.assertFalse(self.inspect("// nothing|")["found"])

    def test_members_names_paths_and_options_are_completed(self):
        members = self.matches("Plot.|")
        self.assertGreater(len(members), 150)
        self.assertLess({"line", "lineY", "plot", "dot"}, set(members))
        self.assertEqual(self.matches("'😀'; Plot.lineY|"), ["lineY"])
        self.assertIn("adamStep", self.matches("const x = ada|"))
        self.assertIn("toUpperCase", self.matches("word.|"))
        self.assertEqual(self.matches("adamStep(start, 1, { bet|"), ["beta1", "beta2"])
        self.assertIn("../lib/adam.ts", self.matches('import { start } from "../lib/ad|'))
        self.assertIn("adam/family", self.matches('import { lion } from "adam/fam|'))

    def test_what_runs_completes_where_types_say_nothing(self):
        self.run_cell("globalThis.hidden = { inner: 1 }; const any = JSON.parse('{\"deep\": { \"x\": 1 }}');")
        self.assertIn("inner", self.matches("hidden.|"))
        self.assertIn("x", self.matches("any.deep.|"))
        self.assertEqual(self.matches("nowhere.|"), [])
        self.assertEqual(self.matches("hidden.none.|"), [])

    def test_a_name_that_is_declared_again_has_its_last_type(self):
        for code in ("const twice = 1; let other = twice;", "const twice = [other];", "/** Third. */ const twice = 'a';"):
            self.assertEqual(self.run_cell(code)[0], "ok")
        self.assertEqual(self.text("twice|"), 'const twice: "a"\nThird.')
        self.assertEqual(self.text("other|"), "let other: number")
        self.assertIn("at", self.matches("const twice = [1]; twice.a|"))
        again = "import { adamSteps as twice } from 'adam'; "
        self.assertIn("(alias) function twice(gradients: Iterable<number>", self.text(again + "twi|ce"))
        self.run_cell("throw new Error('on purpose'); var late = 1")
        self.assertEqual(self.text("late|"), "var late: number")

    def test_an_answer_does_not_wait_for_a_cell(self):
        cell = self.client.execute("await new Promise((r) => setTimeout(r, 2000)); 5")
        self.begun(cell)
        start = time.monotonic()
        self.assertIn("Doubles", self.text("double|"))
        self.assertLess(time.monotonic() - start, 1.2)
        states = [message["content"].get("execution_state") for message in self.published(cell)]
        # Said once more, as a front end shows what it hears last.
        self.assertEqual([state for state in states if state], ["busy", "idle"])

    def test_code_is_complete_as_before(self):
        for code, status in (("'😀'", "complete"), ("f(", "incomplete"), ("`😀", "incomplete")):
            self.assertEqual(self.reply(self.client.is_complete(code))["status"], status)


class Elsewhere(SharedKernelCase):
    """A kernel in a folder that has modules of its own."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.write("deno.json", '{ "imports": { "near": "./near.ts" } }')
        cls.write("near.ts", 'export { far } from "./far.ts"; import type { T } from "./types.ts";')
        cls.write("far.ts", "export const far = 1;")
        cls.write("types.ts", "export type T = 1;")
        cls.write("broken.ts", "export const x = ;")
        cls.shared = KernelManager(kernel_name="deno")
        cls.shared.start_kernel(cwd=folder.name)
        cls.addClassCleanup(cls.shared.shutdown_kernel, now=True)

    @classmethod
    def write(cls, name: str, text: str):
        (cls.folder / name).write_text(text)

    def changed(self, code: str) -> str:
        """The files of which a cell is told that they have changed."""
        said = [text for name, text in self.run_cell(code)[1] if name == "stderr"]
        found = re.fullmatch(r"Changed since this kernel loaded it: (.*)\. This cell .*\n", "".join(said))
        self.assertTrue(found or not said, said)
        return found.group(1) if found else ""

    def test_an_import_of_what_has_changed_says_so(self):
        near, broken, later = 'import { far } from "near"; far', 'import "./broken.ts"', 'import "./later.ts"'
        for code in (near, near, 'import { far } from "./near.ts"', broken, later):
            self.assertEqual(self.changed(code), "")
        self.write("types.ts", "export type T = 2;")
        self.write("far.ts", "export const far = 1;")  # Written, and the same.
        self.assertEqual(self.changed(near), "")
        self.write("far.ts", "export const far = 2;")
        self.assertEqual(self.changed(near), "far.ts")
        self.assertEqual(self.run_cell(near)[1][-1], ("execute_result", "1"))
        self.assertEqual(self.changed('(await import("./far.ts")).far'), "far.ts")
        self.assertEqual(self.changed("far"), "")
        self.write("new.ts", 'export * from "./far.ts"')
        self.assertEqual(self.changed('import * as all from "./new.ts"'), "far.ts")
        self.assertEqual(self.changed('import { far } from "./far.ts?new"; far'), "")
        self.write("broken.ts", "export const x = 1;")
        self.assertEqual(self.changed(broken), "broken.ts")
        self.write("later.ts", "")
        self.assertEqual(self.changed(later), "later.ts")
        self.write("deno.json", '{ "imports": { "near": "./far.ts" } }')
        self.assertEqual(self.changed(later), "deno.json, later.ts")
        self.shared.restart_kernel()
        self.client.wait_for_ready(timeout=SECONDS)
        self.assertEqual(self.changed(near), "")
        self.assertEqual(self.run_cell(near), ("ok", [("execute_result", "2")]))

    def test_cells_and_completion_do_without_the_language_server(self):
        self.run_cell("const ab = { cd: 1 };")
        while not self.reply(self.client.inspect("ab", 1))["found"]:
            pass
        process = server(self.shared.provisioner.pid)
        os.kill(process, signal.SIGSTOP)
        self.client.inspect("ab", 1)
        shown = ("ok", [("execute_result", "1")])
        start = time.monotonic()
        self.assertEqual(self.run_cell("1"), shown)
        self.assertLess(time.monotonic() - start, 2)
        self.assertIn("cd", self.reply(self.client.complete("ab."))["matches"])
        for _ in range(5):
            os.kill(process, signal.SIGKILL)
            self.assertTrue(ends([process]))
            self.assertIn("cd", self.reply(self.client.complete("ab."))["matches"])
            self.assertEqual(self.run_cell("1"), shown)
            try:
                process = server(self.shared.provisioner.pid)
            except AssertionError:
                break
        else:
            self.fail("It is started for ever")


if __name__ == "__main__":
    unittest.main()
