/**
 * Which notebooks the tools take, by what they say of their kernel.
 */
import { assert, assertStrictEquals, assertStringIncludes } from "@std/assert";
import { Obstacle } from "../../tools/shared/task.ts";
import { readNotebook } from "../../tools/notebook/read_notebook.ts";
import { inFolder } from "../a_notebook.ts";
import { granted } from "../granted.ts";

const ignore = !granted("read", "write");

const language_info = (name: string) => ({ language_info: { name } });
const kernelspec = (name: string, language?: string) => ({
  kernelspec: { name, display_name: name, ...language && { language } },
});

function withMetadata(
  metadata: object | undefined,
  body: (path: string) => Promise<unknown>,
): Promise<void> {
  const text = JSON.stringify({
    cells: [],
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  });
  return inFolder({ "a.ipynb": text }, async (folder) => {
    await body(`${folder}/a.ipynb`);
  });
}

const taken = {
  "Deno's kernel": kernelspec("deno"),
  "this project's kernel": kernelspec("deno-relay"),
  "a kernel of a chosen name": kernelspec("mine", "typescript"),
  "one of a chosen name that has run": {
    ...kernelspec("mine"),
    ...language_info("typescript"),
  },
  "none, after a run of TypeScript": language_info("typescript"),
};

for (const [what, metadata] of Object.entries(taken)) {
  Deno.test({
    name: `a notebook is taken that names ${what}`,
    ignore,
    fn: () =>
      withMetadata(metadata, async (path) => {
        const { notebook } = await readNotebook(path);
        assertStrictEquals(
          JSON.stringify(notebook.metadata),
          JSON.stringify(metadata),
        );
      }),
  });
}

const refused: Record<string, { metadata?: object; says: string }> = {
  "Python's kernel": {
    metadata: {
      ...kernelspec("python3", "python"),
      ...language_info("python"),
    },
    says: `is for "python3"`,
  },
  "Python's kernel, after a run of TypeScript": {
    metadata: {
      ...kernelspec("python3", "python"),
      ...language_info("typescript"),
    },
    says: `is for "python3"`,
  },
  "an unknown kernel": { metadata: kernelspec("mine"), says: `is for "mine"` },
  "none": { metadata: {}, says: "names none" },
  "none and has no metadata": { says: "names none" },
};

for (const [what, { metadata, says }] of Object.entries(refused)) {
  Deno.test({
    name: `a notebook is refused that names ${what}`,
    ignore,
    fn: () =>
      withMetadata(metadata, async (path) => {
        const error = await readNotebook(path).catch((error) => error);
        assert(error instanceof Obstacle);
        assertStringIncludes(error.message, says);
      }),
  });
}
