import { assert, assertEquals } from "@std/assert";
import { interleave } from "../../bench/interleave.ts";

Deno.test("interleave() begins each round with another, and leaves out what fails", async () => {
  const order: string[] = [];
  const run = (name: string) => () => {
    order.push(name);
    const count = order.filter((other) => other === name).length;
    if (name === "b" && count === 2) return Promise.reject(new Error("no"));
    return Promise.resolve(count);
  };
  const results = await interleave([run("a"), run("b"), run("c")], 3);
  assertEquals(order.join(""), "abc" + "bca" + "ca");
  assertEquals([results[0], results[2]], [[1, 2, 3], [1, 2, 3]]);
  assert(results[1] instanceof Error);
});
