import { assertEquals } from "@std/assert";
import type { Notebook, RunRecord } from "../../tools/notebook/notebook.ts";
import { freshnessOf } from "../../tools/verify/freshness.ts";
import { aNotebook } from "../a_notebook.ts";

const record: RunRecord = {
  deno: "2.9.6",
  cells: "c",
  files: { "../lib/a.ts": "a", "../deno.lock": "l" },
};

const run = aNotebook(
  { source: "const x = 1;" },
  { source: "x;", outputs: [{ output_type: "execute_result" }] },
);

function recorded(notebook: Notebook): Notebook {
  return { ...notebook, metadata: { ...notebook.metadata, run: record } };
}

Deno.test("a notebook with the record of now is FRESH, whichever Deno ran it", () => {
  const now = { ...record, deno: "3.0.0" };
  assertEquals(freshnessOf(recorded(run), now), {
    freshness: "FRESH",
    why: [],
  });
});

Deno.test("a notebook is STALE once its cells or a file behind it have changed, and it says which", () => {
  const now = {
    deno: "2.9.6",
    cells: "d",
    files: { "../lib/a.ts": "b", "../lib/n.ts": "n" },
  };
  assertEquals(freshnessOf(recorded(run), now), {
    freshness: "STALE",
    why: [
      "the cells have changed",
      "../lib/a.ts has changed",
      "../deno.lock is gone",
      "../lib/n.ts is new",
    ],
  });
});

Deno.test("a record without a run behind it makes a notebook HOLLOW, be it stale or not", () => {
  const cleared = aNotebook(
    { source: "const x = 1;", execution_count: null },
    { source: "x;" },
    { source: " ", execution_count: null },
  );
  const missing = ["code cell 1 was not run"];
  assertEquals(freshnessOf(recorded(cleared), record), {
    freshness: "HOLLOW",
    why: missing,
  });
  assertEquals(freshnessOf(recorded(cleared), { ...record, cells: "d" }), {
    freshness: "HOLLOW",
    why: [...missing, "the cells have changed"],
  });
});

Deno.test("a notebook without a record is UNRECORDED", () => {
  assertEquals(freshnessOf(run, record), { freshness: "UNRECORDED", why: [] });
});
