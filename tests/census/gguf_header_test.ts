/** Headers of GGUFs, held against those that Hugging Face's parser reads. */
import { gguf as parse } from "@huggingface/gguf";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CheckedFile } from "../../tools/census/checked_file.ts";
import { ggufHeader } from "../../tools/census/gguf_header.ts";
import { granted } from "../granted.ts";
import { bytesOf, ggufOf, ggufTensor, ggufText } from "./files.ts";

/** Bytes of a value of each type with a size of its own, by the type's number. */
const sizes = [[0, 1], [1, 1], [2, 2], [3, 2], [4, 4], [5, 4], [6, 4]]
  .concat([[7, 1], [10, 8], [11, 8], [12, 8]]);

const number = fc.constantFrom(...sizes).chain(([type, size]) =>
  fc.uint8Array({ minLength: size!, maxLength: size! })
    .map((bytes) => ({ type: type!, bytes }))
);

const text = fc.string({ unit: "binary", maxLength: 9 })
  .map((letters) => ({ type: 8, bytes: textOf(letters) }));

/** A number, a text, or a list of either, or of lists, all of one type. */
const value = fc.letrec<{ any: { type: number; bytes: Uint8Array } }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      number,
      text,
      fc.tuple(tie("any"), fc.nat(3)).map(([{ type, bytes }, count]) => ({
        type: 9,
        bytes: bytesOf(
          { u32: type },
          { u64: BigInt(count) },
          ...Array(count).fill(bytes),
        ),
      })),
    ),
  }),
).any;

const tokens = fc.array(fc.string({ maxLength: 9 }), { maxLength: 5 })
  .map((words) =>
    bytesOf(
      ggufText("tokenizer.ggml.tokens"),
      ...[{ u32: 9 }, { u32: 8 }, { u64: BigInt(words.length) }],
      ...words.map(textOf),
    )
  );

const alignment = fc.constantFrom(1, 8, 64).map((u32) =>
  bytesOf(ggufText("general.alignment"), { u32: 4 }, { u32 })
);

const named = fc.tuple(fc.string({ maxLength: 9 }), value)
  .map(([name, { type, bytes }]) =>
    bytesOf(textOf(name), { u32: type }, bytes)
  );

const tensor = fc.tuple(
  fc.array(fc.bigInt(0n, 2n ** 32n), { maxLength: 8 }),
  fc.nat(40),
  fc.bigInt(0n, 2n ** 52n),
).map(([sizes, type, at]) => ggufTensor("a", sizes, type, at));

const file = fc.record({
  version: fc.constantFrom(2, 3),
  values: fc.array(fc.oneof(named, tokens, alignment), { maxLength: 6 }),
  tensors: fc.array(tensor, { maxLength: 4 }),
}).map(ggufOf);

function textOf(letters: string): Uint8Array {
  const bytes = new TextEncoder().encode(letters);
  return bytesOf({ u64: BigInt(bytes.length) }, bytes);
}

Deno.test({
  name: "a header of a GGUF is read as Hugging Face's parser reads it",
  ignore: !granted("read", "write"),
  async fn() {
    const path = await Deno.makeTempFile();
    try {
      await fc.assert(fc.asyncProperty(file, async (bytes) => {
        await Deno.writeFile(path, bytes);
        using checked = new CheckedFile(path);
        const theirs = await parse("https://file.invalid/", {
          fetch: () => Promise.resolve(new Response(bytes)),
        });
        const words = theirs.metadata["tokenizer.ggml.tokens" as "version"];
        assertEquals(ggufHeader(checked), {
          tensors: theirs.tensorInfos.map(({ name, shape, dtype, offset }) => ({
            name,
            sizes: shape.map(Number),
            type: Number(dtype),
            offset: Number(offset),
          })),
          length: Number(theirs.tensorDataOffset),
          ...(words !== undefined && { tokens: words as unknown as string[] }),
        });
      }));
    } finally {
      await Deno.remove(path);
    }
  },
});
