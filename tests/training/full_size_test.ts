/** The training in binary32 at the size of the measured model. */
import { trainingRun } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import reference from "data/training.json" with { type: "json" };
import { nameInPyTorch, settingsOf } from "./reference.ts";

for (const { settings, losses, gradients } of reference.fullSize) {
  Deno.test(`trainingRun() of the measured model in f32 has PyTorch's losses and gradients for five steps, from a start of ${settings.sigma}`, async () => {
    using run = await trainingRun({ ...settingsOf(settings), storage: "f32" });
    const expected: Record<string, string[]> = gradients;
    assertEquals(Object.keys(run.weights).length, Object.keys(expected).length);
    for (const [i, loss] of losses.entries()) {
      const [record] = run.steps(1);
      assert(Math.abs(record!.loss / loss - 1) <= 1e-5);
      for (const [name, { gradients: ours }] of Object.entries(run.weights)) {
        const text = expected[nameInPyTorch(name)]![i]!;
        const [norm, along] = text.split(" ").map(Number) as [number, number];
        let [squares, product] = [0, 0];
        ours.forEach((x, j) => {
          squares += x * x;
          product += x * Math.cos(j);
        });
        assert(Math.abs(Math.sqrt(squares) - norm) <= 1e-5 * norm, name);
        // An error whose norm is 1e-5 of this one has with cosines, whose root
        // mean square is 0.7, a product of 0.7e-5 of it by chance, and three times
        // that hardly ever. All numbers compared one by one, once: 4e-6 at most.
        assert(Math.abs(product - along) <= 2e-5 * norm, name);
      }
    }
  });
}
