"""What the project's kernel does at the level of the protocol, seen by a client."""

import os
import signal
import time
import unittest
from pathlib import Path

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

SECONDS = 30


def fields(pid: int | str) -> list[str]:
    """What the system says of a process, behind its name; nothing if it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def children(pid: int) -> list[int]:
    """The processes that this one started, and those that they started."""
    parents = {int(one): fields(one)[1:2] for one in os.listdir("/proc") if one.isdigit()}
    found = [child for child, parent in parents.items() if parent == [str(pid)]]
    return found + [deeper for child in found for deeper in children(child)]


def computed(pids: list[int]) -> float:
    """The seconds of processor time that these processes have taken."""
    ticks = sum(int(number) for pid in pids for number in fields(pid)[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pids: list[int]) -> bool:
    """Whether all these processes end in time."""
    limit = time.monotonic() + 10
    while any(map(lives, pids)):
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


class KernelCase(unittest.TestCase):
    def setUp(self):
        self.manager = KernelManager(kernel_name="deno")
        self.start()
        self.connect()
        self.addCleanup(self.end)

    def start(self):
        self.manager.start_kernel()

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)
        # It may have asked more than once: what answers the others comes before this.
        request = self.client.kernel_info()
        self.published(request)
        self.reply(request)

    def end(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)

    def pids(self) -> list[int]:
        relay = self.manager.provisioner.pid
        return [relay, *children(relay)]

    def reply(self, request: str) -> dict:
        while True:
            message = self.client.get_shell_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def published(self, request: str) -> list[dict]:
        """What is published for a request, from `busy` to `idle`."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") != request:
                # The state of a request on the control channel, and nothing else.
                self.assertEqual(message["msg_type"], "status", message["content"])
                continue
            messages.append(message)
            if message["content"].get("execution_state") == "idle":
                return messages

    def begun(self, request: str):
        """Waits until a cell is at work, and a moment for what it does first: half a second,
        or what a loop computes in a fifth of one, as it would only compute more of the same."""
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            is_own = message["parent_header"].get("msg_id") == request
            if is_own and message["msg_type"] == "execute_input":
                break
        pids, limit = self.pids(), time.monotonic() + 0.5
        before = computed(pids)
        while computed(pids) - before < 0.2 and time.monotonic() < limit:
            time.sleep(0.02)

    def outputs(self, request: str) -> list:
        shown = []
        for message in self.published(request):
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                shown.append((content["name"], content["text"]))
            elif kind in ("execute_result", "display_data"):
                shown.append((kind, content["data"]["text/plain"]))
            elif kind == "error":
                shown.append((kind, content["ename"]))
            elif kind not in ("status", "execute_input"):
                shown.append((kind, content))
        return shown

    def run_cell(self, code: str, **options) -> tuple[str, list]:
        request = self.client.execute(code, **options)
        outputs = self.outputs(request)
        return self.reply(request)["status"], outputs


class SharedKernelCase(KernelCase):
    """Tests that find nothing of each other: one kernel for all, each has a client of its own."""

    one_behind_the_other = True

    @classmethod
    def setUpClass(cls):
        cls.shared = KernelManager(kernel_name="deno")
        cls.shared.start_kernel()
        cls.addClassCleanup(cls.shared.shutdown_kernel, now=True)

    def setUp(self):
        self.manager = self.shared
        self.connect()
        self.addCleanup(self.client.stop_channels)

    def restart(self):
        """Behind what leaves the kernel not as it was."""
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=SECONDS)

    def count(self) -> int:
        """How many cells there were before, this one among them."""
        request = self.client.execute("0;")
        self.published(request)
        return self.reply(request)["execution_count"]


