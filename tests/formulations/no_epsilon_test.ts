import { f32, ulpDistance } from "adam";
import { formulationStep } from "adam/formulations";
import { assert, assertEquals } from "@std/assert";
import {
  gradientsAt,
  parameters,
  sample,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { noEpsilon } from "./references.ts";
import { recordedBits, startingAt } from "./run_like_reference.ts";

const [run] = noEpsilon.runs;

/** The states after each step, each from a weight of 0: so it is the update. */
function* states() {
  const take = formulationStep("optax-jit", run!.options);
  let now = Array.from({ length: parameters }, () => startingAt(0));
  for (let step = 1; step <= steps; step++) {
    const gradients = gradientsAt(step, run!.name);
    now = now.map((state, i) => take({ ...state, weight: 0 }, gradients[i]!));
    yield now;
  }
}

Deno.test("optax-jit without epsilon has Optax's moments, and updates at most 8 ulps from its", () => {
  const here = recordedBits(states(), "float32");
  assertEquals(here.firstMoment, run!.firstMoment);
  assertEquals(here.secondMoment, run!.secondMoment);

  const updates = ({ sample }: { sample: string }) =>
    new Float32Array(Uint8Array.fromBase64(sample).buffer);
  const theirs = updates(run!.weight);
  const ulps = Array.from(
    updates(here.weight),
    (update, i) => ulpDistance(update, theirs[i]!, f32),
  );
  assertEquals(ulps.length, sample.length * steps);
  // A processor's inverse root is within 1.5 * 2^-12 of itself (rsqrtps), a step
  // of Newton's makes 1.5 times the square of that out of it: 3.4 ulps at most.
  // Two roundings on the way are worth an ulp, that of the root half an ulp there
  // and half an ulp here, and those of two products half an ulp each, likewise.
  // Measured: 3, and 15 % apart; with a root to divide by it is a third.
  assert(Math.max(...ulps) <= 8);
  assert(ulps.filter((distance) => distance > 0).length < 0.2 * ulps.length);
});
