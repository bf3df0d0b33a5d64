/**
 * Groups of parameters that differ in one setting each.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumbers } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import type { VectorAdamOptions } from "../vector/vector_adam.ts";

/** The values that each setting of Adam takes. Settings that are left out make no groups. */
export type SettingValues = {
  [Name in keyof Omit<VectorAdamOptions, "moments">]?: ArrayLike<number>;
};

/**
 * A group of parameters for each value of a setting, like the parameter groups
 * of PyTorch: the group has that one setting, and is named for it.
 *
 * @param values The values, by the name of the setting
 * @returns The settings of the groups by their names, such as `ε = 1e-8`, in the
 * order of the values
 * @throws {RangeError} If a setting has no values, or one is not finite or
 * repeated
 * @throws {TypeError} If the values of a setting are not an array of numbers, or
 * it is not a setting of Adam
 * @example
 * ```ts
 * import { parameterGroups } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = parameterGroups({ epsilon: [1e-4, 1e-8], beta2: [0.95] });
 * assertEquals(groups, {
 *   "ε = 1e-4": { epsilon: 1e-4 },
 *   "ε = 1e-8": { epsilon: 1e-8 },
 *   "β₂ = 0.95": { beta2: 0.95 },
 * });
 * ```
 */
export function parameterGroups(
  values: SettingValues,
): Record<string, VectorAdamOptions> {
  const action = "make parameter groups";
  settingsOf(action, none, values, "values");
  const groups: Record<string, VectorAdamOptions> = {};
  for (const [setting, numbers] of Object.entries(values)) {
    if (numbers === undefined) continue;
    requireNumbers(action, setting, numbers, finite);
    for (const value of Array.from(numbers)) {
      const name = nameOf(setting as keyof SettingValues, value);
      requireNew(action, setting, value, !Object.hasOwn(groups, name));
      groups[name] = { [setting]: value };
    }
  }
  return groups;
}

function requireNew(
  action: string,
  setting: string,
  value: number,
  isNew: boolean,
): void {
  if (isNew) return;
  throw new RangeError(
    `Cannot ${action} as the values of ${setting} must differ in 15 digits: current value is ${value} twice`,
  );
}

/** A symbol and a number, with 15 digits so that 3e-3 / 10 prints as 3e-4. */
function nameOf(setting: keyof SettingValues, value: number): string {
  const rounded = Number(value.toPrecision(15));
  const isSmall = rounded !== 0 && Math.abs(rounded) < 1e-3;
  const text = isSmall ? rounded.toExponential() : `${rounded}`;
  return `${symbols[setting]} = ${text}`;
}

const symbols: Required<{ [Name in keyof SettingValues]: string }> = {
  learningRate: "η",
  beta1: "β₁",
  beta2: "β₂",
  epsilon: "ε",
  weightDecay: "λ",
};

const none = {
  learningRate: undefined,
  beta1: undefined,
  beta2: undefined,
  epsilon: undefined,
  weightDecay: undefined,
} as unknown as Required<SettingValues>;
