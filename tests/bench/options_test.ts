import { assertEquals, assertThrows } from "@std/assert";
import { readOptions } from "../../bench/options.ts";
import { Obstacle } from "../../tools/shared/task.ts";

Deno.test("readOptions() has a default for each option", () => {
  assertEquals({ ...readOptions([]) }, {
    json: false,
    stored: false,
    rounds: 9,
    python: "python3",
  });
  assertEquals(
    { ...readOptions(["--json", "--rounds", "3", "--python", "a/python"]) },
    { json: true, stored: false, rounds: 3, python: "a/python" },
  );
});

Deno.test("readOptions() refuses what it does not know", () => {
  const refused = (args: string[], message: string) =>
    assertThrows(() => readOptions(args), Obstacle, message);
  refused(["--round", "3"], "Unknown option '--round'");
  refused(["--round"], "There are --json, --stored, --rounds and --python");
  refused(["adam"], "Unexpected argument 'adam'");
  refused(["--json=yes"], "does not take an argument");
  refused(["--python"], "argument missing");
  for (const rounds of ["0", "2.5", "x", ""]) {
    refused(
      [`--rounds=${rounds}`],
      `--rounds must be a positive whole number: it is ${rounds}`,
    );
  }
});
