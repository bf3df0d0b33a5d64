/**
 * What the footers of this project's pages say.
 *
 * @module
 */
import { join } from "node:path";
import { root } from "../shared/task.ts";
import { readCitation } from "./citation.ts";
import type { About } from "./footer.ts";
import { provenance } from "./provenance.ts";

/** What a page is made of and with now, and how to cite it. */
export async function aboutProject(): Promise<About> {
  const cff = await Deno.readTextFile(join(root, "CITATION.cff"));
  return {
    facts: await provenance(root),
    rendered: new Date(),
    citation: readCitation(cff),
  };
}
