import { normalNumbers, randomNumbers } from "adam/statistics";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { read } from "../tools/census/command_line.ts";
import { densityOf } from "../tools/census/density.ts";
import { openCheckpoint } from "../tools/census/open_checkpoint.ts";
import { censusPage } from "../tools/census/page.ts";
import type { CensusRecord } from "../tools/census/record.ts";
import { takeCensus } from "../tools/census/take_census.ts";
import { censusText } from "../tools/census/text.ts";
import { shownToken } from "../tools/census/tokenizer.ts";
import { f32Bytes, safetensorsOf } from "./census/files.ts";
import { found, plant } from "./census/planted.ts";
import { granted } from "./granted.ts";
import { task } from "./task.ts";

const ignore = !granted("read", "write");

/** The census of rows in binary32, and of tokens if they are given. */
async function censusOf(
  rows: number[][],
  tokens?: Record<string, number>,
): Promise<CensusRecord> {
  const folder = await Deno.makeTempDir();
  try {
    const data = f32Bytes(rows.flat());
    const shape = [rows.length, rows[0]!.length];
    const told = { dtype: "F32", shape, data_offsets: [0, data.length] };
    const path = join(folder, "model.safetensors");
    await Deno.writeFile(path, safetensorsOf({ "wte.weight": told }, data));
    if (tokens) {
      const tokenizer = JSON.stringify({ model: { vocab: tokens } });
      await Deno.writeTextFile(join(folder, "tokenizer.json"), tokenizer);
    }
    const opened = openCheckpoint(path);
    using _ = opened.matrix.file;
    return takeCensus(opened);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** As many rows by chance, any two of them some 1.12 times a swarm's reach apart; and more that are far. */
function justOutOfReach(count: number, columns: number): number[][] {
  const normal = normalNumbers(randomNumbers(7));
  // Of the far ones' distance from the middle of all, the square root of the columns.
  const scale = 1.12 / 4 / Math.sqrt(2);
  const numbers = Array.from({ length: 2 ** 15 }, () => scale * normal());
  const random = randomNumbers(8);
  const one = () => numbers[Math.floor(random() * numbers.length)]!;
  return Array.from(
    { length: 2 * count + 2 },
    (_, i) =>
      Array.from({ length: columns }, i < count ? one : () => i % 2 ? 1 : -1),
  );
}

/** A row of which only some numbers are not zero. */
const sparse = (...numbers: [place: number, value: number][]) => {
  const row = Array<number>(8).fill(0);
  for (const [place, value] of numbers) row[place] = value;
  return row;
};

Deno.test({
  name: "all that is planted in a matrix is found, and nothing else",
  ignore,
  async fn() {
    const path = await Deno.makeTempFile();
    try {
      const size = { rows: 3000, columns: 256, scale: 40 };
      const planted = await plant(path, size);
      const opened = openCheckpoint(path);
      using _ = opened.matrix.file;
      const record = takeCensus(opened);
      assertEquals(found(record), planted);
      assert(record.swarms.isComplete);
      // The point's rows differ by up to an ulp from its middle, and so by up to two.
      const [hole] = record.swarms.largest.filter(({ shell }) =>
        shell[0]?.isMember
      );
      const [point] = hole!.points;
      assertEquals(point!.nearness.ulpsLargest.max <= 2, true);
      assert(point!.nearness.ulpsLargest.max >= 1);
    } finally {
      await Deno.remove(path);
    }
  },
});

Deno.test({
  name:
    "distances, norms and cosines of a swarm are those of its rows, and -0 is not 0",
  ignore,
  async fn() {
    const far = (i: number) => sparse([i, 100]);
    const swarm = [[3, 4], [3, 4], [3, 4.5]]
      .map(([a, b]) => sparse([0, a!], [1, b!]));
    const zeros = [sparse(), sparse([0, -0])];
    const record = await censusOf([
      ...[...swarm, far(2), far(3), far(4), far(5), far(6)],
      ...[...zeros, sparse([7, NaN])],
    ]);
    assertEquals(record.distinct, 8 + 1);
    assertEquals(record.notFinite, { count: 1, rows: [{ row: 10 }] });
    assertEquals(record.zero.rows.map(({ row }) => row), [8, 9]);
    assertEquals(
      record.identical.largest.map(({ rows, norm }) => ({
        rows: rows.map(({ row }) => row),
        norm,
      })),
      [{ rows: [0, 1], norm: 5 }],
    );
    const [only] = record.swarms.largest;
    assertEquals(only!.rows.map(({ row }) => row), [0, 1, 2, 8, 9]);
    // The two zeros and the three others are a point each.
    assertEquals(only!.points.map(({ count }) => count), [3, 2]);
    const centre = [3, 12.5 / 3];
    assertEquals(only!.fromOrigin, Math.hypot(...centre));
    assertEquals(only!.points[0]!.radius.max, Math.abs(4.5 - centre[1]!));
    assertEquals(only!.shell.slice(0, 2).map(({ row }) => row), [8, 9]);
    // Half of 4.5's last place is 2^21 of binary32.
    assertEquals(only!.points[0]!.nearness.ulpsLargest.max, 2 ** 20);
  },
});

Deno.test({
  name:
    "in rows of a few numbers, which are all near, no swarms are looked for",
  ignore,
  async fn() {
    const { identical, swarms } = await censusOf(
      [[1, 2, 3], [1, 2, 3], [1, 2, 3], [4, 5, 6]],
    );
    assertEquals([identical.sets, identical.rows], [1, 3]);
    assertEquals(swarms, { count: 0, isComplete: true, largest: [] });
  },
});

Deno.test({
  name:
    "pairs of rows that seem near and are not are looked at up to a limit, and then the census says so",
  ignore,
  async fn() {
    const record = await censusOf(justOutOfReach(220, 4096));
    assertEquals(record.swarms.isComplete, false);
    assertStringIncludes(censusText(record), "too many pairs seem near");
    // The rows that are far: identical ones are never missed.
    assertEquals(record.swarms.largest.map(({ count }) => count), [111, 111]);
  },
});

Deno.test({
  name: "tokens are shown, and neither a terminal nor a page obeys them",
  ignore,
  async fn() {
    const tokens = { "\x1b[2J": 0, "<script>": 1, "\u202ea": 2 };
    const rows = [1, 1, 1, 5, 6, 7].map((x, i) => sparse([i < 3 ? 0 : i, x]));
    const record = await censusOf(rows, tokens);
    assertEquals(record.tokens, 3);
    const text = censusText(record);
    // deno-lint-ignore no-control-regex
    assert(!/[\x00-\x09\x0b-\x1f\u202e]/.test(text));
    assertStringIncludes(text, "\\u{1b}[2J");
    const page = await censusPage(record);
    assert(!/<script|\u202e/.test(page));
    assertStringIncludes(page, "&lt;script&gt;");
    assert(!/\b(?:src|href)="(?!data:)/.test(page));
    assertStringIncludes(page, "default-src 'none'");
  },
});

Deno.test("shownToken() spells out what is not seen", () => {
  assertEquals(shownToken('a "b"\\'), '"a \\"b\\"\\\\"');
  assertEquals(shownToken("\n\u200b\ud800"), '"\\u{a}\\u{200b}\\u{d800}"');
  assertEquals(shownToken("Ġü字"), '"Ġü字"');
  assertEquals([...shownToken("字".repeat(99))].length, 43);
});

Deno.test("densityOf() counts each row once, those at the ends too", () => {
  const norms = Float64Array.of(0, 1, 2, 2);
  const { x, y, counts } = densityOf(norms, Float64Array.of(5, 5, 5, 5));
  assertEquals([x.slice(0, 2), y.slice(0, 2)], [[0, 2], [5, 5]]);
  assertEquals(counts.map(([, , rows]) => rows), [1, 1, 2]);
  assertEquals(counts.at(-1)![0], x[2] - 1);
});

Deno.test("the command line of the census is understood or refused", () => {
  assertEquals(read(["a", "--tensor", "b", "--page", "c", "--json"]), {
    file: "a",
    tensor: "b",
    page: "c",
    json: true,
  });
  assertEquals(read(["--help"]), undefined);
  for (const args of [[], ["a", "b"], ["a", "--what"], ["a", "--tensor"]]) {
    try {
      read(args);
    } catch {
      continue;
    }
    throw new Error(`not refused: ${args}`);
  }
});

Deno.test({
  name:
    "deno task census prints tables or JSON, writes a page, and refuses with exit code 1",
  ignore: ignore || !granted("run"),
  async fn() {
    const folder = await Deno.makeTempDir();
    const call = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [...task("census"), ...args],
        cwd: new URL("..", import.meta.url),
        env: { INIT_CWD: folder, NO_COLOR: "1" },
      }).output();
      const [out, error] = [stdout, stderr].map((bytes) =>
        new TextDecoder().decode(bytes)
      );
      return { code, out: out!, error: error! };
    };
    try {
      await plant(join(folder, "m"), { rows: 400, columns: 64, scale: 400 });
      const json = await call("m", "--json", "--page", "page.html");
      assertEquals([json.code, json.error], [0, ""]);
      assertEquals(JSON.parse(json.out).rows, 400);
      const page = await Deno.readTextFile(join(folder, "page.html"));
      assertStringIncludes(page, "Census of m");
      const text = await call("m");
      assertStringIncludes(text.out, "400 x 64 in bf16");
      const refused = await call("nothing");
      assertEquals(refused.code, 1);
      assertStringIncludes(refused.error, "Cannot read nothing: there is no");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
