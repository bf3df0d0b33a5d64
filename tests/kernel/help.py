"""Documentation and completion, as a front end asks for them."""

import html
import json
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


def server(relay: int) -> int | None:
    """The language server of a relay, if it has one."""
    for pid in children(relay):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if b"lsp" in words:
            return pid
    return None


class Help(SharedKernelCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = KernelManager(kernel_name="deno")
        cls.shared.start_kernel(cwd=str(ROOT / "notebooks"))
        cls.addClassCleanup(cls.shared.shutdown_kernel, now=True)

    def setUp(self):
        super().setUp()
        for code in (OWN, IMPORTS):
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

    def matches(self, marked: str, expected: set[str]) -> list[str]:
        """What is proposed, as soon as that has what is expected: a busy server is not waited for."""
        before, _ = marked.split("|")
        limit = time.monotonic() + SECONDS
        while True:
            content = self.ask("complete", marked)
            self.assertEqual((content["status"], content["cursor_end"]), ("ok", len(before)))
            written = before[content["cursor_start"] :]
            for match in content["matches"]:
                self.assertTrue(match.startswith(written), (match, written))
            if expected <= set(content["matches"]):
                return content["matches"]
            self.assertLess(time.monotonic(), limit, content["matches"])

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
        self.assertIn("Doubles", self.text("const page = <p>'`{dou|ble(1)}</p>;"))
        for marked in ("// nothing|", "now|here", f"{' ' * 100_000}double|"):
            self.assertFalse(self.inspect(marked)["found"])

    def test_who_asks_at_once_is_answered_about_what_each_asked(self):
        codes = ["\n" * i + f"const own{i} = {i}; own{i}" for i in range(9)]
        requests = [self.client.inspect(code, len(code)) for code in codes]
        for i, request in enumerate(requests):
            text = self.reply(request)["data"].get("text/plain")
            self.assertEqual(text, f"const own{i}: {i}")

    def test_members_names_paths_and_options_are_completed(self):
        self.assertGreater(len(self.matches("Plot.|", {"line", "lineY", "plot", "dot"})), 150)
        self.assertEqual(self.matches("'😀'; Plot.lineY|", {"lineY"}), ["lineY"])
        self.matches("const x = ada|", {"adamStep"})
        self.matches("word.|", {"toUpperCase"})
        # Those of cells, and not what has their names everywhere.
        self.matches("const name = 'a'; name.|", {"toUpperCase"})
        self.assertEqual(len(self.matches("adamStep(start, 1, { bet|", {"beta1", "beta2"})), 2)
        self.matches('import { start } from "../lib/ad|', {"../lib/adam.ts"})
        self.matches('import { lion } from "adam/fam|', {"adam/family"})

    def test_what_runs_completes_where_types_say_nothing(self):
        self.run_cell("globalThis.hidden = { inner: 1 }; const any = JSON.parse('{\"deep\": { \"x\": 1 }}');")
        self.matches("hidden.|", {"inner"})
        self.matches("any.deep.|", {"x"})
        self.assertEqual(self.matches("nowhere.|", set()), [])
        self.assertEqual(self.matches("hidden.none.|", set()), [])

    def test_a_name_that_is_declared_again_has_its_last_type(self):
        for code in ("const twice = 1; let other = twice;", "const twice = [other];", "/** Third. */ const twice = 'a';"):
            self.assertEqual(self.run_cell(code)[0], "ok")
        self.assertEqual(self.text("twice|"), 'const twice: "a"\nThird.')
        self.assertEqual(self.text("other|"), "let other: number")
        self.matches("const twice = [1]; twice.a|", {"at"})
        again = "import { adamSteps as twice } from 'adam'; "
        self.assertIn("(alias) function twice(gradients: Iterable<number>", self.text(again + "twi|ce"))
        self.run_cell("throw new Error('on purpose'); var late = 1")
        self.assertEqual(self.text("late|"), "var late: number")

    def warnings(self, code: str) -> list[str]:
        """What is said of the types of a cell, below all else."""
        status, outputs = self.run_cell(code)
        self.assertEqual(status, "ok", code)
        said = [text for name, text in outputs if name == "stderr"]
        self.assertEqual(outputs[len(outputs) - len(said) :], [("stderr", text) for text in said])
        lines = re.findall(r"Type warning \(cell (\d+:\d+:\d+)\): .* (TS\d+)\n", "".join(said))
        self.assertEqual(len(lines), "".join(said).count("\n"), said)
        cell = f"{self.count() - 1}:"
        return [f"{place.removeprefix(cell)} {code}" for place, code in lines]

    def test_types_that_do_not_check_are_said_below_the_output_of_who_asks(self):
        wrong = 'console.log("shown"); const given: number = "a" as never as string;\ngiven'
        self.assertEqual(self.warnings(wrong), [])
        self.assertEqual(self.warnings(f"// The types.\n// @ts-check\n{wrong}"), ["3:29 TS2322"])
        self.addCleanup(self.run_cell, "// @ts-nocheck")
        for code, found in {
            "var odd = 'a\u2028b',\r\n  even = 1;": [],
            wrong: ["1:29 TS2322"],
            '() => adamStep(start, "1"); Plot.lineZ;': ["1:23 TS2345", "1:34 TS2551"],
            "double(\n  '1'\n);": ["2:3 TS2345"],
            # Of that cell alone, of what runs, and of errors.
            "given.toFixed": [],
            "import { join } from 'node:path'; Buffer.from(join('a')); join.none": ["1:64 TS2339"],
            "const given = 'b'; given.length": [],
            "var later; later = 1;": [],
            "later.toFixed()": [],
            "const name = 'a', unused = 1; name.length": [],
            "interface Node { a: 1 } namespace Inner { export const x = 1; }": [],
            "Deno.jupyter.display; await 1; { a: 1 }": [],
            "// @ts-expect-error on purpose\ndouble('1');": [],
            "double('1'); // @ts-nocheck": ["1:8 TS2345"],
        }.items():
            with self.subTest(code):
                self.assertEqual(self.warnings(code), found)
        status, outputs = self.run_cell("nowhere")
        self.assertEqual((status, outputs[-1]), ("error", ("error", "ReferenceError")))
        self.assertIn("Cannot find name 'nowhere'. TS2304", outputs[0][1])
        self.assertEqual(self.run_cell("const = 1"), ("error", [("error", "SyntaxError")]))
        many = self.run_cell("double('1');" * 12)[1][-1][1]
        self.assertEqual((many.count("TS2345"), many.endswith("\nand 2 more\n")), (10, True))
        jsx = "const React = { createElement() {} }, beside = 1; <p>'`</p>;"
        self.assertIn("not checked: it has JSX", self.run_cell(jsx)[1][-1][1])
        self.assertEqual(self.warnings("beside.none"), ["1:8 TS2339"])
        self.assertIn("not checked: it is too long", self.run_cell("var long = 1;" + " " * 100_000)[1][-1][1])
        self.assertEqual(self.warnings("long.none"), [])
        self.assertEqual(self.warnings(f"// @ts-nocheck\n{wrong}"), [])
        self.assertEqual(self.warnings(wrong), [])

    def test_an_answer_does_not_wait_for_a_cell(self):
        with tempfile.TemporaryDirectory() as folder:
            answered = Path(folder) / "answered"
            is_there = f"Deno.stat({json.dumps(str(answered))}).then(() => true, () => false)"
            cell = self.client.execute(f"while (!await {is_there}) await new Promise((r) => setTimeout(r, 50));")
            self.begun(cell)
            self.assertIn("Doubles", self.text("double|"))
            self.assertFalse(self.inspect("'no name'|")["found"])
            answered.touch()
            states = [message["content"].get("execution_state") for message in self.published(cell)]
        # Said once more for each answer, as a front end shows what it hears last.
        self.assertEqual([state for state in states if state], ["busy", "busy", "idle"])

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
        # The notice goes another way, and may come behind it.
        self.assertIn(("execute_result", "1"), self.run_cell(near)[1])
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

    def test_names_of_globals_may_be_declared_again(self):
        names = ["Promise", "Map", "Object", "Symbol", "Array", "Set", "Error", "Atomics", "setTimeout", "process"]
        declared = ", ".join(f"{name} = {i}" for i, name in enumerate(names))
        self.assertEqual(self.run_cell(f"const {declared}"), ("ok", []))
        self.assertEqual(self.run_cell("await 5"), ("ok", [("execute_result", "5")]))
        self.assertEqual(self.run_cell("-0"), ("ok", [("execute_result", "-0")]))
        self.assertEqual(self.cells("[{ a: 1 }, { a: 2 }]"), [["a"], ["1"], ["2"]])
        self.assertEqual(self.run_cell("import 'node:url'; throw 7")[0], "error")
        self.shared.restart_kernel()
        self.client.wait_for_ready(timeout=SECONDS)

    def shown(self, code: str) -> dict:
        """The renderings of what a cell shows."""
        [data] = [m["content"]["data"] for m in self.published(self.client.execute(code)) if "data" in m["content"]]
        return data

    def cells(self, code: str) -> list[list[str]]:
        """The cells of the table that is shown, row by row."""
        rows = re.findall(r"<tr>(.*?)</tr>", self.shown(code).get("text/html", ""))
        return [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]

    def test_what_is_a_table_is_shown_as_one(self):
        for code, rows in {
            "[{ a: -0, b: '<x>' }, { a: 2n, c: null }]": [["a", "b", "c"], ["-0", "<x>", ""], ["2n", "", "null"]],
            "new Map<unknown, unknown>([['a', NaN], [1, [2]]])": [["key", "value"], ["a", "NaN"], ["1", "[ 2 ]"]],
            "new Float64Array([0.1, -0])": [["", "Float64Array"], ["0", "0.1"], ["1", "-0"]],
            "[[1, 2], new Int8Array([3, 4])]": [["0", "1"], ["1", "2"], ["3", "4"]],
            "class F { columns = ['x']; index = ['i']; values = [[5]]; toString() { return 'F' } } new F()": [["", "x"], ["i", "5"]],
            "await Promise.resolve([{ a: new Date(0) }])": [["a"], ["1970-01-01T00:00:00.000Z"]],
            # What all objects have is in no record.
            "[JSON.parse('{\"__proto__\": 1, \"toString\": 2}'), { a: 3 }]": [["__proto__", "toString", "a"], ["1", "2", ""], ["", "", "3"]],
            "await Deno.jupyter.display([{ a: 1 }]); void 0": [["a"], ["1"]],
        }.items():
            with self.subTest(code):
                self.assertEqual(self.cells(code), rows)
        for code in ("[1, 2]", "[]", "[{}]", "[[1], [2, 3]]", "[{ a: {} }]", "[[], []]", "new Map()", "({ a: 1 })", "new Uint8Array()"):
            with self.subTest(code):
                self.assertEqual(self.cells(code), [])

    def test_what_is_shown_is_not_called(self):
        code = "var calls = 0; const record = { get a() { return ++calls; } }; [record, record]"
        self.assertEqual(self.cells(code), [])
        self.assertEqual(self.run_cell("calls"), ("ok", [("execute_result", "0")]))

    def test_a_long_or_wide_table_is_its_beginning_and_its_end_with_the_count(self):
        code = "Array.from({ length: 1000 }, (_, i) => Array.from({ length: 21 }, (_, j) => i * j))"
        head, *rows = self.cells(code)
        self.assertEqual(head, [*map(str, range(10)), "…", *map(str, range(11, 21))])
        self.assertEqual([row[1] for row in rows if len(row) > 1], [str(i) for i in (*range(10), *range(990, 1000))])
        self.assertEqual(rows[10], ["⋮"])
        # What is not shown counts as well.
        rows = "const rows: unknown[] = Array(50).fill({ a: 1 }); rows[25] ="
        self.assertEqual(self.cells(f"{rows} {{ b: 2 }}; rows")[0], ["a", "b"])
        for code in (f"{rows} 2; rows", "Array.from({ length: 50 }, (_, i) => i === 25 ? [1, 2] : [1])"):
            self.assertEqual(self.cells(code), [])
        start = time.monotonic()
        self.assertEqual(self.cells("[new Uint8Array(1e7)]")[0][-1], "9999999")
        self.assertLess(time.monotonic() - start, 3)  # Each column on its own would take five seconds.
        for count, words in ((20, ""), (21, "21 rows × 1 columns")):
            table = self.shown(f"Array({count}).fill({{ a: 1 }})")["text/html"]
            self.assertEqual(table.partition("</table>")[2], words and f"<p>{words}</p>")

    def test_an_image_is_shown_by_its_bytes_and_an_alert_as_text(self):
        for begin, kind in (("'\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR'", "png"), ("'\\xff\\xd8\\xff\\xe0'", "jpeg"), ("'GIF89a'", "gif"), ("'RIFF....WEBP'", "webp")):
            with self.subTest(kind):
                code = f"Uint8Array.from({begin}, (c) => c.charCodeAt(0))"
                self.assertEqual(set(self.shown(code)), {f"image/{kind}", "text/plain"})
        self.assertEqual(len(self.cells("Uint8Array.of(255, 216, 255, 0, 1)")), 6)
        self.assertEqual(self.run_cell("alert('Hello'); alert()"), ("ok", [("stdout", "Hello\nAlert\n")]))

    def test_a_plot_is_shown_with_a_legend_and_without(self):
        self.run_cell("""import { parseHTML } from "npm:linkedom@0.18.12";
            import * as Bare from "npm:@observablehq/plot@0.6.17";
            const { document } = parseHTML("<html>"); const marks = [Bare.dot([[1, 2]], { fill: () => "a" })];""")
        image = self.shown("Bare.plot({ document, marks, ariaLabel: 'Dots' })")
        self.assertTrue(image["image/svg+xml"].startswith('<svg xmlns="http://www.w3.org/2000/svg"'))
        self.assertEqual(image["text/plain"], "<svg> Dots")
        page = self.shown("Bare.plot({ document, marks, caption: 'All dots', color: { legend: true } })")
        self.assertTrue(page["text/html"].startswith("<figure"))
        self.assertEqual(page["text/plain"], "<figure> All dots")
        alone = self.client.execute("Bare.plot({ marks })")
        [error] = [m["content"] for m in self.published(alone) if m["msg_type"] == "error"]
        self.assertEqual(error["ename"], "TypeError")
        self.assertIn("Plot.plot({ document", error["traceback"][-1])

    def bar(self, code: str) -> tuple[str, list[str]]:
        """How a cell ends, and what its one progress bar says, without times."""
        request = self.client.execute(code)
        contents = [m for m in self.published(request) if "display_data" in m["msg_type"]]
        kinds = [m["msg_type"] for m in contents]
        self.assertEqual(kinds, ["display_data"] + ["update_display_data"] * (len(kinds) - 1))
        self.assertEqual(len({m["content"]["transient"]["display_id"] for m in contents}), 1)
        for content in (m["content"]["data"] for m in contents):
            self.assertIn(html.escape(content["text/plain"]), content["text/html"])
        texts = [m["content"]["data"]["text/plain"] for m in contents]
        return self.reply(request)["status"], [re.sub(r", [\d.].*", "", text) for text in texts]

    def test_a_progress_bar_changes_in_place_and_ends_as_its_loop_does(self):
        path = json.dumps(str(ROOT / "tools/kernel/progress.ts"))
        self.run_cell(f"""import {{ progress }} from {path};
            const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
            const busy = (ms: number) => {{ const end = Date.now() + ms; while (Date.now() < end); }};
            async function* slow() {{ for (const i of [1, 2]) {{ await wait(150); yield i; }} await wait(1e9); }}""")
        for code, status, said in (
            ("for (const i of progress([1, 2], { name: 'seeds' })) busy(150);", "ok", ["0 of 2 seeds", "1 of 2 seeds", *["2 of 2 seeds"] * 2]),
            ("for await (const i of progress(slow())) if (i === 2) break;", "ok", ["0 items", "1 items", "1 items, then it stopped"]),
            ("for (const i of progress([1, 2])) { await wait(150); if (i === 2) throw 1; }", "error", ["0 of 2 items", "1 of 2 items", "1 of 2 items, then it stopped"]),
        ):
            with self.subTest(code):
                self.assertEqual(self.bar(code), (status, said))
        for code, last in (
            ("for (const i of progress([1, 2])) await wait(i === 2 ? 1e9 : 0);", "then it stopped"),
            ("for await (const i of progress(slow()));", "items"),
            ("for (const i of progress([1, 2])) while (i === 2);", "items"),
        ):
            with self.subTest(code):
                request = self.client.execute(code)
                self.begun(request)
                self.shared.interrupt_kernel()
                outputs = self.outputs(request)
                self.assertEqual(self.reply(request)["status"], "error")
                self.assertEqual(outputs[-1], ("error", "Interrupted"))
                self.assertIn(last, outputs[-2][1]["data"]["text/plain"] if outputs[-2][0] == "update_display_data" else outputs[-2][1])
        self.assertEqual(self.run_cell("1"), ("ok", [("execute_result", "1")]))

    def test_what_shows_itself_does_so(self):
        own = "Object.assign([{ a: 1 }], { [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'own' }) })"
        self.assertEqual(self.run_cell(own), ("ok", [("execute_result", "own")]))
        raw = "await Deno.jupyter.display({ 'text/plain': 'raw' }, { raw: true }); void 0"
        self.assertEqual(self.run_cell(raw), ("ok", [("display_data", "raw")]))
        self.assertEqual(self.run_cell("[{ a: -0 }]"), ("ok", [("execute_result", "[ { a: -0 } ]")]))

    def test_cells_and_completion_do_without_the_language_server(self):
        self.run_cell("const ab = { cd: 1 };")
        while not self.reply(self.client.inspect("ab", 1))["found"]:
            pass
        process = server(self.shared.provisioner.pid)
        os.kill(process, signal.SIGSTOP)
        self.run_cell("const one = 1;")
        for _ in range(3):  # Deno's kernel says to itself that a number has no members.
            self.reply(self.client.complete("one."))
            self.assertEqual(self.run_cell("2"), ("ok", [("execute_result", "2")]))
        self.client.inspect("ab", 1)
        shown = ("ok", [("execute_result", "1")])
        start = time.monotonic()
        self.assertEqual(self.run_cell("1"), shown)
        self.assertLess(time.monotonic() - start, 20)  # The server has 30 seconds.
        self.assertIn("cd", self.reply(self.client.complete("ab."))["matches"])
        self.unchecked("// @ts-check\n1")
        start = time.monotonic()
        self.unchecked("1")  # No cell waits behind one that waited in vain.
        self.assertLess(time.monotonic() - start, 4)
        for _ in range(5):
            os.kill(process, signal.SIGKILL)
            self.assertTrue(ends([process]))
            self.assertEqual(self.run_cell("// @ts-nocheck\n1"), shown)
            process, limit = None, time.monotonic() + 3
            while not process and time.monotonic() < limit:  # The kernel may not have seen the end yet.
                self.assertIn("cd", self.reply(self.client.complete("ab."))["matches"])
                process = server(self.shared.provisioner.pid)
            if not process:
                break
        else:
            self.fail("It is started for ever")
        self.unchecked("// @ts-check\n1")
        self.assertEqual(self.run_cell("// @ts-nocheck\n1"), shown)

    def unchecked(self, code: str):
        status, (shown, (name, said)) = self.run_cell(code)
        self.assertEqual((status, shown, name), ("ok", ("execute_result", "1"), "stderr"))
        self.assertRegex(said, r"^The types of cell \d+ were not checked: the language server does not answer\.\n$")

    def test_a_cell_that_is_stopped_waits_for_no_types(self):
        self.addCleanup(self.run_cell, "// @ts-nocheck")
        shown, limit = ("ok", [("execute_result", "1")]), time.monotonic() + 2 * SECONDS
        while self.run_cell("// @ts-check\n1") != shown:  # It starts.
            self.assertLess(time.monotonic(), limit)
        process = server(self.shared.provisioner.pid)
        os.kill(process, signal.SIGSTOP)
        self.addCleanup(os.kill, process, signal.SIGCONT)
        cell = self.client.execute("1")
        self.begun(cell)
        self.shared.interrupt_kernel()
        outputs = self.outputs(cell)
        self.assertEqual((self.reply(cell)["status"], outputs), shown)


if __name__ == "__main__":
    unittest.main()
