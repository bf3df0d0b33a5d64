import { assertEquals } from "@std/assert";
import { RequestQueue } from "../../tools/kernel/request_queue.ts";
import { newMessage } from "../../tools/kernel/wire/wire.ts";

const cell = (code: string) => newMessage("execute_request", { code });

Deno.test("requests are served one after the other, in the order that they come", async () => {
  const seen: string[] = [];
  const queue = new RequestQueue(async ({ content: { code } }) => {
    seen.push(`${code} begins`);
    await new Promise((resolve) => setTimeout(resolve));
    seen.push(`${code} ends`);
  });
  const served = queue.take(cell("a"));
  queue.take(cell("b"));
  await served;
  await queue.take(cell("c"));
  assertEquals(
    seen,
    ["a", "b", "c"].flatMap((name) => [
      `${name} begins`,
      `${name} ends`,
    ]),
  );
});

Deno.test("cells sent with a failing one are aborted, once; other requests and later cells are not", async () => {
  const aborted: [string, boolean][] = [];
  const queue = new RequestQueue(async (request) => {
    const { header, content } = request;
    aborted.push([content.code ?? header.msg_type, queue.isAborted(request)]);
    if (content.code === "fails") await queue.abortCells();
  });
  const served = queue.take(cell("fails"));
  queue.take(cell("sent with it"));
  queue.take(newMessage("complete_request", {}));
  setTimeout(() => queue.take(cell("sent a moment later")), 50);
  await served;
  await queue.take(cell("sent when that is over"));
  assertEquals(aborted, [
    ["fails", false],
    ["sent with it", true],
    ["complete_request", false],
    ["sent a moment later", true],
    ["sent when that is over", false],
  ]);
});
