/**
 * The machine that a run is made on, without its name.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";

/** What decides how fast it is. */
export interface Machine {
  processor: string;
  cores: number;
  /** Of one core, or shared, as in `L2 1024K`; none where they cannot be read. */
  caches: string[];
  /** The vector instructions that it has; none where they cannot be read. */
  flags: string[];
  memoryBytes: number;
  system: string;
}

/** This machine. */
export function thisMachine(): Machine {
  const all = cpus();
  const { model, flags } = processorOf(linesOf("/proc/cpuinfo"));
  return {
    processor: `${all[0]?.model ?? "unknown"}${model}, ${arch()}`,
    cores: all.length,
    caches: cachesIn("/sys/devices/system/cpu/cpu0/cache"),
    flags,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
  };
}

/**
 * What Linux says of the first processor: its family and model, as its name may
 * be that of many, and those of its flags that are vector instructions.
 */
export function processorOf(lines: readonly string[]) {
  const entries = lines.map((line) =>
    line.split(":").map((part) => part.trim())
  );
  const valueOf = (name: string) => entries.find(([own]) => own === name)?.[1];
  const [family, model] = [valueOf("cpu family"), valueOf("model")];
  const flags = valueOf("flags")?.split(" ") ?? [];
  return {
    model: family && model ? ` (family ${family}, model ${model})` : "",
    flags: flags.filter((flag) => /^(sse|ssse|avx|fma|f16c|amx)/.test(flag)),
  };
}

/** The caches that Linux names for a processor. */
export function cachesIn(folder: string): string[] {
  const kinds: Record<string, string> = { Data: "d", Instruction: "i" };
  return namesIn(folder).filter((name) => name.startsWith("index")).sort()
    .map((name) => {
      const read = (part: string) => linesOf(`${folder}/${name}/${part}`)[0];
      return `L${read("level")}${kinds[read("type")!] ?? ""} ${read("size")}`;
    });
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8").trim().split("\n");
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
