/**
 * A peer for the tests of the benchmark: what it does is its implementation's
 * name in the task.
 *
 * @module
 */
import { expectedSample } from "../../bench/expected_sample.ts";
import { serve } from "../../bench/peers/serve.ts";
import type { Task } from "../../bench/task.ts";

const { implementation }: Task = JSON.parse(Deno.args[0]!);
if (implementation === "missing") {
  console.log(JSON.stringify({ missing: "fake is not installed" }));
  Deno.exit();
}
if (implementation === "late") await new Promise((r) => setTimeout(r, 60_000));

await serve({ fake: "1.2.3" }, (task) => {
  if (implementation === "broken") throw new Error("it cannot do that");
  return {
    steps: (count) => new Promise((resolve) => setTimeout(resolve, count)),
    sample: () =>
      expectedSample(task).map((value) =>
        implementation === "wrong" ? 1.02 * value : value
      ),
  };
});
