import { assertEquals, assertThrows } from "@std/assert";
import { Obstacle } from "../../tools/shared/task.ts";
import { rules } from "../../tools/verify/tags.ts";

function rulesOf(...tags: string[]) {
  return rules({ cell_type: "code", source: "", metadata: { tags } });
}

Deno.test("without tags every output is compared exactly", () => {
  const exactly = { tolerance: 0, ignoresOutput: false };
  assertEquals(rules({ cell_type: "code", source: "" }), exactly);
  assertEquals(rulesOf("remove-input"), exactly);
});

Deno.test("the tag tolerance:1e-9 gives a relative tolerance", () => {
  assertEquals(rulesOf("tolerance:1e-9").tolerance, 1e-9);
  assertEquals(rulesOf("slow", "tolerance:0.05").tolerance, 0.05);
});

Deno.test("the tag nbval-ignore-output leaves the outputs out", () => {
  assertEquals(rulesOf("nbval-ignore-output").ignoresOutput, true);
});

Deno.test("a malformed tolerance, a meaningless one or a second one is refused", () => {
  for (
    const tag of [
      "tolerance",
      "tolerance:",
      "tolerance=1e-9",
      "tolerance: 1e-9",
      "Tolerance:1e-9",
      "tolerance:1e-9x",
      "tolerance:-1e-9",
      "tolerance:0",
      "tolerance:1",
      "tolerance:NaN",
    ]
  ) assertThrows(() => rulesOf(tag), Obstacle, `current value is "${tag}"`);
  assertThrows(
    () => rulesOf("tolerance:0.1", "tolerance:0.2"),
    Obstacle,
    "A cell can have only one tolerance",
  );
});
