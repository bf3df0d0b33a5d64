/**
 * The records in shared memory that tell kernels what to do.
 *
 * @module
 */

/** How a number of a plan is stored: as an address, an integer, a binary32 or a binary64. */
export type FieldType = "usize" | "i32" | "f32" | "f64";

/**
 * The fields of each plan, in the order in which they lie. Both sides follow
 * from this: {@linkcode writePlan} writes them, and `deno task assemble` makes
 * the classes through which kernels read them.
 */
export type PlanDescriptions = Readonly<
  Record<string, Readonly<Record<string, FieldType>>>
>;

/** The numbers of a plan. */
export type Plan<
  Plans extends PlanDescriptions,
  Name extends keyof Plans,
> = Record<keyof Plans[Name], number>;

/** What is written of it: an array may stand for the address where it begins. */
export type PlanValues<
  Plans extends PlanDescriptions,
  Name extends keyof Plans,
> = {
  [Field in keyof Plans[Name]]: Plans[Name][Field] extends "usize"
    ? number | ArrayBufferView
    : number;
};

/** Where a plan lies, and its fields in it. */
export interface PlanLayout {
  /** The name of the plan. */
  name: string;
  /** Where it begins. */
  address: number;
  /** Where it ends. */
  end: number;
  /** How each field is stored, and its offset from the address. */
  fields: ReadonlyMap<string, { type: FieldType; offset: number }>;
}

/** Where the first plan lies: after the numbers by which the threads synchronize. */
const firstAddress = 64;

/** The bytes of a number. It lies at a multiple of them, as in a class of AssemblyScript. */
const bytesOf: Record<FieldType, number> = { usize: 4, i32: 4, f32: 4, f64: 8 };

/**
 * Where plans lie in the memory: on the first page, one after the other.
 *
 * @param plans Their fields
 * @returns A layout for each, by its name
 */
export function planLayouts<Plans extends PlanDescriptions>(
  plans: Plans,
): Record<keyof Plans, PlanLayout> {
  const layouts: Record<string, PlanLayout> = {};
  let address = firstAddress;
  for (const [name, types] of Object.entries(plans)) {
    layouts[name] = planLayout(name, types, address);
    address = upTo(8, layouts[name].end);
  }
  return layouts as Record<keyof Plans, PlanLayout>;
}

function planLayout(
  name: string,
  types: PlanDescriptions[string],
  address: number,
): PlanLayout {
  const fields = new Map<string, { type: FieldType; offset: number }>();
  let bytes = 0;
  for (const [field, type] of Object.entries(types)) {
    const offset = upTo(bytesOf[type], bytes);
    fields.set(field, { type, offset });
    bytes = offset + bytesOf[type];
  }
  return { name, address, end: address + bytes, fields };
}

/** The next multiple. */
function upTo(multiple: number, bytes: number): number {
  return multiple * Math.ceil(bytes / multiple);
}

/**
 * Writes a plan into its place. Infinity is a valid binary32: an $\epsilon$ of
 * 1e300, for example, becomes one.
 *
 * @param memory The memory of the kernels
 * @param layout Where the plan lies
 * @param plan Its numbers, or arrays for addresses
 * @returns The address
 * @throws {RangeError} If a field is missing or unknown, its number is NaN or
 * does not fit its type, or its array is not in the memory
 */
export function writePlan(
  memory: ArrayBufferLike,
  { name, address, end, fields }: PlanLayout,
  plan: Readonly<Record<string, number | ArrayBufferView>>,
): number {
  for (const field in plan) {
    if (!fields.has(field)) {
      throw new RangeError(
        `Cannot write ${name} as ${field} is no field of it: there are ${
          [...fields.keys()].join(", ")
        }`,
      );
    }
  }
  const view = new DataView(memory, address, end - address);
  for (const [field, { type, offset }] of fields) {
    const given = plan[field]!;
    const number = ArrayBuffer.isView(given)
      ? addressIn(memory, name, field, given)
      : given;
    if (store[type](view, offset, number) === number) continue;
    throw new RangeError(
      `Cannot write ${name} as ${field} must be of type ${type}: current value is ${number}`,
    );
  }
  return address;
}

function addressIn(
  memory: ArrayBufferLike,
  name: string,
  field: string,
  { buffer, byteOffset }: ArrayBufferView,
): number {
  if (buffer === memory) return byteOffset;
  throw new RangeError(
    `Cannot write ${name} as ${field} must lie in the memory of the kernels`,
  );
}

/** Stores a number, and returns what is stored. */
const store: Record<
  FieldType,
  (view: DataView, at: number, value: number) => number
> = {
  usize(view, at, value) {
    view.setUint32(at, value, true);
    return view.getUint32(at, true);
  },
  i32(view, at, value) {
    view.setInt32(at, value, true);
    return view.getInt32(at, true);
  },
  f32(view, at, value) {
    view.setFloat32(at, value, true);
    return view.getFloat32(at, true);
  },
  f64(view, at, value) {
    view.setFloat64(at, value, true);
    return view.getFloat64(at, true);
  },
};
