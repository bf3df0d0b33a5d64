import fc from "fast-check";
import { prelude, programs } from "./tests/kernel/rewriting/programs.ts";
import { programOf } from "./tests/kernel/rewriting/kind.ts";
import { BothKernels } from "./tests/kernel/rewriting/both_kernels.ts";
const n = Number(Deno.args[0] ?? 100);
const samples = fc.sample(programs, { numRuns: n, seed: 17 });

const len = samples.map((s) => s.join("").length).sort((a, b) => a - b);
console.log("lengths", len[0], len[n >> 1], len[n * .9 | 0], len[n - 1]);
await using both = new BothKernels();
let i = 0; const t = Date.now(); const status: Record<string, number> = {};
for (const s of samples) {
  const { stock } = await both.run(programOf([prelude, ...s], ++i));
  stock.slice(1, -1).forEach((r, k) => {
    const key = r.status + " " + (r.error?.[0] ?? "") + (r.error ? ":" + r.error[1].replace(/\d+/g, "N") : "");
    status[key] = (status[key] ?? 0) + 1;
    if (/Syntax|failed/.test(key)) console.log(key, JSON.stringify(s[k]).slice(0, 300));
  });
}
console.log(status, Date.now() - t, "ms");
