/**
 * The machine that a run is made on, without its name.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { arch, cpus, release, totalmem, type } from "node:os";

/** What decides how fast it is. */
export interface Machine {
  processor: string;
  cores: number;
  /** All there are of a kind together, as in `L2 2 MiB (2 instances)`; none where they cannot be had. */
  caches: string[];
  /** The vector instructions that it has; none where they cannot be had. */
  flags: string[];
  memoryBytes: number;
  system: string;
}

/** This machine. */
export function thisMachine(): Machine {
  const all = cpus();
  const { model, caches, flags } = processorOf(described());
  return {
    processor: `${all[0]?.model ?? "unknown"}${model}, ${arch()}`,
    cores: all.length,
    caches,
    flags,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
  };
}

/**
 * What `lscpu` says of a processor: its family and model, as its name may be
 * that of many, its caches, and those of its flags that are vector instructions.
 */
export function processorOf(text: string) {
  const entries = text.split("\n").map((line): [string, string] => {
    const [name, value] = line.split(":");
    return [name!.trim(), value?.trim() ?? ""];
  });
  const values = new Map(entries);
  const [family, model] = [values.get("CPU family"), values.get("Model")];
  const caches = entries.filter(([name]) => /^L\d[di]? cache$/.test(name));
  const flags = values.get("Flags")?.split(" ") ?? [];
  return {
    model: family && model ? ` (family ${family}, model ${model})` : "",
    caches: caches.map(([name, size]) => name.replace("cache", size)),
    flags: flags.filter((flag) => /^(sse|ssse|avx|fma|f16c|amx)/.test(flag)),
  };
}

/** In English; nothing where there is no `lscpu`, which is Linux's. */
function described(): string {
  const env = { ...Deno.env.toObject(), LC_ALL: "C" };
  return spawnSync("lscpu", { env, encoding: "utf8" }).stdout ?? "";
}
