"""That nothing outlives the kernel, its front end, or a tool that is ended.

What a test starts is told by a word in its environment, as whose child it is may
change.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import uuid
from pathlib import Path

from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager, get_kernel_spec
from jupyter_client.manager import KernelManager
from protocol import SECONDS, lives

ROOT = Path(__file__).parents[2]


class Case(unittest.TestCase):
    def setUp(self):
        self.renew()

    def renew(self):
        """What is started from now on is told from all before."""
        self.word, self.others = uuid.uuid4().hex, set(os.listdir("/proc"))
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.written = Path(temporary.name)
        self.environment = {**os.environ, "STARTED_BY": self.word, "TMPDIR": temporary.name}
        self.addCleanup(self.kill, self.word, self.others)

    def kill(self, word: str, others: set[str]):
        """Ends what a test that fails has left."""
        self.word, self.others = word, others
        for pid in self.started():
            os.kill(pid, signal.SIGKILL)

    def started(self) -> list[int]:
        """What lives of all that was started. What was there before is not looked at each time."""
        found, present = [], set(filter(str.isdigit, os.listdir("/proc")))
        self.others &= present  # The number of one that has ended may be given anew.
        for process in present - self.others:
            try:
                with open(f"/proc/{process}/environ", "rb") as environment:
                    is_own = self.word.encode() in environment.read()
            except OSError:
                continue
            if is_own and lives(int(process)):
                found.append(int(process))
        return found

    def started_as(self, words: str) -> int:
        """The process of such a command line, as soon as there is one."""
        limit = time.monotonic() + SECONDS
        while time.monotonic() < limit:
            for pid in self.started():
                if words in command(pid):
                    return pid
            time.sleep(0.02)
        self.fail(f"Nothing was started as {words}")

    def assert_nothing_is_left(self):
        limit = time.monotonic() + 10
        while (self.started() or self.files()) and time.monotonic() < limit:
            time.sleep(0.05)
        self.assertEqual([command(pid) for pid in self.started()], [])
        self.assertEqual(self.files(), [])

    def files(self) -> list[Path]:
        """What kernels have written down of their cells."""
        return list(self.written.glob("deno-relay-*"))

    def start(self, wrapper: str | None = None, **options) -> KernelManager:
        """A kernel that runs, or is on its way to, directly or through a shell's script."""
        if wrapper is not None:
            folder = tempfile.TemporaryDirectory()
            self.addCleanup(folder.cleanup)
            spec = get_kernel_spec("deno")
            spec.argv = ["sh", "-c", wrapper, *spec.argv]
            (Path(folder.name) / "deno").mkdir()
            (Path(folder.name) / "deno/kernel.json").write_text(spec.to_json())
            kernels = KernelSpecManager(kernel_dirs=[folder.name])
            options["kernel_spec_manager"] = kernels
        independent = options.pop("independent", False)
        manager = KernelManager(kernel_name="deno", **options)
        manager.start_kernel(env=self.environment, independent=independent)
        self.addCleanup(lambda: manager.has_kernel and manager.shutdown_kernel(now=True))
        return manager

    def connect(self, manager: KernelManager):
        client = manager.client()
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=SECONDS)
        return client

    def front_end(self, after: str = "") -> subprocess.Popen:
        """A front end that says so when it has started a kernel and done what comes after."""
        code = (
            "import time\n"
            "from jupyter_client.manager import KernelManager\n"
            'manager = KernelManager(kernel_name="deno")\n'
            f"manager.start_kernel()\n{after}\n"
            'print("started", flush=True)\n'
            "time.sleep(60)"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        return process

    def end(self, process: subprocess.Popen, number: int = signal.SIGKILL):
        process.send_signal(number)
        process.wait(timeout=SECONDS)
        if process.stdout:
            process.stdout.close()


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


class Starts(Case):
    def ended(self, number: int, delays: tuple):
        for seconds in delays:
            with self.subTest(seconds):
                self.renew()
                manager = self.start()
                time.sleep(seconds)
                os.kill(manager.provisioner.pid, number)
                self.assert_nothing_is_left()
                manager.shutdown_kernel(now=True)

    def test_nothing_is_left_when_the_relay_is_told_to_end_during_its_start(self):
        self.ended(signal.SIGTERM, (0.05, 0.15, 0.25, 0.35))

    def test_nothing_is_left_when_the_relay_is_killed_during_its_start(self):
        self.ended(signal.SIGKILL, (0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.15, 0.25))

    def test_nothing_is_left_when_the_relay_is_killed_as_its_kernel_appears(self):
        for _ in range(10):
            self.renew()
            manager = self.start()
            self.started_as("jupyter --quiet --kernel")
            os.kill(manager.provisioner.pid, signal.SIGKILL)
            self.assert_nothing_is_left()
            manager.shutdown_kernel(now=True)

    def test_nothing_is_left_when_the_front_end_dies_during_the_start(self):
        for seconds in (0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3):
            with self.subTest(seconds):
                self.renew()
                front_end = self.front_end()
                time.sleep(seconds)
                self.end(front_end)
                self.assert_nothing_is_left()

    def test_nothing_is_left_when_the_front_end_has_died_and_nobody_has_noticed(self):
        front_end = self.front_end()
        front_end.kill()  # Without a wait it keeps its number.
        relay = [pid for pid in self.started() if pid != front_end.pid]
        self.assertTrue(relay)
        self.assert_nothing_is_left()
        self.end(front_end)


class Parents(Case):
    def test_a_kernel_that_a_script_starts_lives_as_long_as_the_front_end(self):
        wrapper = '"$0" "$@"; exit $?'
        client = self.connect(self.start(wrapper))
        time.sleep(2.5)  # The relay has looked for the front end.
        self.assertEqual(client.execute_interactive("1", timeout=SECONDS)["content"]["status"], "ok")

    def test_a_kernel_lives_where_the_number_of_the_front_end_means_nothing(self):
        wrapper = 'export JPY_PARENT_PID=4194303; exec "$0" "$@"'
        client = self.connect(self.start(wrapper))
        time.sleep(22.5)  # Longer than where nobody comes.
        self.assertEqual(client.execute_interactive("1", timeout=SECONDS)["content"]["status"], "ok")

    def test_nothing_is_left_where_that_number_means_nothing_and_nobody_comes(self):
        # As when numbers begin anew and the front end dies before the relay looks for it.
        file, _ = write_connection_file(f"{self.written}/connection.json")
        argv = [file if part == "{connection_file}" else part for part in get_kernel_spec("deno").argv]
        subprocess.run(
            ["sh", "-c", '(sleep 0.2; exec "$0" "$@") &', *argv],
            env={**self.environment, "JPY_PARENT_PID": "4194303"},
            check=True,
        )
        time.sleep(20)
        self.assert_nothing_is_left()
        self.assertFalse(Path(file).exists())

    def test_a_kernel_lives_whose_front_end_gives_no_number(self):
        client = self.connect(self.start(independent=True))
        time.sleep(2.5)
        self.assertEqual(client.execute_interactive("1", timeout=SECONDS)["content"]["status"], "ok")

    def test_nothing_is_left_when_the_front_end_dies_while_a_cell_computes(self):
        front_end = self.front_end(
            "client = manager.client()\n"
            "client.start_channels()\n"
            "client.wait_for_ready(timeout=30)\n"
            'client.execute("while (true);")\n'
            "time.sleep(0.3)"
        )
        self.assertGreaterEqual(len(self.started()), 3)
        self.end(front_end)
        self.assert_nothing_is_left()


class LanguageServers(Case):
    """What is started for who asks for documentation."""

    def setUp(self):
        super().setUp()
        self.manager = self.start()
        client = self.connect(self.manager)
        request = client.inspect("Math", 4)
        # Whatever it says, it comes from the server or when that has had its time.
        while client.get_shell_msg(timeout=SECONDS)["parent_header"]["msg_id"] != request:
            pass
        self.started_as(" lsp ")

    def test_it_ends_at_shutdown(self):
        self.manager.shutdown_kernel()
        self.assert_nothing_is_left()

    def test_it_ends_when_it_hangs_and_the_relay_is_killed(self):
        os.kill(self.started_as(" lsp "), signal.SIGSTOP)
        os.kill(self.manager.provisioner.pid, signal.SIGKILL)
        self.assert_nothing_is_left()


class Children(Case):
    """Programs that a cell has started."""

    def setUp(self):
        super().setUp()
        self.manager = self.start()
        self.client = self.connect(self.manager)
        code = 'const child = new Deno.Command("sleep", { args: ["1000"], stdin: "null" }).spawn();'
        self.client.execute_interactive(code, timeout=SECONDS)
        self.child = self.started_as("sleep 1000")

    def assert_child_ends(self):
        limit = time.monotonic() + 10
        while lives(self.child) and time.monotonic() < limit:
            time.sleep(0.05)
        self.assertFalse(lives(self.child))

    def test_they_end_at_shutdown(self):
        self.manager.shutdown_kernel()
        self.assert_nothing_is_left()

    def test_they_end_at_a_restart(self):
        self.manager.restart_kernel()
        self.assert_child_ends()

    def test_they_end_when_the_kernel_ends(self):
        self.client.execute("Deno.exit(2)")
        self.assert_nothing_is_left()

    def test_they_end_when_the_kernel_is_killed(self):
        os.kill(self.started_as("jupyter --quiet --kernel"), signal.SIGKILL)
        self.assert_nothing_is_left()

    def test_they_end_when_the_relay_is_killed(self):
        os.kill(self.manager.provisioner.pid, signal.SIGKILL)
        self.assert_nothing_is_left()

    def test_they_end_when_the_kernel_is_started_again_to_stop_a_cell(self):
        self.client.execute('new Deno.Command("sleep", { args: ["900"] }).outputSync()')
        self.started_as("sleep 900")
        self.manager.interrupt_kernel()
        self.assert_child_ends()

    def test_the_kernel_does_without_its_watchdog(self):
        os.kill(self.started_as("watchdog"), signal.SIGKILL)
        reply = self.client.execute_interactive("1", timeout=SECONDS)
        self.assertEqual(reply["content"]["status"], "ok")
        self.manager.shutdown_kernel()
        self.assert_nothing_is_left()


class Tools(Case):
    """`deno task render`, `verify` and `lab`, ended by a signal."""

    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        cell = {
            **{"cell_type": "code", "id": "a", "metadata": {}, "outputs": []},
            **{"execution_count": None, "source": "await new Promise(() => {})"},
        }
        notebook = {
            **{"nbformat": 4, "nbformat_minor": 5, "cells": [cell]},
            "metadata": {"kernelspec": {"name": "deno", "display_name": "Deno"}},
        }
        self.notebook = Path(self.folder.name) / "a.ipynb"
        self.notebook.write_text(json.dumps(notebook))
        # `verify` checks types, which takes a third of the time where no page is known.
        settings = {"compilerOptions": {"lib": ["es2020"]}}
        self.notebook.with_name("deno.json").write_text(json.dumps(settings))

    def tool(self, name: str, *args: str) -> subprocess.Popen:
        self.renew()
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        deno = get_kernel_spec("deno").argv[0]
        tasks = json.loads((ROOT / "deno.json").read_text())["tasks"]
        return subprocess.Popen(
            [deno, *tasks[name].split()[1:], *args],
            cwd=ROOT,
            env={**self.environment, "TMPDIR": self.temporary.name},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def assert_no_file_is_left(self):
        limit = time.monotonic() + 5
        while os.listdir(self.temporary.name) and time.monotonic() < limit:
            time.sleep(0.05)
        self.assertEqual(os.listdir(self.temporary.name), [])
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["a.ipynb", "deno.json"])

    def test_nothing_is_left_of_a_run(self):
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL)
        for name in ("render", "verify"):
            for number in numbers:
                for where in ("execute.py", "jupyter --quiet"):
                    with self.subTest(f"{name} {number.name} {where}"):
                        tool = self.tool(name, str(self.notebook))
                        self.started_as(where)
                        self.end(tool, number)
                        self.assert_nothing_is_left()
                        self.assert_no_file_is_left()

    def test_a_run_that_is_told_to_end_verifies_no_further_notebook(self):
        other = self.notebook.with_name("b.ipynb")
        other.write_text(self.notebook.read_text())
        tool = self.tool("verify", str(self.notebook), str(other))
        self.started_as("jupyter --quiet")
        self.end(tool, signal.SIGTERM)
        self.assertEqual(tool.returncode, 128 + signal.SIGTERM)

    def test_nothing_is_left_of_a_lab(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
            with self.subTest(number.name):
                options = ("--no-browser", "--allow-root", "--port=0")
                tool = self.tool("lab", str(self.notebook), *options)
                self.started_as("jupyter-lab")
                time.sleep(1)
                self.end(tool, number)
                self.assert_nothing_is_left()


if __name__ == "__main__":
    unittest.main()
