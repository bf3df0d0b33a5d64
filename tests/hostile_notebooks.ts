/**
 * Notebooks that somebody else made: the bytes of each file by its name, with
 * what is said of it. Those without words are notebooks, and are taken.
 *
 * @module
 */

/** A notebook's content as no tool of ours would write it. */
type Content = Record<string, unknown>;

const metadata = {
  kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
};

/** A notebook file of these cells, and of what else is given. */
function notebook(cells: unknown, more: Content = {}): string {
  return JSON.stringify({
    ...{ cells, metadata, nbformat: 4, nbformat_minor: 5 },
    ...more,
  });
}

/** A notebook of a good cell, and of one with these fields. */
function withCell(fields: Content): string {
  return notebook([good, { ...good, id: "odd", ...fields }]);
}

function withOutput(fields: unknown): string {
  return withCell({ outputs: [fields] });
}

const good = {
  cell_type: "code",
  execution_count: 1,
  id: "good",
  metadata: {},
  outputs: [],
  source: "1 + 1;",
};

const stream = { output_type: "stream", name: "stdout" };
const result = { output_type: "execute_result", metadata: {} };

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

/** Text with a value that JSON.stringify cannot write. */
function spliced(text: string, value: string): string {
  return text.replace('"HERE"', value);
}

const odd = (says: string) => `cell 2 of 2 (odd): its ${says}`;

/** What is refused, and why. */
export const malformedNotebooks: Record<
  string,
  [bytes: string | Uint8Array, says: string]
