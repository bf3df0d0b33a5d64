/** Checkpoints of the formats' own packages, and files that lie. */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import reference from "data/checkpoints.json" with { type: "json" };
import { openCheckpoint } from "../../tools/census/open_checkpoint.ts";
import { allRows, rowAt } from "../../tools/census/rows.ts";
import { takeCensus } from "../../tools/census/take_census.ts";
import { Obstacle } from "../../tools/shared/task.ts";
import { granted } from "../granted.ts";
import {
  bytesOf,
  f32Bytes,
  ggufOf,
  ggufTensor,
  ggufText,
  npyOf,
  safetensorsOf,
} from "./files.ts";

const ignore = !granted("read", "write");

/** Calls with a folder that holds these files, and removes it. */
async function inFolder<T>(
  files: Record<string, Uint8Array | string>,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string"
        ? new TextEncoder().encode(content)
        : content;
      await Deno.writeFile(join(folder, name), bytes);
    }
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [name, told] of Object.entries(reference.files)) {
  Deno.test({
    name: `a matrix is read as its format's own package reads it: ${name}`,
    ignore,
    async fn() {
      const bytes = Uint8Array.fromBase64(told.bytes);
      await inFolder({ [told.file]: bytes }, (folder) => {
        const { matrix, tokens } = openCheckpoint(
          join(folder, told.file),
        );
        using _ = matrix.file;
        assertEquals(matrix.name, told.tensor);
        assertEquals([matrix.rows, matrix.columns], told.shape);
        const numbers = [...allRows(matrix)]
          .flatMap(({ index }) => [...rowAt(matrix, index).numbers]);
        // As if it were too large to be kept.
        const { bytes: kept, ...read } = matrix;
        assertEquals(rowAt(read, 1).bytes, rowAt(matrix, 1).bytes);
        assertEquals(kept!.length, matrix.rows * matrix.rowBytes);
        const wanted = told.numbers.split(" ").map(Number);
        assertEquals(numbers.length, wanted.length);
        for (const [i, number] of numbers.entries()) {
          assertStrictEquals(number, wanted[i]!);
        }
        const words = "tokens" in told ? told.tokens : [];
        assertEquals([...tokens.values()], words);
        const { identical } = takeCensus({ matrix, tokens });
        assertEquals(
          identical.largest.map(({ rows }) => rows.map(({ row }) => row)),
          [[2, 4]],
        );
      });
    },
  });
}

const shape = [2, 2];
const four = f32Bytes([1, 2, 3, 4]);
const told = { dtype: "F32", shape, data_offsets: [0, 16] };
const named = "wte.weight";
const huge = 2 ** 40;
const key = (text: string) => ggufText(text);
const token = ggufTensor("token_embd.weight", [32n, 2n], 0);
const array = (type: number, count: bigint, ...rest: Uint8Array[]) =>
  bytesOf({ u32: 9 }, { u32: type }, { u64: count }, ...rest);

/** A file that is to be refused, in words that this matches, or answered. */
interface Case {
  bytes: Uint8Array | string;
  refused?: RegExp;
  file?: string;
  beside?: Record<string, Uint8Array | string>;
}

const index = (map: unknown) =>
  JSON.stringify({ metadata: {}, weight_map: map });
const good = safetensorsOf({ [named]: told }, four);

