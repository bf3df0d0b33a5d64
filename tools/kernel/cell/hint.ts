/**
 * What helps against an error that says too little.
 *
 * @module
 */
import type { Result } from "../result.ts";

/** Observable Plot takes the document of a page, and in Deno there is no page. */
const document =
  "Observable Plot needs a document, and Deno has none. For example:\n" +
  "import { parseHTML } from 'npm:linkedom';\n" +
  "const { document } = parseHTML('<html>');\n" +
  "Plot.plot({ document, … })";

/** The result with a hint behind its error, if there is one. */
export function withHint(result: Result): Result {
  const { evalue = "", traceback = [] } = result;
  const isOfPlot = evalue.includes("(reading 'documentElement')") &&
    traceback.some((line) => line.includes("/@observablehq/plot/"));
  if (!isOfPlot) return result;
  return { ...result, traceback: [...traceback, ...document.split("\n")] };
}