class Outputs(SharedKernelCase):
    def test_values_that_deno_shows_as_nothing_are_shown(self):
        for code in ("NaN", "Infinity", "-Infinity", "-0", "10n", "null"):
            with self.subTest(code):
                shown = [("execute_result", code)]
                self.assertCountEqual(self.run_cell(code)[1], shown)
                self.assertEqual(self.run_cell(f"const x = {code};\n(x);"), ("ok", shown))
        self.assertEqual(self.run_cell("undefined"), ("ok", []))
        half = self.run_cell('"\\u{1F600}"[0]')
        self.assertEqual(half, ("ok", [("execute_result", '"\ufffd"')]))

    def test_prepared_cells_mean_what_they_meant(self):
        self.addCleanup(self.restart)  # The last cell takes names away.
        for code, result in {
            "let i = 3; i++; i": "4",
            "({ a: await Promise.resolve(1) }).a": "1",
            "await (0, 5)": "5",
            "(await Promise.resolve([await 7]))[0]": "7",
            "const f = async () => await 2; await f()": "2",
            "let n = 0; for await (const x of [1, Promise.resolve(2)]) n += x; n": "3",
            "let c = ''; for await (const x of (async function* () { try { yield 1; yield 2 }"
            " finally { c += 'closed' } })()) { c += x; break; } c": '"1closed"',
            "const later = { then: (give: (x: number) => void) => give(9) }; await later": "9",
            "type A = number; 1 as A": "1",
            '"use strict"': '"use strict"',
            "{ 1 + 1 }": "2",
            "if (true) 8": "8",
            "import { sep } from 'node:path'; sep": '"/"',
            "class Symbol {} const globalThis = 1; 5n": "5n",
        }.items():
            with self.subTest(code):
                shown = [("execute_result", result)]
                self.assertCountEqual(self.run_cell(code)[1], shown)

    def test_the_order_is_kept(self):
        code = """
        console.log("a"); console.error("b"); console.log("c");
        await Deno.jupyter.broadcast("display_data",
          { data: { "text/plain": "d" }, metadata: {}, transient: {} });
        Deno.stdout.writeSync(new TextEncoder().encode("e"));
        console.log("f");
        6"""
        self.assertEqual(
            self.run_cell(code)[1],
            [
                ("stdout", "a\n"),
                ("stderr", "b\n"),
                ("stdout", "c\n"),
                ("display_data", "d"),
                ("stdout", "ef\n"),
                ("execute_result", "6"),
            ],
        )

    def test_an_error_comes_behind_what_was_printed_before(self):
        code = 'for (let i = 0; i < 500; i++) console.log(i); throw new RangeError("no")'
        status, outputs = self.run_cell(code)
        self.assertEqual(status, "error")
        self.assertEqual("".join(text for _, text in outputs[:-1]).count("\n"), 500)
        self.assertEqual(outputs[-1], ("error", "RangeError"))

    def test_an_error_while_a_result_is_displayed_is_shown(self):
        code = '({ [Symbol.for("Jupyter.display")]() { throw new TypeError("no picture") } })'
        self.assertEqual(self.run_cell(code)[1], [("error", "TypeError")])

    def test_large_outputs_arrive_whole(self):
        for megabytes in (1, 20):
            with self.subTest(megabytes):
                show = f'({{ [Symbol.for("Jupyter.display")]: () => ({{ "text/plain": "x".repeat({megabytes}e6) }}) }})'
                outputs = self.run_cell(f"await Deno.jupyter.display({show});\n" * 3 + show)[1]
                self.assertEqual([len(text) for _, text in outputs], [megabytes * 10**6] * 4)

    def test_a_large_output_before_an_error_arrives_or_is_said_to_be_missing(self):
        show = '({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "x".repeat(2e7) }) })'
        outputs = self.run_cell(f"await Deno.jupyter.display({show});\nthrow 1")[1]
        arrived = outputs[0] == ("display_data", "x" * 20_000_000)
        self.assertTrue(arrived or "is missing" in outputs[0][1])
        self.assertEqual(outputs[1][0], "error")
        self.assertEqual(self.run_cell("1"), ("ok", [("execute_result", "1")]))

    def test_what_comes_late_belongs_to_the_last_cell(self):
        request = self.client.execute('setTimeout(() => console.log("late"), 300)')
        self.published(request)
        message = self.client.get_iopub_msg(timeout=SECONDS)
        self.assertEqual(message["parent_header"]["msg_id"], request)
        self.assertEqual(message["content"]["text"], "late\n")

    def test_the_result_of_a_test_is_shown(self):
        _, outputs = self.run_cell('Deno.test("sums", () => {})')
        self.assertIn("sums ... ok", "".join(text for _, text in outputs))

    def test_updates_and_clearing_pass(self):
        code = """
        const content = (text: string) =>
          ({ data: { "text/plain": text }, metadata: {}, transient: { display_id: "d" } });
        await Deno.jupyter.broadcast("display_data", content("1"));
        await Deno.jupyter.broadcast("update_display_data", content("2"));
        await Deno.jupyter.broadcast("clear_output", { wait: true });"""
        request = self.client.execute(code)
        kinds = [message["msg_type"] for message in self.published(request)]
        self.assertEqual(kinds[2:-1], ["display_data", "update_display_data", "clear_output"])


    def test_text_that_goes_past_console_is_shown_in_its_cell(self):
        writes = {
            'await new Deno.Command("echo", { args: ["text"], stdout: "inherit" }).spawn().status;': "text\n",
            'import fs from "node:fs"; fs.writeSync(1, "text");': "text",
            'import process from "node:process"; process.stdout.write("text");': "text",
            'import cp from "node:child_process"; cp.execSync("echo text", { stdio: "inherit" });': "text\n",
            'const say = `console.log("text"); postMessage(1)`;'
            'const worker = new Worker(`data:text/javascript,${say}`, { type: "module" });'
            "await new Promise((resolve) => worker.onmessage = resolve);": "text\n",
        }
        for code, text in writes.items():
            with self.subTest(code):
                outputs = [o for o in self.run_cell(code)[1] if o[0] != "execute_result"]
                self.assertEqual(outputs, [("stdout", text)])
                self.assertEqual(self.run_cell("1"), ("ok", [("execute_result", "1")]))

    def test_a_cell_that_closes_the_output_spoils_no_other(self):
        for code in (
            'await new Response("hello").body!.pipeTo(Deno.stdout.writable)',
            "Deno.stdout.close()",
            "Deno.stderr.close()",
        ):
            with self.subTest(code):
                self.run_cell(code + "; void 0")
                shown = [("stdout", "1\n"), ("stderr", "2\n"), ("execute_result", "3")]
                self.assertEqual(self.run_cell("console.log(1); console.error(2); 3"), ("ok", shown))
                self.restart()

    def test_text_like_a_token_is_text(self):
        for text in ("\\0deno", "\\0a\\0", "\\0\\0\\0", "a\\0"):
            with self.subTest(text):
                code = f'import fs from "node:fs"; void fs.writeSync(1, "{text}");'
                status, outputs = self.run_cell(code)
                self.assertEqual(status, "ok")
                self.assertEqual("".join(text for _, text in outputs), text.replace("\\0", "\0"))

    def test_errors_that_nobody_awaits_are_shown(self):
        for code in (
            '(async () => { throw new RangeError("no") })();',
            'Promise.reject(new RangeError("no"));',
            'queueMicrotask(() => { throw new RangeError("no") });',
            'setTimeout(() => { throw new RangeError("no") }); await new Promise((r) => setTimeout(r, 50));',
        ):
            with self.subTest(code):
                status, outputs = self.run_cell(code)
                self.assertEqual(status, "ok")
                self.assertIn(("error", "RangeError"), outputs)

    def test_errors_that_a_listener_takes_are_not_shown(self):
        code = (
            'addEventListener("unhandledrejection", (event) => { event.preventDefault(); console.log("taken") },'
            ' { once: true }); void Promise.reject(new RangeError("no"));'
        )
        self.assertEqual(self.run_cell(code), ("ok", [("stdout", "taken\n")]))

    def test_nothing_of_standard_input_can_be_taken(self):
        for code in (
            'import process from "node:process"; process.stdin.on("data", () => {}); 1',
            'new Deno.Command("cat", { stdout: "null" }).spawn(); 1',
            'new Deno.Command("cat", { stdin: "inherit", stdout: "null" }).outputSync(); 1',
            "Deno.stdin.readSync(new Uint8Array(1)); 1",
            "await Deno.stdin.read(new Uint8Array(1)); 1",
        ):
            with self.subTest(code):
                self.assertEqual(self.run_cell(code), ("ok", [("execute_result", "1")]))
                self.assertEqual(self.run_cell("2"), ("ok", [("execute_result", "2")]))


