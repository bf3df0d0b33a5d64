import { assert, assertStrictEquals } from "@std/assert";
import reference from "data/corrections.json" with {
  type: "json",
};
import { correctionInBinary32 } from "../../lib/formulations/_flushed.ts";
import { digest } from "../../tools/reference/formulations/sequences.ts";
import { formats } from "../formats.ts";

for (const { decay, digest: theirs, apart } of reference.corrections) {
  Deno.test(`1 - ${decay} ** t in binary32 is that of Keras and Optax at all but ${apart.length} of ${reference.steps} steps`, () => {
    const here = Float32Array.from(
      { length: reference.steps },
      (_, i) => correctionInBinary32(decay, i + 1),
    );
    for (const [step, bits] of apart as [number, number][]) {
      const there = formats.f32.value(bits);
      const ours = here[step - 1]!;
      // The power is one ulp off, and at most 1; its ulp is at most 2^-24.
      assert(ours !== there && Math.abs(ours - there) <= 2 ** -24);
      here[step - 1] = there;
    }
    assertStrictEquals(digest(here), theirs);
  });
}
