/** What the smaller functions of `adam/show` say to wrong arguments. */
import {
  displayable,
  explorable,
  exponential,
  ledger,
  logLogPlot,
  markdown,
  progress,
} from "adam/show";
import { assert, assertStringIncludes } from "@std/assert";

// Notebook cells are not type-checked.
// deno-lint-ignore no-explicit-any
type Untyped = (...args: any[]) => any;

const point = { x: 1, y: 1 };
const line = { label: "A line", points: [point] };
const labels = { x: "x", y: "y" };
const claim = {
  id: "S01",
  document: "d",
  place: "p",
  statement: "s",
  verdict: "holds",
  because: "b",
  numbers: {},
};
const exploration = { against: "gradient", gradients: [1], step: 1 };

const refusals: [
  name: string,
  call: Untyped,
  args: unknown[],
  names: string,
][] = [
  ["logLogPlot", logLogPlot, [], "x must say something"],
  ["logLogPlot", logLogPlot, [[line], { x: "x" }], "y must say something"],
  ["logLogPlot", logLogPlot, [[line], { ...labels, z: 1 }], "z is no setting"],
  ["logLogPlot", logLogPlot, [null, labels], "lines must be an array"],
  ["logLogPlot", logLogPlot, [[null], labels], "lines[0] must be a record"],
  ["logLogPlot", logLogPlot, [[{}], labels], "lines[0].label must say"],
  ["logLogPlot", logLogPlot, [[{ label: "A" }], labels], "points must be"],
  [
    "logLogPlot",
    logLogPlot,
    [[{ ...line, points: [null] }], labels],
    "coordinates must be finite and > 0",
  ],
  [
    "logLogPlot",
    logLogPlot,
    [[line], { ...labels, verticals: { here: 0 } }],
    'verticals["here"] must be finite and > 0',
  ],
  ["ledger", ledger, [], "claims must be an array of claims"],
  ["ledger", ledger, [[null], "d"], "claims[0] must be a record"],
  ["ledger", ledger, [[{ ...claim, id: 1 }], "d"], "claims[0].id must say"],
  [
    "ledger",
    ledger,
    [[{ ...claim, reading: "" }], "d"],
    "claims[0].reading must say",
  ],
  [
    "ledger",
    ledger,
    [[{ ...claim, numbers: null }], "d"],
    "claims[0].numbers must be a record",
  ],
  ["ledger", ledger, [[claim]], "document must be a string"],
  ["markdown", markdown, [], "markdown must stand before a template"],
  ["markdown", markdown, ["text"], "markdown must stand before a template"],
  ["displayable", displayable, [], "bundle must be a record"],
  [
    "displayable",
    displayable,
    [{ "text/html": "" }],
    'bundle["text/plain"] must be a string',
  ],
  ["explorable", explorable, [], "caption must say something"],
  [
    "explorable",
    explorable,
    [exploration, { caption: "C", title: "T" }],
    "title is no setting",
  ],
  [
    "explorable",
    explorable,
    [null, { caption: "C" }],
    "start must be a record",
  ],
  [
    "explorable",
    explorable,
    [{ ...exploration, beta3: 1 }, { caption: "C" }],
    "beta3 is no setting",
  ],
  [
    "progress",
    (...args) => [...progress(...args as [[], ""])],
    [],
    "items must be",
  ],
  ["exponential", exponential, ["1", 2], "value must be a number"],
  ["exponential", exponential, [1], "digits must be a number"],
];

function errorOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

for (const [name, call, args, names] of refusals) {
  Deno.test(`${name}() says: ${names}`, () => {
    const error = errorOf(() => call(...args));
    assert(error instanceof TypeError || error instanceof RangeError);
    assert(error.message.startsWith("Cannot "), `${error}`);
    assertStringIncludes(error.message, names);
  });
}