class Errors(SharedKernelCase):
    def traceback(self, code: str) -> list[str]:
        request = self.client.execute(code)
        errors = [m for m in self.published(request) if m["msg_type"] == "error"]
        self.assertEqual(len(errors), 1, code)
        self.assertEqual(self.reply(request)["status"], "error")
        return errors[0]["content"]["traceback"]

    def test_a_traceback_has_the_cell_and_its_own_lines(self):
        top = "interface A {\n  x: number;\n}\n\n// A note.\nconst one: A = {\n  x: 1,\n};\n\n"
        imports = 'import {\n  sep,\n  join,\n} from "node:path";\n'
        for i, (code, place) in enumerate(
            [
                (f"{top}throw new Error('no')", "10:7"),
                ("throw new Error('no')", "1:7"),
                (f"{imports}\n\nif (sep) {{\n  throw new Error('no');\n}}", "8:9"),
                (f"{top}await Promise.resolve(1), await (async () => {{ throw new Error('no') }})()", "10:54"),
                ("enum E { A,\n B }\n\n null!.x;", "4:8"),
                ("{\n\n  throw new Error('no')\n}", "3:9"),
                ("/** @jsx h */\nconst h = () => { throw new Error('no') };\n\n<p>\n</p>", "2:25"),
            ],
            self.count() + 1,
        ):
            with self.subTest(code):
                frame = self.traceback(code)[1]
                self.assertIn(f"cell {i}:{place}", frame)

    def test_a_function_of_another_cell_keeps_its_place(self):
        first = self.count() + 1
        self.run_cell("type T = 1;\n\nfunction fail(): never {\n\n  throw new Error('no');\n}")
        traceback = self.traceback("\n\nfail();")
        self.assertEqual(traceback[1:], [f"    at fail (cell {first}:5:9)", f"    at cell {first + 1}:3:1"])
        shown = [("stdout", f"Error: no\n    at fail (cell {first}:5:9)\n    at cell {first + 2}:2:7\n")]
        self.assertEqual(self.run_cell("try {\n      fail() } catch (e) { console.log(e.stack) }"), ("ok", shown))

    def test_a_syntax_error_says_where_and_what_was_expected(self):
        for code, line, column, words in (
            ("const a = [1,\n  2;", 2, 4, "Expected ',', got ';'"),
            ("1 +", 1, 4, "Expression expected"),
            ("let x = 1;\nlet x = 2;", 2, 5, "already been declared"),
            ("\t\t\tlet y = ;", 1, 12, "Expression expected"),
            ('let s = "😀😀"; let y = ;', 1, 25, "Expression expected"),
        ):
            with self.subTest(code):
                request = self.client.execute(code)
                error = next(m for m in self.published(request) if m["msg_type"] == "error")
                reply = self.reply(request)
                self.assertGreater(reply["execution_count"], 0)
                self.assertEqual(reply["traceback"], error["content"]["traceback"])
                first, *rest = reply["traceback"]
                self.assertIn(f"line {line}, column {column}", first)
                self.assertIn(words, first)
                self.assertIn(code.split("\n")[line - 1], rest[-2])
                self.assertEqual(rest[-1].index("~") - rest[-2].index(code.split("\n")[line - 1]), column - 1)

    def test_a_syntax_error_without_a_place_names_the_cell(self):
        for code, words in (
            ("/(/", "Unterminated group"),
            ("function d() {} function d() {}\nimport.meta.main", "import.meta"),
        ):
            with self.subTest(code):
                request = self.client.execute(code)
                reply = self.reply(request)
                self.published(request)
                [only] = reply["traceback"]
                self.assertIn(words, only)
                self.assertIn(f"(cell {reply['execution_count']})", only)

    def refused(self, code: str, place: str, words: str, line: str):
        first, *_, shown, mark = self.traceback(code)
        self.assertIn(words, first)
        self.assertIn(place, first)
        self.assertTrue(shown.endswith(f"| {line}"), shown)
        column = int(place.split("column ")[1])
        self.assertEqual(mark.index("~") - shown.index("|") - 2, column - 1)

    def test_a_syntax_error_always_has_a_place(self):
        invisible = "invisible character U+200B"
        for code, place, words in (
            ("let\u200bzw = 5", "line 1, column 4", invisible),
            ("1 +\n\n\u200b 2", "line 3, column 1", invisible),
            ("let s = '\u2028';\n\u200b 2", "line 2, column 1", invisible),
            ("let s = '\u2028';\r\nlet s = 1;", "line 2, column 5", "already been declared"),
            (
                "class D { static accessor z = 5; accessor w = await 1 }",
                "line 1, column 47",
                "'await' is only allowed within async functions",
            ),
        ):
            with self.subTest(code):
                number = int(place.split(",")[0].split()[1])
                self.refused(code, place, words, code.split("\n")[number - 1])

    def test_a_name_that_is_declared_again_has_a_place(self):
        self.run_cell("let a = 1")
        for code, place in (
            ("5;\n\n  var a = 6", "line 3, column 7"),
            ("// c\n\nvar a", "line 3, column 5"),
            ("await 1; if (true) { var a = 1 }", "line 1, column 26"),
            ("for (var [b, a] of []) ;", "line 1, column 14"),
            ("\nfunction a() {}", "line 2, column 10"),
            ("const { x: [a] } = {}", "line 1, column 13"),
            ("type a = 1; const a = 1", "line 1, column 19"),
            ("enum a { A }", "line 1, column 6"),
            ("import { sep as a } from 'node:path'", "line 1, column 17"),
            ("import a from 'node:path'", "line 1, column 8"),
        ):
            with self.subTest(code):
                number = int(place.split(",")[0].split()[1])
                words = "Identifier 'a' has already been declared"
                self.refused(code, place, words, code.split("\n")[number - 1])

    def test_a_name_that_text_declares_again_is_an_error_of_its_own(self):
        code = "const own = 1;\neval('let a; let a'); function ofItsOwn() { var a }"
        number = self.count() + 1
        self.assertEqual(self.traceback(code)[1:], [f"    at cell {number}:2:1"])

    def test_lines_are_those_of_an_editor(self):
        for i, (code, place) in enumerate(
            (
                ("let a = '\u2028';\nawait fetch(5, await 1, nope);\n5", "2:25"),
                ("/* \u2028 */ `\u2029 ${1}\n`; throw new Error('no')", "2:10"),
                ("let b = 1;\rawait 1, null.x", "2:15"),
                ("let c = `\r\n\r\r\n`; await 1, null.x", "4:18"),
                ("import { sep } from\r'node:path'; null.x", "2:19"),
            ),
            self.count() + 1,
        ):
            with self.subTest(code):
                self.assertEqual(self.traceback(code)[1], f"    at cell {i}:{place}")

    def test_code_that_is_made_of_text_names_its_cell(self):
        made, first = "eval (eval at <anonymous> ", self.count() + 1
        for code, frames in (
            ("await 1, eval('throw new Error(2)')", [f"{made}(cell {first}:1:10)"]),
            (
                "\n\neval('throw new Error(2)')",
                [f"{made}(cell {first + 1}:3:1), <anonymous>:1:7)", f"cell {first + 1}:3:1"],
            ),
            (
                "eval(\"eval('throw new Error(4)')\")",
                [f"{made}(eval at <anonymous> (cell {first + 2}:1:1)), <anonymous>:1:7)"],
            ),
        ):
            with self.subTest(code):
                for line, frame in zip(self.traceback(code)[1:], frames):
                    self.assertTrue(line.startswith(f"    at {frame}"), line)
        self.run_cell("const madeOfText = new Function('throw new Error(5)'); 1")
        self.assertEqual(self.traceback("madeOfText()")[1], "    at eval (eval at <anonymous>, <anonymous>:3:7)")

    def test_a_cell_can_tell_of_errors_in_its_own_way(self):
        self.addCleanup(self.run_cell, "delete (Error as any).prepareStackTrace")
        first = self.count() + 1
        own = "Error.prepareStackTrace = () => 'own'; new Error('x').stack"
        self.assertEqual(self.run_cell(own), ("ok", [("execute_result", '"own"')]))
        self.assertEqual(self.traceback("throw new Error('x')"), ["own"])
        self.run_cell("Error.prepareStackTrace = undefined")
        self.assertIn("at cell", self.traceback("throw new Error('z')")[-1])
        self.run_cell(own + "; delete (Error as any).prepareStackTrace")
        self.assertEqual(self.traceback("throw new Error('x')"), ["Error: x", f"    at cell {first + 5}:1:7"])
        back = (
            "const before = Error.prepareStackTrace; Error.prepareStackTrace = () => 'own';"
            " Error.prepareStackTrace = before; throw new Error('y')"
        )
        self.assertEqual(self.traceback(back), ["Error: y", f"    at cell {first + 6}:1:{back.index('new') + 1}"])

    def test_frames_of_the_relay_are_left_out(self):
        code = "const f = () => { new Error('q').stack; f(); };\nf()"
        number = self.count() + 1
        for line in self.traceback(code)[1:]:
            self.assertTrue(line.startswith(f"    at f (cell {number}:1:"), line)

    def test_an_import_of_a_name_that_is_not_there_fails(self):
        first, *_ = self.traceback('import { nope } from "node:path"; nope')
        self.assertIn('"node:path" does not provide an export named "nope"', first)

    def test_data_has_nothing_but_a_default(self):
        data = "data:application/json,%7B%22x%22%3A1%7D"
        self.assertIn('named "x"', self.traceback(f'import {{ x }} from "{data}" with {{ type: "json" }}; x')[0])
        code = f'import d from "{data}" with {{ type: "json" }}; d.x'
        self.assertEqual(self.run_cell(code), ("ok", [("execute_result", "1")]))

    def test_a_type_may_be_imported_like_a_value(self):
        code = 'import { AdamState, adamStep } from "adam"; typeof adamStep'
        self.assertEqual(self.run_cell(code), ("ok", [("execute_result", '"function"')]))

    def test_what_is_thrown_and_is_no_error_is_shown(self):
        for code, words in (("throw 'boom'", "boom"), ("throw 5", "5"), ("throw null", "null")):
            with self.subTest(code):
                self.assertIn(words, self.traceback(code)[0])

    def test_cells_that_break_the_language_leave_errors_and_values_alone(self):
        one, five = ("execute_result", "1"), ("error", "Error")
        for code, shown in {
            "JSON.stringify = () => { throw new Error('broken') }; Promise.reject(5); 1": [five, one],
            "globalThis.Object = undefined as any; 1": [one],
            "globalThis.Reflect = undefined as any; await new Promise((r) => setTimeout(r)); 1": [one],
            "globalThis.Symbol = undefined as any; for await (const x of [1]) x; 1": [one],
            "Array.prototype[Symbol.iterator] = undefined as any; 1": [one],
            "Event.prototype.preventDefault = () => { throw 1 }; Promise.reject(5); 1": [five, one],
            "globalThis.__denoRelay.shown = null; 1": [("error", "TypeError")],
        }.items():
            with self.subTest(code):
                try:
                    self.assertCountEqual(self.run_cell(code)[1], shown)
                    self.assertEqual(self.run_cell("await new Promise((r) => setTimeout(r, 9)); 7")[0], "ok")
                    self.assertEqual(self.run_cell("-0"), ("ok", [("execute_result", "-0")]))
                finally:
                    self.restart()

    def test_long_code_runs_as_it_is_and_variables_stay(self):
        self.run_cell("const kept = 1;")
        for code, result in {
            "[" * 350 + "]" * 350 + ".length": "1",
            "+".join(["1"] * 3200): "3200",
            "[1]" + ".slice()" * 1500 + ".length": "1",
            "if (false) 1" + "".join(f"\nelse if (false) {i}" for i in range(2200)) + "\nelse 7": "7",
        }.items():
            with self.subTest(code[:20]):
                self.assertEqual(self.run_cell(code), ("ok", [("execute_result", result)]))
                self.assertEqual(self.run_cell("kept"), ("ok", [("execute_result", "1")]))


