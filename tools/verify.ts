/**
 * `deno task verify`: runs notebooks again from a fresh kernel and compares what
 * they hold with what the run gives; type-checks and lints their cells; and says
 * whether they were run on what is there now. Arguments choose notebooks and
 * folders; without any it is all of `notebooks/`. No notebook is changed.
 *
 * The exit code is 0 if there is nothing wrong with any of them, and else 1.
 *
 * @module
 */
import { basename, relative } from "node:path";
import { findNotebooks } from "./notebook/find_notebooks.ts";
import { calledFrom, main } from "./shared/task.ts";
import { reportText, summary } from "./verify/report.ts";
import { rightTypes } from "./verify/right_types.ts";
import { type Report, verifyNotebook } from "./verify/verify_notebook.ts";

await main(async () => {
  const reports = new Map<string, Report>();
  const paths = await findNotebooks(Deno.args);
  if (paths.length > 1) console.error("Checking types ...");
  const right = await rightTypes(paths);
  for (const path of paths) {
    console.error(`Verifying ${basename(path)} ...`);
    const report = await verifyNotebook(path, right);
    const below = relative(calledFrom(), path);
    const name = below.startsWith("..") ? path : below;
    reports.set(name, report);
    const text = reportText(name, report);
    if (text !== "") console.log(text);
  }
  console.log(summary(reports));
  const isWell = [...reports.values()].every((report) =>
    report.problems.length === 0
  );
  return isWell ? 0 : 1;
});
