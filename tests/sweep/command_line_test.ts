import { assert, assertEquals } from "@std/assert";
import { Obstacle } from "../../tools/shared/task.ts";
import { read } from "../../tools/sweep/command_line.ts";

Deno.test("a call names a grid, and may ask for workers, for a share, or for Dask", () => {
  const share = { number: 1, of: 1 };
  assertEquals(read(["g.json"]), { file: "g.json", workers: 1, share });
  assertEquals(read(["g.json", "--workers", "2", "--task", "3/48"]), {
    ...{ file: "g.json", workers: 2, share: { number: 3, of: 48 } },
  });
  const dask = "tcp://127.0.0.1:8786";
  assertEquals(read(["g.json", "--dask", dask]), {
    ...{ file: "g.json", workers: 1, share, dask },
  });
  assertEquals(read(["--help"]), undefined);
});

for (
  const [words, ...args] of [
    ["--task must be K/N with K from 1 to N", "--task", "0/4"],
    ["--task must be K/N with K from 1 to N", "--task", "5/4"],
    ["--task must be K/N with K from 1 to N", "--task", "3"],
    ["--task must be K/N with K from 1 to N", "--task", "1/2/3"],
    ["--dask must be an address such as tcp://host:8786", "--dask", "host"],
    ["--task must be left out with", "--task", "1/2", "--dask", "tcp://h:1"],
    ["--workers must be left out with", "--workers=2", "--dask", "tcp://h:1"],
    ["--workers must be from 1 to 99", "--workers", "0"],
  ] as [string, ...string[]][]
) {
  Deno.test(`a call is refused: ${args.join(" ")}`, () => {
    try {
      read(["g.json", ...args]);
    } catch (error) {
      assert(error instanceof Obstacle && error.message.includes(words));
      return;
    }
    assert(false, "it is not refused");
  });
}
