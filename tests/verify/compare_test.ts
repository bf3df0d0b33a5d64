import { assertEquals } from "@std/assert";
import type { Output } from "../../tools/notebook/notebook.ts";
import { compareNotebooks } from "../../tools/verify/compare.ts";
import { aNotebook } from "../a_notebook.ts";

function printed(text: string, name = "stdout"): Output {
  return { output_type: "stream", name, text };
}

function result(data: Record<string, string | string[]>): Output {
  return { output_type: "execute_result", data, metadata: {} };
}

function compared(stored: Output[], run: Output[], tags: string[] = []) {
  const source = "show();";
  return compareNotebooks(
    aNotebook({ source }, { source, outputs: stored, metadata: { tags } }),
    aNotebook({ source }, { source, outputs: run }),
  );
}

function diff(stored: Output[], run: Output[], ...tags: string[]): string[] {
  return compared(stored, run, tags).problems.flatMap(({ diff = [] }) => diff);
}

Deno.test("a run that shows the same is no problem, and its outputs are counted", () => {
  const outputs = [printed("a\n"), result({ "text/plain": "1" })];
  assertEquals(compared(outputs, outputs), {
    compared: 2,
    ignored: [],
    problems: [],
  });
});

Deno.test("a wrong digit is told with its cell and both lines", () => {
  assertEquals(
    compared([printed("x\n1.25\n")], [printed("x\n1.26\n")]).problems,
    [
      {
        cell: 2,
        text: "the run shows something else than is stored",
        diff: [
          "@@ -1,4 +1,4 @@",
          " stream stdout",
          " | x",
          "-| 1.25",
          "+| 1.26",
          " | ",
        ],
      },
    ],
  );
});

Deno.test("missing and extra outputs are told by their number", () => {
  const texts = (stored: Output[], run: Output[]) =>
    compared(stored, run).problems.map((problem) => problem.text);
  const [a, b] = [printed("a"), result({ "text/plain": "b" })];
  assertEquals(texts([a, b], [b]), ["2 outputs are stored, the run gives 1"]);
  assertEquals(texts([a], []), ["1 output is stored, the run gives none"]);
  assertEquals(texts([], [a, b]), ["no output is stored, the run gives 2"]);
});

const different: Record<string, [Output, Output]> = {
  "the name of a stream": [printed("a"), printed("a", "stderr")],
  "the last end of a line": [printed("a"), printed("a\n")],
  "a carriage return": [printed("a\n"), printed("a\r\n")],
  "a MIME type": [result({ "text/plain": "a" }), result({ "text/html": "a" })],
  "a rendering more": [
    result({ "text/plain": "a" }),
    result({ "text/plain": "a", "text/html": "a" }),
  ],
  "the type of an output": [
    result({ "text/plain": "a" }),
    { output_type: "display_data", data: { "text/plain": "a" }, metadata: {} },
  ],
  "a picture": [
    result({ "image/png": "iVBORw0K" }),
    result({ "image/png": "iVBORw0L" }),
  ],
  "the size of a picture": [
    {
      ...result({ "image/png": "i" }),
      metadata: { "image/png": { width: 1 } },
    },
    result({ "image/png": "i" }),
  ],
  "a blank between two tags": [
    result({ "text/html": "<b>1</b> <b>2</b>" }),
    result({ "text/html": "<b>1</b><b>2</b>" }),
  ],
  "a line break between two tags": [
    result({ "text/html": "<b>1</b>\n<b>2</b>" }),
    result({ "text/html": "<b>1</b><b>2</b>" }),
  ],
  "a line that looks like a heading": [
    printed("a\nstream stderr\nb"),
    printed("a\nstream stdout\nb"),
  ],
  "the message of an error": [
    { output_type: "error", ename: "RangeError", evalue: "beta2" },
    { output_type: "error", ename: "RangeError", evalue: "beta1" },
  ],
};

for (const [what, [stored, run]] of Object.entries(different)) {
  Deno.test(`${what} makes a difference`, () => {
    assertEquals(compared([stored], [run]).problems.length, 1);
  });
}

function picture(svg: string, encoded = `;base64,${btoa(svg)}`): Output {
  const html = `<figure><img src="data:image/svg+xml${encoded}"></figure>`;
  return result({ "text/html": html });
}