> = {
  "empty": ["", "its JSON is broken"],
  "zeros": ["\0".repeat(4096), "its JSON is broken"],
  "half": [notebook([good]).slice(0, 100), "its JSON is broken"],
  "not-a-number": [
    spliced(withCell({ metadata: { a: "HERE" } }), "NaN"),
    "its JSON is broken",
  ],
  "latin-1": [
    new Uint8Array([...new TextEncoder().encode(notebook([good])), 0xe9]),
    "its text is broken",
  ],
  "utf-16": [
    new Uint8Array(
      new Uint16Array([...`\ufeff${notebook([good])}`]
        .map((character) => character.charCodeAt(0))).buffer,
    ),
    "its text is broken",
  ],
  "null": ["null", "it has no cells"],
  "number": ["42", "it has no cells"],
  "text": [`"cells"`, "it has no cells"],
  "list": ["[]", "it has no cells"],
  "cells-missing": [notebook(undefined), "it has no cells"],
  "cells-object": [notebook({ 0: good }), "it has no cells"],
  "cells-text": [notebook("1;"), "it has no cells"],
  "nesting": [nested(100_000), "it has no cells"],
  "format-3": [
    notebook(undefined, { nbformat: 3, worksheets: [] }),
    "format 3, but 4 is needed: `jupyter",
  ],
  "format-5": [notebook([good], { nbformat: 5 }), "format 5, but 4 is needed"],
  "format-text": [
    notebook([good], { nbformat: "4" }),
    `format "4", but 4 is needed`,
  ],
  "format-missing": [
    notebook([good], { nbformat: undefined }),
    "nbformat_minor must be whole numbers",
  ],
  "minor-text": [
    notebook([good], { nbformat_minor: "5" }),
    "nbformat_minor must be whole numbers",
  ],
  "metadata-null": [notebook([good], { metadata: null }), "names none"],
  "metadata-list": [notebook([good], { metadata: [] }), "names none"],
  "kernelspec-null": [
    notebook([good], { metadata: { kernelspec: null } }),
    "names none",
  ],
  "kernel-number": [
    notebook([good], { metadata: { kernelspec: { name: 5 } } }),
    `is for "5"`,
  ],
  "cell-null": [
    notebook([good, null]),
    "cell 2 of 2: it must be an object: it is null",
  ],
  "cell-number": [notebook([7]), "cell 1 of 1: it must be an object: it is 7"],
  "cell-text": [
    notebook(["1;"]),
    `cell 1 of 1: it must be an object: it is "1;"`,
  ],
  "cell-list": [notebook([[good]]), "it must be an object: it is a list"],
  "metadata-deep": [
    spliced(
      notebook([good], { metadata: { ...metadata, a: "HERE" } }),
      nested(50_000),
    ),
    "its metadata is nested more than 100 levels deep",
  ],
  "cell-deep": [
    spliced(withCell({ metadata: { a: "HERE" } }), nested(50_000)),
    "cell 2 of 2 (odd): it is nested more than 100 levels deep",
  ],
  "type-missing": [
    withCell({ cell_type: undefined }),
    odd("cell_type must be one of code, markdown, raw: it is missing"),
  ],
  "type-unknown": [
    withCell({ cell_type: "heading" }),
    odd(`cell_type must be one of code, markdown, raw: it is "heading"`),
  ],
  "source-missing": [
    withCell({ source: undefined }),
    odd("source must be text or a list of texts: it is missing"),
  ],
  "source-number": [withCell({ source: 1 }), odd("source must be text")],
  "source-numbers": [
    withCell({ source: ["a", 1] }),
    odd("source must be text"),
  ],
  "source-null": [withCell({ source: null }), odd("source must be text")],
  "surrogate": [
    withCell({ source: `"\ud800";` }),
    odd("source must be text without halves of surrogate pairs"),
  ],
  "id-number": [
    withCell({ id: 7 }),
    "cell 2 of 2: its id must be text: it is 7",
  ],
  "cell-metadata-null": [
    withCell({ metadata: null }),
    odd("metadata must be an object: it is null"),
  ],
  "tags-text": [
    withCell({ metadata: { tags: "raises-exception" } }),
    odd("metadata.tags must be a list of texts"),
  ],
  "tags-numbers": [
    withCell({ metadata: { tags: [1] } }),
    odd("metadata.tags must be a list of texts"),
  ],
  "attachments-text": [
    withCell({ cell_type: "markdown", attachments: "a.png" }),
    odd("attachments must be an object of objects"),
  ],
  "count-text": [
    withCell({ execution_count: "1" }),
    odd("execution_count must be a whole number or null"),
  ],
  "outputs-object": [
    withCell({ outputs: {} }),
    odd("outputs must be a list of objects: it is an object"),
  ],
  "outputs-null": [withCell({ outputs: null }), odd("outputs must be a list")],
  "output-null": [withOutput(null), odd("outputs must be a list of objects")],
  "output-untyped": [withOutput({}), odd("output_type of an output must be")],
  "stream-number": [
    withOutput({ ...stream, text: 5 }),
    odd("text of an output must be text or a list of texts: it is 5"),
  ],
  "data-null": [
    withOutput({ ...result, data: null }),
    odd("data of an output must be an object: it is null"),
  ],
  "error-object": [
    withOutput({ output_type: "error", ename: "E", evalue: {} }),
    odd("evalue of an output must be text: it is an object"),
  ],
};

/** What is taken. */
export const oddNotebooks: Record<string, string> = {
  "with a mark of the order of bytes": `\ufeff${notebook([good])}`,
  "with one id for two cells": notebook([good, good]),
  "without ids, metadata and outputs": notebook([
    { cell_type: "code", source: "1 + 1;" },
    { cell_type: "markdown", source: ["# T"] },
    { cell_type: "raw", source: "raw" },
  ]),
  "of format 4.0": notebook([{ ...good, id: undefined }], {
    nbformat_minor: 0,
  }),
  "without cells": notebook([]),
  "with zeros in its text": withCell({ source: `"\0"; // \0` }),
  "with a record of a run that is none": notebook([good], {
    metadata: { ...metadata, run: { files: 7 } },
  }),
  "with stored outputs that say nothing": withOutput({
    ...result,
    data: { "text/plain": 5, "image/png": null, "application/json": [1] },
  }),
  "with an image whose address has a percent sign": notebook([
    good,
    { cell_type: "markdown", id: "m", metadata: {}, source: "![x](50%.png)" },
    {
      ...{ cell_type: "markdown", id: "a", metadata: {} },
      source: "[y](%zz) <img src='%'>",
    },
  ]),
  "with twenty megabytes of outputs": withOutput({
    ...stream,
    text: "0123456789\n".repeat(2_000_000),
  }),
};
