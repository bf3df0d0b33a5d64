/**
 * What the relay writes into cells, held against Deno's own kernel: value, output,
 * error and later state are equal, but for what is meant to differ. Needs the
 * environment that rendering makes.
 *
 * `ADAM_REWRITING=5000` runs so many generated programs, of a new seed, and the
 * expressions in all their places. What Deno's own kernel does is stored, but for a
 * twentieth; with that variable it is asked each time.
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { isDeepStrictEqual as equal } from "node:util";
import fc from "fast-check";
import { granted, rendered } from "../granted.ts";
import { BothKernels, type Run } from "./rewriting/both_kernels.ts";
import { type Kind, programOf } from "./rewriting/kind.ts";
import * as lost from "./rewriting/lost.ts";
import * as differ from "./rewriting/meant_to_differ.ts";
import { type Difference, usual } from "./rewriting/meant_to_differ.ts";
import { prelude, programs, usualRuns } from "./rewriting/programs.ts";
import { sectionsWith, usualPlaces } from "./rewriting/sections.ts";
import { readAnswers } from "./rewriting/stored_answers.ts";

const ignore = !granted("read", "write", "run") || !rendered();

const runs = granted("env") ? Number(Deno.env.get("ADAM_REWRITING") ?? 0) : 0;

const sections = sectionsWith(runs ? undefined : usualPlaces);

/** How the kernels differ in a program, for people to read; nothing if they do not. */
async function differenceIn(
  kernels: BothKernels,
  title: string,
  kind: Kind,
  differences: readonly Difference[] = usual,
): Promise<string> {
  const cells = programOf(kind, title);
  const { relay, stock } = await kernels.run(cells);
  if (stock.some(differ.isMistaken)) return "";
  const i = cells.findIndex((_, i) =>
    !areAlike(relay[i], stock[i], differences)
  );
  if (i === -1) return "";
  return [
    ...(i > 0 ? ["behind", shortened(cells.slice(0, i).join("\n---\n"))] : []),
    ...["this cell gives", shortened(cells[i]!)],
    ...["in the relay", shortened(JSON.stringify(relay[i]))],
    ...["in Deno's own kernel", shortened(JSON.stringify(stock[i]))],
  ].join("\n");
}

function areAlike(
  relay: Run | undefined,
  stock: Run | undefined,
  differences: readonly Difference[],
): boolean {
  if (!relay?.outputs || !stock?.outputs) return false; // A kernel has ended.
  const alike = differences.reduce<[Run, Run]>(
    ([relay, stock], { without }) => without(relay, stock),
    [relay, stock],
  );
  return equal(...alike);
}

function shortened(text = "nothing, as it has ended"): string {
  return text.length < 3000 ? text : `${text.slice(0, 3000)} …`;
}

Deno.test({
  name: "cells do what they do in Deno's own kernel",
  ignore,
  async fn(test) {
    const answers = runs ? new Map() : readAnswers();
    await using kernels = new BothKernels(answers);
    for (const [title, kinds, differences] of sections) {
      await test.step(title, async () => {
        const found: string[] = [];
        for (const kind of kinds) {
          const difference = await differenceIn(
            kernels,
            title,
            kind,
            differences,
          );
          if (difference !== "") found.push(difference);
        }
        assertStrictEquals(found.join("\n\n"), "");
      });
    }

    await test.step("values that Deno's own kernel does not show", async (test) => {
      for (const [value, kinds] of Object.entries(lost.lostValues)) {
        for (const kind of kinds) {
          const { relay, stock } = await kernels.run(
            programOf(kind, test.name),
          );
          const shown = [["execute_result", value]];
          assertEquals(relay.at(-2)?.outputs, shown, `${kind}`);
          assertEquals(stock.at(-2)?.outputs, [], `${kind}`);
        }
      }
    });

    await test.step("what Deno's own kernel loses", async (test) => {
      for (const kind of [...lost.uncaught, ...lost.written]) {
        const { relay } = await kernels.run(programOf(kind, test.name));
        const shown = JSON.stringify(relay.map(({ outputs }) => outputs));
        const isShown =
          /"error","RangeError","[^"]*uncaught|"std(out|err)","text"/;
        assert(isShown.test(shown), `${kind} shows only ${shown}`);
      }
    });

    await test.step("imports of what a module does not have", async (test) => {
      for (const kind of lost.missing) {
        const { relay, stock } = await kernels.run(programOf(kind, test.name));
        assertStrictEquals(relay.at(-2)?.error?.[0], "SyntaxError", `${kind}`);
        assertStrictEquals(stock.at(-2)?.status, "ok", `${kind}`);
      }
    });

    await test.step("values that show nothing", async (test) => {
      for (const kind of lost.nothing) {
        assertStrictEquals(await differenceIn(kernels, test.name, kind), "");
      }
    });

    await test.step("generated programs", async (test) => {
      const isAlike = fc.asyncProperty(programs, async (cells) => {
        const kind = [prelude, ...cells];
        assertStrictEquals(await differenceIn(kernels, test.name, kind), "");
      });
      await fc.assert(
        isAlike,
        runs ? { numRuns: runs } : usualRuns,
      );
    });
  },
});

Deno.test("at least 300 kinds of cells are listed, each once", () => {
  const kinds = sections.flatMap(([, kinds]) => kinds.map(String));
  assert(kinds.length >= 300, `${kinds.length}`);
  assertStrictEquals(new Set(kinds).size, kinds.length);
});
