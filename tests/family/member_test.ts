import * as family from "adam/family";
import type { Member, Step } from "adam/family";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { number } from "../../lib/family/_kind.ts";
import { matrices, type Matrix } from "../../lib/family/_matrix.ts";
import { member } from "../../lib/family/_member.ts";
import { granted } from "../granted.ts";

interface CountingStep extends Step {
  sum: number;
}

/** A member of no other use: it remembers the sum of its gradients, times `momentum`. */
const counting: Member<number, { momentum?: number }, CountingStep> = member(
  number,
  {
    action: "count",
    defaults: { momentum: 0.5 },
    start: () => ({ sum: 100 }),
    equation: ({ step, gradient, weight, sum }, { momentum }) => ({
      update: -step - weight,
      sum: momentum * sum + gradient,
    }),
  },
);

Deno.test("an equation is given the number of its step, the weight before it, and the start of what it remembers", () => {
  assertEquals(counting({ step: 6, weight: 10 }, 3), {
    step: 7,
    gradient: 3,
    weight: -7,
    update: -17,
    sum: 53,
  });
});

Deno.test("settings and state have the demands of their names before the equation sees them", () => {
  assertThrows(
    () => counting({}, 1, { momentum: 1 }),
    RangeError,
    "Cannot count as momentum must be in [0, 1): current value is 1",
  );
  assertThrows(
    () => counting({ sum: NaN }, 1),
    RangeError,
    "Cannot count as state.sum must be finite: current value is NaN",
  );
});

Deno.test("what leaves is checked, too: what is remembered, the weight and the update", () => {
  assertThrows(
    () => counting({ sum: 1e308 }, 1.7e308),
    RangeError,
    "Cannot count as sum must be finite: current value is Infinity",
  );
  const giving = (answer: { update: number; velocity: number }) =>
    member<number, number, object, family.SgdStep>(number, {
      action: "go on",
      defaults: {},
      start: () => ({ velocity: 0 }),
      equation: () => answer,
    });
  assertThrows(
    () => giving({ update: NaN, velocity: 0 })({}, 1),
    RangeError,
    "Cannot go on as weight must be finite: current value is NaN",
  );
  assertThrows(
    () => giving({ update: 0 } as family.SgdStep)({}, 1),
    TypeError,
    "Cannot go on as velocity must be a number: current value is undefined",
  );
});

Deno.test("a matrix member may not give an update or a memory of another shape", () => {
  const giving = (update: Matrix, rowMoment: number[]) =>
    member<Matrix, readonly number[], object, RowStep>(matrices, {
      action: "go on",
      defaults: {},
      start: (gradient) => ({ rowMoment: gradient.map(() => 0) }),
      equation: () => ({ update, rowMoment }),
    });
  assertEquals(giving([[1, 2]], [3])({}, [[0, 0]]).weight, [[1, 2]]);
  assertThrows(
    () => giving([[1, 2, 3]], [3])({}, [[0, 0]]),
    RangeError,
    "Cannot go on as update must have the shape 1 x 2",
  );
  assertThrows(
    () => giving([[1, 2]], [3, 3])({}, [[0, 0]]),
    RangeError,
    "rowMoment.length must be 1, as that of the gradient",
  );
});

interface RowStep extends Step<Matrix> {
  rowMoment: readonly number[];
}

/** What takes members or makes something for them. */
const others = [
  "steps",
  "relativeSteps",
  "ofOneWeight",
  "fadingGradients",
];
const members = Object.entries(family)
  .filter(([name]) => !others.includes(name));

for (const [name, rule] of members) {
  // deno-lint-ignore no-explicit-any
  const { defaults } = rule as Member<any, Record<string, number>, any>;
  // deno-lint-ignore no-explicit-any
  const take: any = rule;
  const [state, gradient] = name === "adafactor"
    ? [{ weight: [[2, 3]], step: 3 }, [[0.5, 0.25]]]
    : [{ weight: 2, step: 3 }, 0.25];

  Deno.test(`${name}.defaults are what it takes for settings that are not given`, () => {
    assertEquals(take(state, gradient), take(state, gradient, defaults));
    for (const [setting, value] of Object.entries(defaults)) {
      const options = { [setting]: undefined };
      assertEquals(take(state, gradient, options), take(state, gradient));
      assert(Number.isFinite(value));
    }
  });

  Deno.test(`${name}.defaults cannot be changed for everybody else`, () => {
    assert(Object.isFrozen(defaults));
  });
}

const folder = new URL("../../lib/family/", import.meta.url);

/** The files of the family, by name. */
function sources(): Record<string, string> {
  return Object.fromEntries(
    [...Deno.readDirSync(folder)].map(({ name }) => [
      name,
      Deno.readTextFileSync(new URL(name, folder)),
    ]),
  );
}

Deno.test({
  name:
    "what holds for all members is written once: errors, checks and settings",
  ignore: !granted("read"),
  fn() {
    const files = sources();
    for (const [name] of members) {
      const text = files[`${name}.ts`]!;
      assert(!/@throws|@param|@returns/.test(text), name);
      assert(!/_require|_settings/.test(text), name);
    }
    const settings = Object.values(files)
      .flatMap((text) => text.match(/\/\*\* .* Default .* \*\/\n.*/g) ?? []);
    assert(settings.length > 20);
    assertEquals(settings.length, new Set(settings).size);
  },
});