const cases: Record<string, Case> = {
  "empty": { bytes: "", refused: /begins like none/ },
  "one byte": { bytes: "G", refused: /begins like none/ },
  "noise": {
    bytes: Uint8Array.from({ length: 99 }, (_, i) => 77 * i),
    refused: /begins like none/,
  },
  "a header of 2^63 bytes": {
    bytes: safetensorsOf({ [named]: told }, four, 2n ** 63n),
    refused: /its header should have 9223372036854775808 bytes/,
  },
  "a header of 2^64 - 1 bytes": {
    bytes: safetensorsOf({ [named]: told }, four, 2n ** 64n - 1n),
    refused: /its header should have 18446744073709551615 bytes/,
  },
  "a header that ends too late by one": {
    bytes: safetensorsOf({ [named]: told }, four, 200n),
    refused: /its header should have 200/,
  },
  "a header that is cut off": {
    bytes: good.subarray(0, 30),
    refused: /its header should have/,
  },
  "data that are cut off": {
    bytes: good.subarray(0, good.length - 1),
    refused: /should take 16 bytes, and there are 15/,
  },
  "data too many": {
    bytes: bytesOf(good, { u8: 0 }),
    refused: /should take 16 bytes, and there are 17/,
  },
  "a header that is no JSON": {
    bytes: safetensorsOf("{nonsense}", four),
    refused: /should be JSON is none/,
  },
  "a header that is not UTF-8": {
    bytes: bytesOf({ u64: 4n }, '{"', { u8: 0xff }, "}"),
    refused: /should be JSON is none/,
  },
  "a bomb of brackets": {
    bytes: safetensorsOf(`{"a":${"[".repeat(1e6)}`),
    refused: /more than 32 levels deep/,
  },
  "a bomb of closed brackets": {
    bytes: safetensorsOf(`{"a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`),
    refused: /more than 32 levels deep/,
  },
  "a header of more names than a vocabulary has": {
    bytes: safetensorsOf(`{${'"a":1,'.repeat(2 ** 19)}"a":1}`),
    refused: /its JSON has more than 524288 names/,
  },
  "a header of more values than a tokenizer has": {
    bytes: safetensorsOf(`{"a":[${"1,".repeat(3 * 2 ** 20)}1]}`),
    refused: /its JSON has more than 3145728 values/,
  },
  "a tensor without a type": {
    bytes: safetensorsOf({ [named]: { shape, data_offsets: [0, 16] } }, four),
    refused: /does not say what wte.weight is/,
  },
  "a tensor that is a number": {
    bytes: safetensorsOf({ [named]: 1 }, four),
    refused: /does not say what wte.weight is/,
  },
  "tensors that overlap": {
    bytes: safetensorsOf({
      [named]: told,
      other: { ...told, data_offsets: [8, 24] },
    }, f32Bytes([1, 2, 3, 4, 5, 6])),
    refused: /other overlaps wte.weight/,
  },
  "tensors with bytes between them": {
    bytes: safetensorsOf({
      [named]: told,
      other: { ...told, data_offsets: [20, 36] },
    }, new Uint8Array(36)),
    refused: /between wte.weight and other are bytes/,
  },
  "a name that is there twice": {
    bytes: safetensorsOf(
      `{"${named}":${JSON.stringify(told)},"${named}":${JSON.stringify(told)}}`,
      four,
    ),
    refused: /has a name twice/,
  },
  "a type that its bytes belie": {
    bytes: safetensorsOf({ [named]: { ...told, dtype: "F16" } }, four),
    refused: /should have 8 bytes, 2 x 2 in F16, and has 16/,
  },
  "a type that nobody knows": {
    bytes: safetensorsOf({ [named]: { ...told, dtype: "constructor" } }, four),
    refused: /is stored as constructor/,
  },
  "a type that is not read": {
    bytes: safetensorsOf({
      [named]: { dtype: "I32", shape, data_offsets: [0, 16] },
    }, four),
    refused: /is stored as I32/,
  },
  "sizes whose product overflows": {
    bytes: safetensorsOf(
      { [named]: { ...told, shape: [huge, huge] } },
      four,
    ),
    refused: /does not say what wte.weight is/,
  },
  "sizes beyond the file": {
    bytes: safetensorsOf({ [named]: { ...told, shape: [huge, 2] } }, four),
    refused: /should have 8796093022208 bytes/,
  },
  "a size that is negative": {
    bytes: safetensorsOf({ [named]: { ...told, shape: [-2, -2] } }, four),
    refused: /does not say what wte.weight is/,
  },
  "offsets that go back": {
    bytes: safetensorsOf({ [named]: { ...told, data_offsets: [16, 0] } }, four),
    refused: /should have 16 bytes/,
  },
  "offsets beyond the file": {
    bytes: safetensorsOf(
      { [named]: { ...told, data_offsets: [huge, huge + 16] } },
      four,
    ),
    refused: /between the header and wte.weight are bytes/,
  },
  "0 x d": {
    bytes: safetensorsOf({
      [named]: { dtype: "F32", shape: [0, 4], data_offsets: [0, 0] },
    }),
    refused: /is 0 x 4: it holds no number/,
  },
  "d x 0": {
    bytes: safetensorsOf({
      [named]: { dtype: "F32", shape: [4, 0], data_offsets: [0, 0] },
    }),
    refused: /is 4 x 0: it holds no number/,
  },
  "three axes": {
    bytes: safetensorsOf({ [named]: { ...told, shape: [2, 2, 1] } }, four),
    refused: /has 3 axes/,
  },
  "no tensor": { bytes: safetensorsOf({}), refused: /has no matrices/ },
  "no matrix of tokens among two": {
    bytes: safetensorsOf({
      a: told,
      b: { ...told, data_offsets: [16, 32] },
    }, new Uint8Array(32)),
    refused: /choose one by --tensor\n {2}a: 2 x 2\n {2}b: 2 x 2/,
  },
  "rows that are all NaN": {
    bytes: safetensorsOf({ [named]: told }, f32Bytes([NaN, 1, 2, Infinity])),
    refused: /no row of wte.weight is finite/,
  },
  "a row that is NaN": {
    bytes: safetensorsOf({ [named]: told }, f32Bytes([NaN, 1, 2, 3])),
  },
  "rows of zeros": {
    bytes: safetensorsOf({ [named]: told }, new Uint8Array(16)),
  },
  "one row": {
    bytes: safetensorsOf({ [named]: { ...told, shape: [1, 4] } }, four),
  },
  "one column": {
    bytes: safetensorsOf({ [named]: { ...told, shape: [4, 1] } }, four),
  },
  "the largest numbers": {
    bytes: safetensorsOf(
      { [named]: told },
      f32Bytes([3.4e38, -3.4e38, -3.4e38, 3.4e38]),
    ),
  },
  "a name that would command a terminal": {
    bytes: safetensorsOf({ "\x1b[2Jwte.weight": told }, four),
  },
  "an index without a map": {
    bytes: '{\n"metadata":{}}',
    refused: /has no weight_map/,
  },
  "an index of a shard that is missing": {
    bytes: index({ [named]: "model-1.safetensors" }),
    refused: /Cannot read model-1.safetensors: there is no such file/,
  },
  "an index that leads out of its folder": {
    bytes: index({ [named]: "../../etc/model.safetensors" }),
    refused: /should be in a .safetensors file beside it/,
  },
  "an index of a shard without the matrix": {
    bytes: index({ [named]: "a.safetensors" }),
    beside: { "a.safetensors": safetensorsOf({ other: told }, four) },
    refused: /a.safetensors does not have wte.weight/,
  },
  "an index of a shard that is none": {
    bytes: index({ [named]: "a.safetensors" }),
    beside: { "a.safetensors": "GGUF" },
    refused: /Cannot read a.safetensors/,
  },
  "an index of numbers": {
    bytes: index({ [named]: 7 }),
    refused: /should be in a .safetensors file/,
  },
  "an index that is right": {
    bytes: index({ [named]: "a.safetensors" }),
    beside: { "a.safetensors": good },
  },
  "a tokenizer that is no JSON": {
    bytes: good,
    beside: { "tokenizer.json": "]" },
    refused: /Cannot read tokenizer.json/,
  },
  "a tokenizer of anything": {
    bytes: good,
    beside: {
      "tokenizer.json": JSON.stringify({
        model: { vocab: { a: -1, b: 1e300, c: "0", d: null, __proto__: 1 } },
        added_tokens: [null, 1, { id: 0, content: 7 }],
      }),
    },
  },
  "a tokenizer of words that are none": {
    bytes: good,
    beside: {
      "tokenizer.json":
        '{"model":{"vocab":[{"toString":1,"valueOf":2},[["a"],0],["b",0]]}}',
    },
  },
  "GGUF with a wrong magic": {
    bytes: ggufOf({ magic: "GGUX", tensors: [token] }),
    refused: /begins like none/,
  },
  "GGUF that is only its magic": {
    bytes: "GGUF",
    refused: /it ends within its header/,
  },
  "GGUF of version 77": {
    bytes: ggufOf({ version: 77 }),
    refused: /it is of version 77/,
  },
  "GGUF, big-endian": {
    bytes: ggufOf({ version: 0x03000000 }),
    refused: /its numbers are big-endian/,
  },
  "GGUF of 2^63 tensors": {
    bytes: ggufOf({ counts: [2n ** 63n, 0n] }),
    refused: /has 9223372036854776000 tensors: at most 262144 are read/,
  },
  "GGUF of 200,000 tensors that are not there": {
    bytes: ggufOf({ counts: [200_000n, 0n] }),
    refused: /it ends within its header/,
  },
  "GGUF of 99,999 values that are not there": {
    bytes: ggufOf({ counts: [1n, 99_999n] }),
    refused: /it ends within its header/,
  },
  "GGUF with a key of 2^60 letters": {
    bytes: ggufOf({ values: [ggufText("a", 2n ** 60n)] }),
    refused: /it ends within its header/,
  },
  "GGUF with a million tokens that are not there": {
    bytes: ggufOf({
      values: [bytesOf(key("tokenizer.ggml.tokens"), array(8, 1_000_000n))],
    }),
    refused: /it ends within its header/,
  },
  "GGUF with 2^62 tokens": {
    bytes: ggufOf({
      values: [bytesOf(key("tokenizer.ggml.tokens"), array(8, 2n ** 62n))],
    }),
    refused: /has 4611686018427388000 tokens: at most 1048576 are read/,
  },
  "GGUF with lists in lists in lists": {
    bytes: ggufOf({
      values: [
        bytesOf(
          key("a"),
          { u32: 9 },
          ...Array.from(
            { length: 1000 },
            () => bytesOf({ u32: 9 }, { u64: 1n }),
          ),
        ),
      ],
    }),
    refused: /lists in lists, more than 4 levels deep/,
  },
  "GGUF with a value of no type": {
    bytes: ggufOf({ values: [bytesOf(key("a"), { u32: 99 })] }),
    refused: /has a value of type 99/,
  },
  "GGUF with a header of 15 MB that is there": {
    bytes: ggufOf({
      values: [bytesOf(key("a"), array(0, 15_000_000n, new Uint8Array(15e6)))],
      tensors: [token],
      data: new Uint8Array(256),
    }),
  },
  "GGUF with a header of more than 16 MB": {
    bytes: ggufOf({
      values: [bytesOf(key("a"), array(0, 16_000_000n, new Uint8Array(16e6)))],
      tensors: [token],
      data: new Uint8Array(256),
    }),
    refused: /its header has more than 16000000 bytes/,
  },
  "GGUF aligned to 0": {
    bytes: ggufOf({
      values: [bytesOf(key("general.alignment"), { u32: 4 }, { u32: 0 })],
    }),
    refused: /general.alignment must be a power of two: it is 0/,
  },
  "GGUF with a tensor of 9 axes": {
    bytes: ggufOf({ tensors: [ggufTensor("a", Array(9).fill(1n), 0)] }),
    refused: /a has 9 axes: at most 8/,
  },
  "GGUF with a tensor of 2^40 rows": {
    bytes: ggufOf({
      tensors: [ggufTensor("token_embd.weight", [32n, 2n ** 40n], 0)],
    }),
    refused: /it should have 140737488355328 bytes/,
  },
  "GGUF with a tensor beyond the file": {
    bytes: ggufOf({ tensors: [token], data: new Uint8Array(255) }),
    refused: /it should have 256 bytes/,
  },
  "GGUF with an offset of 2^64 - 1": {
    bytes: ggufOf({
      tensors: [
        ggufTensor("token_embd.weight", [32n, 2n], 0, 2n ** 64n - 1n),
      ],
    }),
    refused: /does not say where token_embd.weight is/,
  },
  "GGUF with tensors that overlap": {
    bytes: ggufOf({
      tensors: [token, ggufTensor("output.weight", [32n, 2n], 0, 128n)],
      data: new Uint8Array(512),
    }),
    refused: /output.weight overlaps token_embd.weight/,
  },
  "GGUF with a name twice": {
    bytes: ggufOf({
      tensors: [token, ggufTensor("token_embd.weight", [32n, 2n], 0, 256n)],
      data: new Uint8Array(512),
    }),
    refused: /has a name twice/,
  },
  "GGUF in a format that is not read": {
    bytes: ggufOf({
      tensors: [ggufTensor("token_embd.weight", [32n, 2n], 2)],
      data: new Uint8Array(512),
    }),
    refused: /is stored as Q4_0/,
  },
  "GGUF with blocks that do not fit": {
    bytes: ggufOf({
      tensors: [ggufTensor("token_embd.weight", [33n, 2n], 8)],
      data: new Uint8Array(512),
    }),
    refused: /has rows of 33 numbers: q8_0 has blocks of 32/,
  },
  "GGUF with fewer tokens than rows": {
    bytes: ggufOf({
      values: [
        bytesOf(key("tokenizer.ggml.tokens"), array(8, 1n, ggufText("a"))),
      ],
      tensors: [token],
      data: f32Bytes(Array.from({ length: 64 }, (_, i) => i)),
    }),
  },
  "GGUF with tokens that are numbers": {
    bytes: ggufOf({
      values: [
        bytesOf(key("tokenizer.ggml.tokens"), array(0, 2n, new Uint8Array(2))),
      ],
      tensors: [token],
      data: f32Bytes(Array.from({ length: 64 }, (_, i) => i)),
    }),
  },
  "npy with a header that is cut off": {
    bytes: npyOf("{'descr': '<f4', 'shape': (2, 2)}").subarray(0, 60),
    refused: /should have 128 bytes/,
  },
  "npy without a type": {
    bytes: npyOf("{'shape': (2, 2)}", four),
    refused: /Malformed/,
  },
  "npy of records": {
    bytes: npyOf("{'descr': [('a', '<f4')], 'shape': (2, 2)}", four),
    refused: /Malformed/,
  },
  "npy, big-endian": {
    bytes: npyOf(
      "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 2)}",
      four,
    ),
    refused: /Unsupported dtype/,
  },
  "npy of whole numbers": {
    bytes: npyOf(
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2)}",
      four,
    ),
    refused: /is stored as i4/,
  },
  "npy in Fortran's order": {
    bytes: npyOf(
      "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2)}",
      four,
    ),
    refused: /Fortran/,
  },
  "npy of a size beyond the file": {
    bytes: npyOf(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 99999)}",
      four,
    ),
    refused: /should take 39999599600004 bytes, and there are 16/,
  },
  "npy of words for sizes": {
    bytes: npyOf(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (a, b)}",
      four,
    ),
    refused: /tells no shape/,
  },
  "npy of one axis": {
    bytes: npyOf(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4,)}",
      four,
    ),
    refused: /no matrix with the name/,
  },
};

