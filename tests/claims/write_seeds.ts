/**
 * Computes the numbers of 20 seeds and writes data/claims_of_seeds.json, in a
 * minute:
 *
 *     deno run --allow-read --allow-write tests/claims/write_seeds.ts
 *
 * @module
 */
import { vectorPool } from "adam/vector";
import { writeFile } from "../../tools/shared/write_file.ts";
import { ofSeeds } from "./of_seeds.ts";

using pool = await vectorPool();
const numbers: Record<string, object[]> = {};
for (const [what, ofSeed] of Object.entries(ofSeeds)) {
  numbers[what] = [];
  for (let seed = 0; seed < 20; seed++) numbers[what].push(await ofSeed(seed));
}
await writeFile(
  new URL("../../data/claims_of_seeds.json", import.meta.url),
  `${JSON.stringify({ kernels: pool.kernels, numbers }, null, 2)}\n`,
);