const same: Record<string, [Output[], Output[]]> = {
  "text in lines": [[printed("a\nb")], [{
    ...printed(""),
    text: ["a\n", "b"],
  }]],
  "a stream in pieces": [[printed("ab")], [printed("a"), printed("b")]],
  "the order of MIME types": [
    [result({ "text/plain": "a", "text/html": "b" })],
    [result({ "text/html": "b", "text/plain": "a" })],
  ],
  "how a picture in a data URL is encoded": [
    [picture("<svg>1 %</svg>")],
    [picture("", `;charset=utf-8,${encodeURIComponent("<svg>1 %</svg>")}`)],
  ],
  "the traceback of an error": [
    [{ output_type: "error", ename: "E", evalue: "m" }],
    [Object.assign({ output_type: "error", traceback: ["at /home/me"] }, {
      ename: "E",
      evalue: "m",
    })],
  ],
};

for (const [what, [stored, run]] of Object.entries(same)) {
  Deno.test(`${what} makes no difference`, () => {
    assertEquals(compared(stored, run).problems, []);
  });
}

Deno.test("two outputs are not one with two renderings", () => {
  const apart = [result({ "text/html": "a" }), result({ "text/plain": "b" })];
  const together = [result({ "text/html": "a", "text/plain": "b" })];
  assertEquals(compared(apart, together).problems.length, 1);
});

Deno.test("of a picture in HTML the diff shows the element of the SVG that differs", () => {
  const svg = (y: number) => `<svg><g>a</g><path d="M1,${y}"/></svg>`;
  assertEquals(diff([picture(svg(2))], [picture(svg(3))]).filter(isChange), [
    `-  <path d="M1,2"/>`,
    `+  <path d="M1,3"/>`,
  ]);
});

function isChange(line: string): boolean {
  return line.startsWith("-") || line.startsWith("+");
}

Deno.test("a tolerance holds for the numbers of every text, also within a picture", () => {
  for (
    const show of [
      (x: number) => printed(`${x}\n`),
      (x: number) => result({ "text/markdown": `**${x}**` }),
      (x: number) => picture(`<svg><path d="M${x},1"/></svg>`),
    ]
  ) {
    const [stored, run] = [[show(0.3)], [show(0.1 + 0.2)]];
    assertEquals(diff(stored, run, "tolerance:1e-9"), []);
    assertEquals(
      diff(stored, run, "tolerance:1e-17").filter(isChange).length,
      2,
    );
    assertEquals(diff(stored, run).filter(isChange).length, 2);
  }
});

Deno.test("within a tolerance the diff shows only the line outside it", () => {
  assertEquals(
    diff([printed("1\n2")], [printed("1.001\n3")], "tolerance:0.01"),
    ["@@ -1,3 +1,3 @@", " stream stdout", " | 1", "-| 2", "+| 3"],
  );
});

Deno.test("of outputs with thousands of changes all lines are told, old ones first", () => {
  const lines = (letter: string) =>
    Array.from({ length: 5000 }, (_, i) => `${letter}${i}`);
  const [stored, run] = [lines("a"), lines("b")];
  assertEquals(
    diff([printed(stored.join("\n"))], [printed(run.join("\n"))]),
    [
      ...["stream stdout", ...stored.map((line) => `| ${line}`)]
        .map((line) => `-${line}`),
      ...["stream stdout", ...run.map((line) => `| ${line}`)]
        .map((line) => `+${line}`),
    ],
  );
});

Deno.test("the tag nbval-ignore-output leaves the outputs of a cell out and says so", () => {
  assertEquals(compared([printed("a")], [], ["nbval-ignore-output"]), {
    compared: 0,
    ignored: ["code cell 2"],
    problems: [],
  });
});

Deno.test("a malformed tag is told with its cell", () => {
  const [problem] = compared([], [], ["tolerance:much"]).problems;
  assertEquals(problem, {
    cell: 2,
    text:
      `A tolerance must be a tag like "tolerance:1e-9", relative and between 0 and 1: current value is "tolerance:much"`,
  });
});

Deno.test("execution counts are those of a run from the top, and a blank cell has none", () => {
  const blank = { source: " ", execution_count: null };
  const run = aNotebook({ source: "1;" }, { source: "2;" }, blank, blank);
  const stored = aNotebook(
    { source: "1;", execution_count: 7 },
    { source: "2;", execution_count: null },
    blank,
    { source: " " },
  );
  assertEquals(compareNotebooks(stored, run).problems, [
    { cell: 1, text: "has the execution count 7; run from the top it has 1" },
    { cell: 2, text: "was not run; run from the top it has 2" },
    {
      cell: 4,
      text: "has the execution count 4; run from the top it has none",
    },
  ]);
});
