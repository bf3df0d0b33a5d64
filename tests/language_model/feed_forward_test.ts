import { randomNumbers } from "adam/statistics";
import { feedForward } from "../../lib/language_model/_feed_forward.ts";
import { gelu } from "../../lib/language_model/_gelu.ts";
import { initialLinear } from "../../lib/language_model/_initialization.ts";
import { matrix } from "adam/matrix";
import { assertAlmostEquals, assertEquals } from "@std/assert";

const uniform = randomNumbers(5);
const weights = {
  inner: initialLinear(3, 2, uniform),
  outer: initialLinear(2, 3, uniform),
};

Deno.test("feedForward() activates between its two layers and not behind them", () => {
  const { inner, outer } = weights;
  const [x, y] = [0.7, -1.1];
  const active = [0, 1, 2].map((i) => {
    const [a, b] = inner.weight.values.slice(2 * i, 2 * i + 2);
    return gelu(a! * x + b! * y + inner.bias[i]!);
  });
  const { values } = feedForward(matrix(1, 2, [x, y]), weights);
  [0, 1].forEach((i) => {
    const row = outer.weight.values.slice(3 * i, 3 * i + 3);
    const sum = row.reduce((total, w, j) => total + w * active[j]!, 0);
    // The same operations, the sums perhaps in another order.
    assertAlmostEquals(values[i]!, sum + outer.bias[i]!, 1e-15);
  });
});

Deno.test("feedForward() looks at each position by itself", () => {
  const rows = [[0.7, -1.1], [2, 0.5]];
  const alone = rows.flatMap((row) => [
    ...feedForward(matrix(1, 2, row), weights).values,
  ]);
  assertEquals(
    [...feedForward(matrix(2, 2, rows.flat()), weights).values],
    alone,
  );
});
