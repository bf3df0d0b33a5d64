import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Piece, printed } from "../../tools/kernel/printed.ts";

const key = crypto.randomUUID();

/** A stream of these bytes, in chunks of these lengths. */
function inChunks(
  bytes: Uint8Array<ArrayBuffer>,
  lengths: number[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      let at = 0;
      for (const length of [...lengths, bytes.length]) {
        if (at < bytes.length) controller.enqueue(bytes.slice(at, at + length));
        at += length;
      }
      controller.close();
    },
  });
}

/** The pieces, with texts that follow each other as one. */
function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.token !== undefined) all.push(piece);
    else if (last?.text !== undefined) last.text += piece.text;
    else all.push({ text: piece.text });
  }
  return all.filter(({ text }) => text !== "");
}

async function read(
  text: string,
  lengths: number[] = [],
  isTalking = true,
): Promise<Piece[]> {
  const bytes = new TextEncoder().encode(text);
  return joined(
    await Array.fromAsync(
      printed(inChunks(bytes, lengths), key, () => isTalking),
    ),
  );
}

Deno.test("printed() tells tokens from texts, in whatever pieces they come", async () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "\0", "\n", ":", "é", "😀", '{"id":1', "-"),
  });
  const piece = fc.oneof(
    text.map((text): Piece => ({ text })),
    fc.uuid().map((token): Piece => ({ token })),
  );
  const isKept = fc.asyncProperty(
    fc.array(piece),
    fc.array(fc.integer({ min: 1, max: 50 })),
    async (pieces, lengths) => {
      const whole = pieces.map(({ text, token }) =>
        token === undefined ? text : `\0${key}:${token}\0`
      ).join("");
      assertEquals(await read(whole, lengths), joined(pieces));
    },
  );
  await fc.assert(isKept, { numRuns: 500 });
});

Deno.test("printed() leaves out what Deno says to itself, in whatever pieces it comes", async () => {
  const said = "CDP response has null result. Full response: " +
    '{"id":5,"error":{"code":-32000,"message":"Execution was terminated"},"result":null}\n' +
    "Illegal unhandled exception in nonblocking callback\n";
  for (let cut = 1; cut < said.length; cut++) {
    assertEquals(await read(`a\n${said}b`, [2 + cut]), [{ text: "a\nb" }]);
  }
});

Deno.test("printed() takes nothing for such talk when Deno has nothing to say", async () => {
  const text = 'CDP response has null result. Full response: x\n{"id":1,' +
    '"error":{"code":-1,"message":"Execution was terminated"},"result":null}\n';
  assertEquals(await read(text, [3, 60], false), [{ text }]);
});

Deno.test("printed() hands on a line that begins like such talk and is far longer", async () => {
  const start = '{"id":"' + "x".repeat(1000);
  const bytes = new TransformStream<Uint8Array<ArrayBuffer>>();
  const writer = bytes.writable.getWriter();
  writer.write(new TextEncoder().encode(start));
  const pieces = printed(bytes.readable, key, () => true);
  assertEquals((await pieces.next()).value, { text: start });
  await writer.close();
});
