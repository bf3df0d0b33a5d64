/** What the README says, held to the library and to the tree. */
import { bf16, stepsToSettle } from "adam";
import { uniformRowGradientNorm, updateMultiplier } from "adam";
import { verdictKind } from "adam/claims";
import { formulationAccount, runFormulation } from "adam/formulations";
import { parkingPoint } from "adam/low_precision";
import { exponential, fixed } from "adam/show";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import models from "data/language_model.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import { granted } from "./granted.ts";

const ignore = !granted("read");
const root = new URL("../", import.meta.url);
const readme = ignore ? "" : read("README.md");
const { deadGradientNorm, vocabulary, hiddenNorm } = stamp.measured;

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, root));
}

/** What the picture has at σ = 1 for the tied model with 4 layers. */
function drawnAtOne(): number {
  const url = new URL("notebooks/images/06_why_so_small.svg", root);
  const drawn = /<title>tied, 4 layers: (\S+) at 1</;
  return Number(drawn.exec(Deno.readTextFileSync(url))![1]);
}

/** Asserts that the README says this, wherever its lines are broken. */
function says(words: string): void {
  assert(readme.replace(/\s+/g, " ").includes(words), words);
}

Deno.test({
  name: "README.md counts the verdicts of the ledger",
  ignore,
  fn() {
    const kinds = claims.map(({ verdict }) => verdictKind(verdict));
    const only = kinds.filter((kind) => kind === "holds only if").length;
    const printed = kinds.filter((kind) =>
      kind === "holds to the printed digits"
    ).length;
    const refuted = kinds.filter((kind) => kind === "refuted").length;
    const hold = kinds.length - only - refuted;
    says(
      `${kinds.length} claims: ${hold} hold (${printed} of them to the printed ` +
        `digits), ${only} hold only under a condition, ${refuted} are refuted`,
    );
  },
});

Deno.test({
  name: "README.md has the numbers that the library computes",
  ignore,
  fn() {
    const expected = uniformRowGradientNorm(vocabulary, hiddenNorm);
    assertStrictEquals(
      Math.round(Math.log10(expected / deadGradientNorm)),
      7,
    );
    says(`The log says ${exponential(expected / deadGradientNorm, 2)} times`);
    const ratios = models.ownNumbers.map(({ float64 }) =>
      uniformRowGradientNorm(vocabulary, float64.normOfMeanHidden) /
      deadGradientNorm
    );
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    assertEquals([least, most].map((x) => Math.floor(Math.log10(x))), [6, 6]);
    says(
      "six orders of magnitude smaller**: " +
        `${fixed(least / 1e6, 1)} to ${
          fixed(most / 1e6, 1)
        } million times smaller, ` +
        `with the |h| of ${ratios.length} untrained models`,
    );
    says(
      `default, to ${exponential(drawnAtOne(), 1)} in the model with 4 layers`,
    );
    says(`${fixed(100 * updateMultiplier(deadGradientNorm), 2)} %`);
    says(
      `m's correction ends after ${stepsToSettle(0.9, 0.01)} steps, ` +
        `v's after ${stepsToSettle(0.999, 0.01)}`,
    );
    assertStrictEquals(parkingPoint(0, 0.001, bf16), 0.5);
    says("A weight that grows by 0.001 stops at 0.5");
    const [torch, keras] = (["torch-fused-fma", "keras"] as const).map(
      (name) => {
        const { defaultEpsilon: epsilon } = formulationAccount(name);
        return runFormulation(name, [deadGradientNorm], { epsilon })[0]!.weight;
      },
    );
    says(`PyTorch moves ${fixed(torch! / keras!, 0)} times as far as Keras`);
  },
});

Deno.test({
  name: "README.md answers each notebook's question in 15 words or fewer",
  ignore,
  fn() {
    const rows = readme.split("\n")
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
      .filter((cells) => cells[1]?.includes("](notebooks/"));
    const names = [...Deno.readDirSync(new URL("notebooks/", root))]
      .map(({ name }) => name).filter((name) => name.endsWith(".ipynb"));
    assertEquals(
      rows.map((cells) => /notebooks\/(.*)\)/.exec(cells[1]!)![1]!),
      names.sort(),
    );
    for (const [, question, answer] of rows) {
      assert(question!.includes("?]("), question);
      assert(answer!.split(/\s+/).length <= 15, answer);
    }
  },
});

Deno.test({
  name: "README.md is read in a minute or two: 7 KB",
  ignore,
  fn() {
    // Tables are padded; what is read has single blanks.
    const text = readme.replace(/[ -]{2,}/g, " ");
    assert(text.length < 7000, `${text.length}`);
  },
});

Deno.test({
  name: "each link of a README leads to a file or folder",
  ignore,
  fn() {
    for (const path of readmesIn("")) {
      const links = read(path).matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g);
      for (const [, link] of links) {
        const target = new URL(link!, new URL(path, root));
        assert(exists(target), `${path}: ${link}`);
      }
    }
  },
});

function readmesIn(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder || "./", root))].flatMap(
    (entry) => {
      const path = `${folder}${entry.name}`;
      if (entry.isFile) return entry.name === "README.md" ? [path] : [];
      const isOurs = !/^(\.|node_modules$|logs$)/.test(entry.name);
      return entry.isDirectory && isOurs ? readmesIn(`${path}/`) : [];
    },
  );
}

function exists(url: URL): boolean {
  try {
    return Deno.statSync(url).isFile || Deno.statSync(url).isDirectory;
  } catch {
    return false;
  }
}
