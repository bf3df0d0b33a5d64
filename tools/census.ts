/**
 * `deno task census FILE`: reads the token matrix of a model and says which of
 * its rows are identical, which lie together, where, and what is around them.
 * `--json` prints all that was found, `--page` writes a page with a picture.
 *
 * @module
 */
import { resolve } from "node:path";
import { read, usage } from "./census/command_line.ts";
import { openCheckpoint } from "./census/open_checkpoint.ts";
import { takeCensus } from "./census/take_census.ts";
import { censusText } from "./census/text.ts";
import { calledFrom, main } from "./shared/task.ts";
import { writeFile } from "./shared/write_file.ts";

await main(async () => {
  const call = read(Deno.args);
  if (!call) {
    console.log(usage);
    return;
  }
  const path = resolve(calledFrom(), call.file);
  const record = takeCensus(openCheckpoint(path, call.tensor));
  console.log(call.json ? JSON.stringify(record) : censusText(record));
  if (call.page === undefined) return;
  // Only now: what draws takes longer to start than most files to read.
  const { censusPage } = await import("./census/page.ts");
  await writeFile(resolve(calledFrom(), call.page), await censusPage(record));
});