for (
  const [name, { bytes, refused, file = "file", beside = {} }] of Object
    .entries(cases)
) {
  Deno.test({
    name: `${refused ? "refused by name" : "answered"}: ${name}`,
    ignore,
    async fn() {
      await inFolder({ [file]: bytes, ...beside }, (folder) => {
        const message = takenOrRefused(join(folder, file));
        if (refused) assert(refused.test(message ?? ""), message);
        else assertEquals(message, undefined);
        assert(!message?.includes(folder), message);
      });
    },
  });
}

/** The words of the refusal; none if the census was taken, and has only numbers that JSON knows. */
function takenOrRefused(path: string): string | undefined {
  try {
    const { matrix, tokens } = openCheckpoint(path);
    using _ = matrix.file;
    const record = takeCensus({ matrix, tokens });
    assertEquals(JSON.parse(JSON.stringify(record)), record);
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    return error.message;
  }
}

Deno.test({
  name: "what is no regular file is refused, and a link to one is followed",
  ignore: ignore || Deno.build.os === "windows",
  async fn() {
    await inFolder({ "good": good }, async (folder) => {
      await Deno.symlink(join(folder, "good"), join(folder, "link"));
      await Deno.symlink(join(folder, "nothing"), join(folder, "dangling"));
      const said = (name: string) => takenOrRefused(join(folder, name));
      assertEquals(said("link"), undefined);
      assertEquals(
        said("."),
        `Cannot read ${folder.split("/").at(-1)}: it is a folder`,
      );
      assertEquals(
        said("dangling"),
        "Cannot read dangling: there is no such file",
      );
      assertEquals(
        said("none"),
        "Cannot read none: there is no such file",
      );
      assertEquals(
        takenOrRefused("/dev/zero"),
        "Cannot read zero: it is no regular file",
      );
    });
  },
});

