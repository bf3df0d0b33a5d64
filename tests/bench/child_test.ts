import { Missing, startChild } from "../../bench/child.ts";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { granted } from "../granted.ts";
import { fakeCommand } from "./fake_command.ts";

const ignore = !granted("read", "write", "run", "env");

function task(implementation: string) {
  return { work: "adam", size: [8], implementation, threads: 1 } as const;
}

async function refusal(implementation: string, seconds = 60): Promise<Error> {
  const started = startChild(fakeCommand, task(implementation), seconds);
  return await started.then(() => new Error("it started"), (error) => error);
}

Deno.test({
  name: "a child says what it runs on, runs when asked to, and ends",
  ignore,
  async fn() {
    const child = await startChild(fakeCommand, task("quick"), 60);
    assertEquals(child.versions, { deno: Deno.version.deno, fake: "1.2.3" });
    assertStrictEquals(child.sample.length, 4);
    for (let i = 0; i < 2; i++) assert(await child.run() >= 0.5);
    const peak = await child.end();
    assert(Deno.build.os === "linux" ? peak! > 0 : peak === null);
  },
});

Deno.test({
  name: "startChild() tells what is missing from what fails or takes too long",
  ignore,
  async fn() {
    const missing = await refusal("missing");
    assert(missing instanceof Missing);
    assertStrictEquals(missing.message, "fake is not installed");
    const broken = await refusal("broken");
    assert(!(broken instanceof Missing));
    assertStringIncludes(broken.message, "it ended:");
    assertStringIncludes(broken.message, "it cannot do that");
    const late = await refusal("late", 1);
    assertStrictEquals(late.message, "it took longer than 1 s");
  },
});

Deno.test({
  name: "startChild() says that there is no such program",
  ignore,
  async fn() {
    const command = { program: "no such program", args: [] };
    const error = await startChild(command, task("quick"), 60)
      .catch((error) => error);
    assert(error instanceof Missing);
    assertStrictEquals(error.message, "there is no no such program");
  },
});
