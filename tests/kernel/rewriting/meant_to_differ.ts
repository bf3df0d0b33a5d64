/**
 * How the project's kernel is meant to differ from Deno's own. What a difference
 * is about is taken out of what both did, as little of it as can be.
 *
 * @module
 */
import type { Run } from "./both_kernels.ts";

/** A way to differ, and what makes the two alike where it is all that differs. */
export interface Difference {
  /** Why the two are meant to differ. */
  reason: string;
  /** What a cell did in the two, but for this. */
  without(relay: Run, stock: Run): [relay: Run, stock: Run];
}

type IsLeftOut = (kind: string, text: string, more?: string) => boolean;

function withoutOutputs(run: Run, isLeftOut: IsLeftOut): Run {
  if (!run.outputs) return run;
  const outputs = run.outputs.filter(([kind, text, more]) =>
    !isLeftOut(kind!, text!, more)
  );
  return { ...run, outputs };
}

const isResult: IsLeftOut = (kind) => kind === "execute_result";

function showsResult({ outputs = [] }: Run): boolean {
  return outputs.some(([kind, text]) => isResult(kind!, text!));
}

/** The same without the places in the code of errors. */
export function withoutFrames(run: Run): Run {
  const frame = /\n +at [^\n{,"]*/g;
  const outputs = run.outputs?.map((output) =>
    output.map((text) => text.replaceAll(frame, ""))
  );
  return { ...run, ...(outputs && { outputs }) };
}

const syntaxError: Run = {
  status: "error",
  error: ["SyntaxError", "…"],
  outputs: [["error", "SyntaxError", "…"]],
};

const frames: Difference = {
  reason: "Places in the code are those in the cell's own, under its name",
  without: (relay, stock) => [withoutFrames(relay), withoutFrames(stock)],
};

const values: Difference = {
  reason: "Deno's kernel shows nothing for these last values",
  without(relay, stock) {
    if (stock.status !== "ok" || showsResult(stock)) return [relay, stock];
    const lost = /^(NaN|-?Infinity|-0|-?\d+n|null)$/;
    const isLost: IsLeftOut = (kind, text) =>
      isResult(kind, text) && lost.test(text);
    return [withoutOutputs(relay, isLost), stock];
  },
};

const parsing: Difference = {
  reason: "Deno's kernel says only `Execution failed`, without an output, " +
    "where its parser finds a syntax error",
  without(relay, stock) {
    const isFound = stock.error?.[1] === "Execution failed";
    // Where its parser contradicts itself, as it does with a few casts, nothing is known.
    const isToldSo = relay.error?.[0] === "SyntaxError" ||
      relay.error?.[1] === "Execution failed";
    return isFound && isToldSo ? [syntaxError, syntaxError] : [relay, stock];
  },
};

const laterParsing: Difference = {
  reason:
    "A syntax error that only V8 finds is told in words of another parser",
  without(relay, stock) {
    const areBoth = [relay, stock].every(({ error }) =>
      error?.[0] === "SyntaxError"
    );
    return areBoth ? [syntaxError, syntaxError] : [relay, stock];
  },
};

const once: Difference = {
  reason: "Deno's kernel runs a cell in braces that throws a second time, " +
    "and tells of the second time",
  without(relay, stock) {
    const isUnparsed = stock.error?.[1] === "Execution failed";
    return isUnparsed && relay.error?.[0] === "ReferenceError"
      ? [stock, stock]
      : [relay, stock];
  },
};

/**
 * Whether Deno's kernel dropped the parentheses of a function with which a statement
 * begins, and so took it for a declaration: nothing behind it can be compared.
 */
export function isMistaken({ error }: Run): boolean {
  return error?.[1] === "Function statements require a function name";
}

const effects: Difference = {
  reason:
    "An import for its effects shows nothing; Deno's kernel shows the module",
  without: (relay, stock) => [
    relay,
    relay.outputs?.length === 0
      ? withoutOutputs(
        stock,
        (kind, text) =>
          isResult(kind, text) && text.startsWith("[Module: null prototype]"),
      )
      : stock,
  ],
};

/** One that is awaited, and others like it that are not. */
export const others: Difference = {
  reason: "A rejection that the cell never gets to await is shown as well",
  without(relay, stock) {
    const seen = new Set<string>();
    const isAgain = (output: string[]) => {
      const text = JSON.stringify(output);
      return output[0] === "error" && seen.size === seen.add(text).size;
    };
    const outputs = relay.outputs?.filter((output) => !isAgain(output));
    return [{ ...relay, ...(outputs && { outputs }) }, stock];
  },
};

/** What is yet to be settled is there a microtask later. */
export const ticks: Difference = {
  reason: "A wait that can be stopped takes a microtask more if it has to wait",
  without(relay, stock) {
    const counted = /"?\d+"?,?\s*/g;
    const bare = (run: Run): Run => ({
      ...run,
      ...(run.outputs && {
        outputs: run.outputs.map((output) =>
          output.map((text) => text.replaceAll(counted, "").replace(/\s+/g, ""))
        ),
      }),
    });
    return [bare(relay), bare(stock)];
  },
};

/** How all kinds may differ. */
export const usual: readonly Difference[] = [
  frames,
  values,
  once,
  effects,
  parsing,
  laterParsing,
];

/** The same for those that throw syntax errors on purpose. */
export const usualOfThrown: readonly Difference[] = [frames, values, parsing];

/** A last loop shows nothing. */
export const lastLoop: Difference = {
  reason: "The last value of a loop's body is not the value of the cell",
  without: (relay, stock) => [relay, withoutOutputs(stock, isResult)],
};

/** Some other statement of which a loop gives the value. */
export const loopWithin: Difference = {
  reason:
    "Where a loop gives the value of the last statement, it may show nothing",
  without: (relay, stock) =>
    showsResult(relay)
      ? [relay, stock]
      : [relay, withoutOutputs(stock, isResult)],
};

/** Errors whose message is `uncaught`. */
export const uncaught: Difference = {
  reason: "Errors that nobody waits for are shown; Deno's kernel loses them",
  without: (relay, stock) => [
    withoutOutputs(
      relay,
      (kind, _, message) => kind === "error" && message!.includes("uncaught"),
    ),
    stock,
  ],
};

/** Text that is written past `console`. */
export const written: Difference = {
  reason:
    "Text written to Deno.stdout and Deno.stderr is shown; Deno's kernel loses it",
  without: (relay, stock) => [
    withoutOutputs(
      relay,
      (kind, text) => kind.startsWith("std") && text === "text",
    ),
    stock,
  ],
};

/** A name that a module does not have. */
export const missing: Difference = {
  reason:
    "An import of a name that the module lacks fails; in Deno's kernel it is undefined",
  without: (relay, stock) =>
    relay.error?.[0] === "SyntaxError" && stock.status === "ok"
      ? [syntaxError, syntaxError]
      // In the cell behind it nothing of that import is there.
      : relay.outputs?.some(([, text]) => text?.includes("is not defined"))
      ? [stock, stock]
      : [relay, stock],
};

/** An `await` at the end of its line. */
export const acrossLines: Difference = {
  reason:
    "Deno's kernel takes the line break behind `await` for the end of a statement",
  without(relay, stock) {
    const isValue =
      JSON.stringify(relay.outputs) === '[["execute_result","5"]]';
    return isValue && stock.error?.[0] === "SyntaxError"
      ? [stock, stock]
      : [relay, stock];
  },
};