Deno.test({
  name: "any bytes behind any beginning are refused or answered",
  ignore,
  async fn() {
    const beginnings = [good, ggufOf({ tensors: [token] }), npyOf("{}")];
    const start = fc.record({
      of: fc.constantFrom(...beginnings),
      length: fc.nat(64),
    }).map(({ of, length }) => of.subarray(0, length));
    const bytes = fc.tuple(start, fc.uint8Array({ maxLength: 200 }))
      .map(([start, rest]) => bytesOf(start, rest));
    await inFolder({}, async (folder) => {
      const path = join(folder, "file");
      await fc.assert(fc.asyncProperty(bytes, async (bytes) => {
        await Deno.writeFile(path, bytes);
        takenOrRefused(path);
      }));
    });
  },
});

Deno.test({
  name: "a good file with one byte changed is refused or answered",
  ignore,
  async fn() {
    const files = [
      good,
      ...Object.values(reference.files).map(({ bytes }) =>
        Uint8Array.fromBase64(bytes)
      ),
    ];
    const changed = fc.record({
      of: fc.constantFrom(...files),
      at: fc.nat(400),
      byte: fc.nat(255),
    }).map(({ of, at, byte }) => of.with(at % of.length, byte));
    await inFolder({}, async (folder) => {
      const path = join(folder, "file");
      await fc.assert(fc.asyncProperty(changed, async (bytes) => {
        await Deno.writeFile(path, bytes);
        takenOrRefused(path);
      }));
    });
  },
});
