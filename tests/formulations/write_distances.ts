/**
 * Measures every formulation against the implementation that it mirrors, and
 * writes data/formulation_distances.json:
 *
 *     deno run --allow-read --allow-write tests/formulations/write_distances.ts
 */
import { distances } from "./distances.ts";

const file = new URL(
  "../../data/formulation_distances.json",
  import.meta.url,
);
await Deno.writeTextFile(file, JSON.stringify(distances(), null, 2) + "\n");
