/**
 * Fills in the settings that were left out and refuses what is none: a
 * misspelled option would else be a default in silence.
 *
 * @module
 */
import { requireRecord } from "./_require.ts";

/** Stands for the default of a setting that has none: what asks for it refuses `undefined`. */
export const required = undefined as never;

/**
 * The defaults, with what `options` has in their place. An option that is
 * `undefined` is left out. `name` is what the caller calls its options.
 *
 * @throws {TypeError} If `options` is no record of settings, or has a name that
 * `defaults` has not
 */
export function settingsOf<Settings extends object>(
  action: string,
  defaults: Settings,
  options: Partial<Settings>,
  name = "options",
): Settings {
  requireRecord(action, name, options);
  const settings = { ...defaults };
  for (const key of Object.keys(options) as (keyof Settings & string)[]) {
    if (!Object.hasOwn(defaults, key)) {
      const keys = Object.keys(defaults).join(", ");
      throw new TypeError(
        `Cannot ${action} as ${key} is no setting of it: there are ${keys}`,
      );
    }
    const value = options[key];
    if (value !== undefined) settings[key] = value;
  }
  return settings;
}
