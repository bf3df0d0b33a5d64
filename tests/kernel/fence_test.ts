import { assert, assertEquals } from "@std/assert";
import { Arrivals } from "../../tools/kernel/arrivals.ts";
import { Fence } from "../../tools/kernel/fence.ts";
import { inside } from "../../tools/kernel/inside.ts";
import { newMessage } from "../../tools/kernel/wire/wire.ts";

const ways = ["iopub", "stdout", "stderr"] as const;

/** A fence of a kernel that sends tokens on these ways, and how often the end was seen. */
function aFence(status: string, ...sends: readonly (typeof ways)[number][]) {
  const ends: number[] = [];
  const fence: Fence = new Fence(
    new Arrivals(),
    (code) => {
      const [token] = /(?<=")[\w-]+(?=")/.exec(code)!;
      setTimeout(() => {
        for (const way of sends) fence.takes(way, token!);
      });
      return Promise.resolve(newMessage("execute_reply", { status }));
    },
    () => ends.push(1),
  );
  return { fence, ends };
}

Deno.test("a fence is closed once the end of a cell has come on all ways, and says so once", () => {
  const { fence, ends } = aFence("ok");
  fence.open();
  for (const way of ways) {
    assert(!fence.isClosed, way);
    assert(fence.takes(way, inside.end));
  }
  assert(fence.isClosed);
  assertEquals(ends.length, 1);
  fence.open();
  assert(!fence.isClosed);
});

Deno.test("text that nobody waits for is an output, not a token", () => {
  assert(!aFence("ok").fence.takes("stdout", crypto.randomUUID()));
});

Deno.test("a token arrives when it comes on all ways, and is lost when one stays silent", async () => {
  assertEquals(await aFence("ok", ...ways).fence.sendToken(1000), "arrived");
  const { fence } = aFence("ok", "iopub", "stderr");
  assertEquals(await fence.sendToken(50), "lost");
});

Deno.test("a token is interrupted when the code that sends it fails", async () => {
  const { fence } = aFence("error");
  assertEquals(await fence.sendToken(1000), "interrupted");
});
