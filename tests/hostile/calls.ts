import type { Example } from "./example.ts";
import { hostileValues } from "./values.ts";

/** A call with one thing wrong. */
export interface HostileCall {
  /** What is wrong, in words. */
  words: string;
  /** The names on the way to it: the argument, its member and so on. */
  path: string[];
  /** The arguments. */
  values: () => unknown[];
  /** Whether it is a name that no setting has: that must be refused. */
  isTypo: boolean;
  /** Whether it is a finite number, or an array of some. */
  isFiniteNumber: boolean;
}

/** All hostile calls of an example: each value in each place, and a typo in each record of options. */
export function hostileCalls(example: Example): HostileCall[] {
  const calls: HostileCall[] = [];
  const names = Object.keys(example.given());
  const given = (path: string[], value: () => unknown) => () => {
    const all = example.given();
    replace(all, path, value());
    return names.map((name) => all[name]);
  };
  for (const path of placesIn(example.given())) {
    for (const [name, value] of Object.entries(hostileValues)) {
      if (path.length === 1 && example.takesLong?.includes(name)) continue;
      const words = `${path.join(".")} = ${name}`;
      calls.push({
        words,
        path,
        values: given(path, value),
        isTypo: false,
        isFiniteNumber: [value()].flat().every(Number.isFinite),
      });
    }
  }
  for (const name of example.options ?? []) {
    const path = [name, "typoo"];
    const words = `${path.join(".")} = 0.1`;
    const values = given(path, () => 0.1);
    calls.push({ words, path, values, isTypo: true, isFiniteNumber: false });
  }
  // None of the arguments, and fewer and fewer of them.
  const needed = example.takesLong ? [] : names;
  needed.forEach((name, i) =>
    calls.push({
      words: `without ${name}`,
      path: [name],
      values: () => Object.values(example.given()).slice(0, i),
      isTypo: false,
      isFiniteNumber: false,
    })
  );
  return calls;
}

/** The ways to every argument, to the members of records, and to the first numbers of arrays. */
function placesIn(value: unknown, way: string[] = []): string[][] {
  const own = way.length > 0 ? [way] : [];
  if (way.length > 6) return own;
  const members = Array.isArray(value)
    ? ["0"].filter((index) => index in value)
    : value instanceof Float64Array || value instanceof Float32Array
    ? ["0"]
    : isPlain(value)
    ? Object.keys(value)
    : [];
  const inside = members.flatMap((name) =>
    placesIn((value as Record<string, unknown>)[name], [...way, name])
  );
  return [...own, ...inside];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}

function replace(all: object, path: string[], value: unknown): void {
  const target = path.slice(0, -1).reduce(
    (at, name) => (at as Record<string, object>)[name]!,
    all,
  );
  if (ArrayBuffer.isView(target) && typeof value !== "number") {
    return; // a typed array takes nothing else
  }
  (target as Record<string, unknown>)[path.at(-1)!] = value;
}
