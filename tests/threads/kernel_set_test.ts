import { assertEquals, assertThrows } from "@std/assert";
import {
  constantsOf,
  fuses,
  type KernelSet,
  sizesOf,
} from "../../lib/threads/mod.ts";

const set = {
  builds: { "relaxed-simd": "", simd: "" },
  plans: {},
  constants: ["ANSWER", "OTHER"],
  sizes: ["twice"],
  action: "test",
  refusal: () => "",
} as const satisfies KernelSet;

const constant = (value: number) =>
  new WebAssembly.Global({ value: "i32" }, value);
const exports = {
  ANSWER: constant(42),
  OTHER: constant(7),
  MORE: constant(8),
  twice: (size: number) => 2 * size,
};

Deno.test("the constants and the functions of kernels are those that a folder names", () => {
  assertEquals(constantsOf(set, exports), { ANSWER: 42, OTHER: 7 });
  assertEquals(sizesOf(set, exports), { twice: exports.twice });
});

Deno.test("a constant or a function that kernels do not export is refused by name", () => {
  for (
    const [wrong, message] of [
      [{ constants: ["ANSWERS"] }, "The kernels have no constant ANSWERS"],
      [{ constants: ["twice"] }, "The kernels have no constant twice"],
    ] as const
  ) {
    assertThrows(
      () => constantsOf({ ...set, ...wrong }, exports),
      Error,
      message,
    );
  }
  for (const name of ["thrice", "ANSWER"]) {
    assertThrows(
      () => sizesOf({ ...set, sizes: [name] }, exports),
      Error,
      `The kernels have no function ${name}`,
    );
  }
});

Deno.test("kernels fuse where they say so", () => {
  assertEquals([0, 1].map((answer) => fuses({ fuses: () => answer })), [
    false,
    true,
  ]);
});