class Requests(SharedKernelCase):
    def test_states_and_input_frame_what_a_cell_shows(self):
        request = self.client.execute("await 1;")
        messages = self.published(request)
        self.assertEqual(
            [(m["msg_type"], m["content"].get("execution_state")) for m in messages],
            [
                ("status", "busy"),
                ("execute_input", None),
                ("execute_result", None),
                ("status", "idle"),
            ],
        )
        self.assertEqual(messages[1]["content"]["code"], "await 1;")

    def test_all_messages_are_of_one_session(self):
        request = self.client.execute("console.log(1); prompt('?'); throw 2")
        sessions = {self.client.get_stdin_msg(timeout=SECONDS)["header"]["session"]}
        self.client.input("")
        sessions |= {message["header"]["session"] for message in self.published(request)}
        sessions.add(self.client.get_shell_msg(timeout=SECONDS)["header"]["session"])
        self.client.complete("Math.")
        sessions.add(self.client.get_shell_msg(timeout=SECONDS)["header"]["session"])
        self.assertEqual(len(sessions), 1)

    def test_cells_sent_together_run_one_after_the_other(self):
        before = self.count()
        requests = [self.client.execute(f"console.log({i}); {i}") for i in range(100)]
        for i, request in enumerate(requests):
            shown = [("stdout", f"{i}\n"), ("execute_result", f"{i}")]
            self.assertEqual(self.outputs(request), shown)
        replies = [self.client.get_shell_msg(timeout=SECONDS) for _ in requests]
        self.assertEqual([r["parent_header"]["msg_id"] for r in replies], requests)
        counts = [r["content"]["execution_count"] for r in replies]
        self.assertEqual(counts, [before + i for i in range(1, 101)])

    def test_cells_behind_a_failing_one_are_aborted(self):
        failing = self.client.execute("throw 1")
        queued = [self.client.execute("globalThis.ran = true") for _ in range(3)]
        info = self.client.kernel_info()
        self.assertEqual(self.reply(failing)["status"], "error")
        self.assertEqual([self.reply(r)["status"] for r in queued], ["aborted"] * 3)
        self.assertEqual(self.reply(info)["status"], "ok")
        for request in (failing, *queued, info):
            self.published(request)
        shown = [("execute_result", '"undefined"')]
        self.assertEqual(self.run_cell("typeof ran"), ("ok", shown))

    def test_cells_behind_a_failing_one_run_if_asked_to(self):
        failing = self.client.execute("throw 1", stop_on_error=False)
        queued = self.client.execute("2")
        self.assertEqual(self.reply(failing)["status"], "error")
        self.assertEqual(self.reply(queued)["status"], "ok")

    def test_a_silent_cell_shows_neither_itself_nor_its_result_and_is_not_counted(self):
        before = self.count()
        request = self.client.execute("2", silent=True)
        kinds = [message["msg_type"] for message in self.published(request)]
        self.assertEqual(kinds, ["status", "status"])
        self.assertEqual(self.reply(request)["execution_count"], before)

    def test_a_forged_message_is_dropped(self):
        channel = self.client.shell_channel
        channel.session, session = Session(key=b"another key"), channel.session
        self.client.execute("globalThis.forged = true")
        channel.session = session
        shown = [("execute_result", '"undefined"')]
        self.assertEqual(self.run_cell("typeof forged"), ("ok", shown))

    def test_a_comm_is_refused_as_deno_knows_none(self):
        content = {"comm_id": "c", "target_name": "widget", "data": {}}
        message = self.client.session.msg("comm_open", content)
        self.client.shell_channel.send(message)
        answer = self.client.get_shell_msg(timeout=SECONDS)
        self.assertEqual(answer["msg_type"], "comm_close")

    def test_a_message_without_what_it_needs_ends_nothing(self):
        message = self.client.session.msg("execute_request", {})
        self.client.shell_channel.send(message)
        request = message["header"]["msg_id"]
        self.assertEqual(self.reply(request)["status"], "ok")
        self.published(request)
        message = self.client.session.msg("no_such_request", {})
        self.client.shell_channel.send(message)
        self.assertEqual(self.run_cell("1")[0], "ok")

    def test_a_cell_asks_the_user(self):
        request = self.client.execute('prompt("name?") + confirm("sure?")')
        for question, answer in (("name?", "Ada"), ("sure?", "y")):
            message = self.client.get_stdin_msg(timeout=SECONDS)
            self.assertEqual(message["parent_header"]["msg_id"], request)
            self.assertIn(question, message["content"]["prompt"])
            self.client.input(answer)
        self.assertEqual(self.outputs(request), [("execute_result", '"Adatrue"')])

    def test_completion_counts_characters(self):
        self.run_cell("const value = { length: 1 };")
        request = self.client.complete("'😀'; value.len")
        content = self.reply(request)
        self.assertEqual(content["matches"], ["length"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (11, 14))


class Interrupts(KernelCase):
    # Loops that compute take a core each, and a stop has its time.
    one_behind_the_other = True

    def interrupted(self, code: str, expected: str):
        self.run_cell("var kept = 1")
        request = self.client.execute(code)
        queued = self.client.execute("2")
        self.begun(request)
        self.manager.interrupt_kernel()
        self.assertEqual(self.outputs(request)[-1], ("error", expected))
        self.assertEqual(self.reply(request)["ename"], expected)
        self.assertEqual(self.reply(queued)["status"], "aborted")
        self.published(queued)
        kept = expected == "Interrupted"
        shown = [("execute_result", '"number"' if kept else '"undefined"')]
        self.assertEqual(self.run_cell("typeof kept"), ("ok", shown))

    def test_a_busy_loop_stops_and_variables_stay(self):
        self.interrupted("while (true);", "Interrupted")
        # In which the engine leaves out what stops it, where it unrolls loops.
        self.interrupted("for (;;) new Array(1000).fill(1);", "Interrupted")

    def test_a_stop_is_forgotten_with_its_cell(self):
        self.interrupted("while (true);", "Interrupted")
        for _ in range(300):
            self.assertEqual(self.run_cell("await 1"), ("ok", [("execute_result", "1")]))

    def test_a_cell_that_waits_stops_and_variables_stay(self):
        self.interrupted("await new Promise(() => {})", "Interrupted")

    def test_a_loop_that_waits_stops_and_variables_stay(self):
        code = "for (;;) { console.log(1); await new Promise((r) => setTimeout(r, 20)); }"
        self.interrupted(code, "Interrupted")

    def test_a_loop_over_what_is_to_come_stops_and_variables_stay(self):
        code = "for await (const x of (async function* () { await new Promise(() => {}) })());"
        self.interrupted(code, "Interrupted")

    def test_a_loop_of_waits_for_what_is_there_stops_and_variables_stay(self):
        self.interrupted("while (true) await null", "Interrupted")
        self.interrupted("for await (const x of (async function* () { while (true) yield 1 })());", "Interrupted")
        self.interrupted("const spin = async () => { while (true) await null }; await spin()", "Interrupted")

    def test_a_loop_behind_a_wait_stops_and_variables_stay(self):
        for code in (
            "await 1; for (;;);",
            "import { x } from 'data:text/javascript,export const x = 1';\nwhile (true);",
            "for (const x of [1]) { await new Promise((r) => setTimeout(r, 10)); for (;;); }",
            "(async () => { await 1; for (;;); })(); 5",
            "Promise.resolve().then(() => { for (;;); }); 5",
            "await 1; queueMicrotask(() => { for (;;); }); 5",
        ):
            with self.subTest(code):
                self.interrupted(code, "Interrupted")

    def test_a_loop_that_a_timer_has_begun_stops_and_timers_go_on(self):
        self.run_cell("let ticks = 0; const interval = setInterval(() => ticks++, 5)")
        for code in (
            # In front of a timer that is due as well.
            "await new Promise((r) => { setTimeout(r, 10); setTimeout(() => {}, 10);"
            " for (const end = Date.now() + 30; Date.now() < end;); }); for (;;);",
            "setTimeout(() => { for (;;); }, 10); await new Promise(() => {})",
            "process.nextTick(() => { for (;;); }); await new Promise(() => {})",
            # Before or after Deno's kernel has said that the cell has been stopped.
            "setTimeout(() => { for (;;); }); for (;;) await 1;",
            "setTimeout(() => { for (;;); }, 10); for (;;) await 1;",
            # Another begins when one has been stopped.
            "setTimeout(() => { for (;;); }); for (;;);",
        ):
            with self.subTest(code):
                self.interrupted(code, "Interrupted")
                self.run_cell("ticks = 0; await new Promise((r) => setTimeout(r, 300));")
                self.assertEqual(self.run_cell("ticks > 1"), ("ok", [("execute_result", "true")]))

    def test_a_loop_in_an_immediate_stops_and_other_immediates_go_on(self):
        loop, other = "setImmediate(() => { for (;;); });", "setImmediate(() => seen++);"
        for code, seen in (
            (loop + other, "1"),
            (other + loop + other, "2"),
            (other + loop + other + loop + other, "3"),
        ):
            with self.subTest(code):
                self.run_cell("var seen = 0")
                self.interrupted(code + " await new Promise(() => {})", "Interrupted")
                self.run_cell("await new Promise((r) => setImmediate(r))")
                self.assertEqual(self.run_cell("seen"), ("ok", [("execute_result", seen)]))

    def test_what_stops_while_a_value_is_shown_is_said(self):
        for code in (
            "({ [Symbol.for('Jupyter.display')]() { for (;;); } })",
            "({ [Symbol.for('Deno.customInspect')]() { for (;;); } })",
        ):
            with self.subTest(code):
                self.interrupted(code, "Interrupted")

    def test_cells_with_jsx_and_decorators_stop_and_variables_stay(self):
        jsx = "/** @jsx h */\nconst h = (...x: any[]) => x; <p>{await new Promise(() => {})}</p>"
        self.interrupted(jsx, "Interrupted")
        self.interrupted("@((c: any) => c) class A {}; await new Promise(() => {})", "Interrupted")

    def test_an_import_stops_and_variables_stay(self):
        self.interrupted('import "data:text/javascript,await new Promise(() => {})"', "Interrupted")

    def test_a_decorator_stops_and_variables_stay(self):
        for what in ("m() {}", "x = 1", "accessor x = 1", "static get g() { return 1 }"):
            with self.subTest(what):
                self.interrupted(f"class C {{ @(await new Promise(() => {{}})) {what} }}", "Interrupted")

    def test_what_shows_a_value_stops_and_variables_stay(self):
        show = "[Symbol.for('Jupyter.display')]() { return new Promise(() => {}) }"
        self.interrupted(f"({{ {show} }})", "Interrupted")
        self.assertEqual(self.run_cell("var x = 1"), ("ok", []))
        self.assertEqual(self.run_cell("5"), ("ok", [("execute_result", "5")]))
        self.interrupted(f"({{ {show} }}); let y = 1", "Interrupted")

    def test_a_flood_of_prints_stops_and_variables_stay(self):
        self.interrupted("while (true) console.log('x'.repeat(100));", "Interrupted")

    def test_a_stop_prints_nothing_of_its_own(self):
        request = self.client.execute("while (true);")
        self.begun(request)
        self.manager.interrupt_kernel()
        self.assertEqual(self.outputs(request), [("error", "Interrupted")])

    def test_a_question_stops_and_variables_stay(self):
        self.interrupted('prompt("?")', "Interrupted")

    def test_what_cannot_be_stopped_is_said_and_the_kernel_starts_again(self):
        self.interrupted('new Deno.Command("sleep", { args: ["9"] }).outputSync()', "KernelRestarted")

    def test_an_interrupt_between_cells_does_nothing(self):
        self.run_cell("var kept = 1")
        self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        self.client.get_control_msg(timeout=SECONDS)  # By then it is between them.
        self.assertEqual(self.run_cell("kept"), ("ok", [("execute_result", "1")]))


class Endings(KernelCase):
    def test_shutdown_leaves_no_process(self):
        pids = self.pids()
        self.assertGreaterEqual(len(pids), 2)
        self.manager.shutdown_kernel()
        self.assertTrue(ends(pids))

    def test_restart_gives_a_fresh_kernel(self):
        before = self.pids()
        self.run_cell("var kept = 1")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=SECONDS)
        shown = [("execute_result", '"undefined"')]
        self.assertEqual(self.run_cell("typeof kept"), ("ok", shown))
        self.assertTrue(ends(before))

    def test_nothing_is_left_when_the_relay_is_killed_while_a_cell_computes(self):
        pids = self.pids()
        self.client.execute("while (true);")
        time.sleep(0.3)
        os.kill(pids[0], signal.SIGKILL)
        self.assertTrue(ends(pids))

    def test_a_cell_that_ends_the_process_says_so(self):
        pids = self.pids()
        request = self.client.execute('console.log("last words"); Deno.exit(3)')
        shown = [("stdout", "last words\n"), ("error", "KernelEnded")]
        self.assertEqual(self.outputs(request), shown)
        self.assertIn("exit code 3", self.reply(request)["evalue"])
        self.assertTrue(ends(pids))


if __name__ == "__main__":
    unittest.main()
