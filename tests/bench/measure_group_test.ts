import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Implementation } from "../../bench/implementations.ts";
import { measureGroup } from "../../bench/measure_group.ts";
import { granted } from "../granted.ts";
import { fakeCommand } from "./fake_command.ts";

const implementations = ["quick", "missing", "wrong", "broken"].map((
  name,
): Implementation => ({
  name,
  role: "peer",
  workloads: ["adam"],
  threads: name === "quick" ? [1, 2] : [1],
  program: "fake_peer.ts",
}));

Deno.test({
  name: "measureGroup() goes on without what is missing, wrong or broken",
  ignore: !granted("read", "write", "run", "env"),
  async fn() {
    const said: string[] = [];
    const { measured, notMeasured } = await measureGroup({
      size: [8],
      workloads: ["adam", "memory-bandwidth"],
    }, {
      implementations,
      rounds: 3,
      commandLine: () => fakeCommand,
      say: (line) => said.push(line),
    });
    assertEquals(
      measured.map((
        { task, role },
      ) => [task.implementation, task.threads, role]),
      [["quick", 1, "peer"], ["quick", 2, "peer"]],
    );
    assert(measured.every(({ milliseconds }) => milliseconds.length === 3));
    assertEquals(
      notMeasured.map(({ task, missing }) => [task.implementation, missing]),
      [["missing", true], ["wrong", false], ["broken", false]],
    );
    assertStringIncludes(
      notMeasured[1]!.why,
      "its numbers are wrong: 0.0030599",
    );
    assertStringIncludes(
      said.join("\n"),
      "not measured: adam, missing, threads: 1: fake is not installed",
    );
  },
});
