/**
 * The records in shared memory by which kernels are told what to do.
 *
 * @module
 */

/** How a number of a plan is stored: an address, an integer or a binary32, of four bytes each. */
export type FieldType = "usize" | "i32" | "f32";

/**
 * The fields of each plan, in the order in which they lie. Both sides follow
 * from this: {@linkcode writePlan} writes them, and `deno task assemble` makes
 * the classes of `assembly/plans.ts`, as which kernels read them.
 */
export const plans = {
  /** An Adam whose moments have `momentBytes` each, and the scalars of its next step. */
  AdamPlan: {
    weights: "usize",
    firstMoment: "usize",
    secondMoment: "usize",
    momentBytes: "i32",
    oneMinusBeta1: "f32", // 1 - β₁
    oneMinusBeta2: "f32", // 1 - β₂
    decay2: "f32", // β₂
    keep: "f32", // 1 - ηλ
    stepSize: "f32", // -η / c₁
    rootCorrection: "f32", // √c₂
    epsilon: "f32", // ε
    high: "f32", // 1 / √c₂ in two parts by which to multiply, or 0
    low: "f32",
  },
  /** A step of all weights, in chunks. */
  ChunksPlan: {
    adam: "usize",
    gradients: "usize",
    count: "i32",
    chunkLength: "i32",
  },
  /** The softmax of a batch, what lies between, and what is made of it. */
  SoftmaxPlan: {
    weights: "usize",
    hidden: "usize",
    positions: "i32",
    vocabulary: "i32",
    width: "i32",
    limit: "f32",
    block: "i32",
    tiles: "i32",
    byPosition: "usize",
    byWidth: "usize",
    targets: "usize",
    targetLogits: "usize",
    maximumOf: "usize",
    sumOf: "usize",
    exponentials: "usize",
    maxima: "usize",
    sums: "usize",
    tokens: "usize",
    tokenCount: "i32",
    into: "usize",
    adam: "usize",
    scratch: "usize",
    scratchBytes: "i32",
  },
} as const satisfies Record<string, Record<string, FieldType>>;

/** The name of a plan. */
export type PlanName = keyof typeof plans;

/** The numbers of a plan. */
export type Plan<Name extends PlanName> = Record<
  keyof typeof plans[Name],
  number
>;

const fieldBytes = 4;
const firstAddress = 64;

/** Where the plans lie on the first page: they follow one another. */
const layouts = layoutsOf(plans);

/** Where a plan lies, and its fields in their order. */
interface Layout {
  address: number;
  fields: [string, FieldType][];
}

function layoutsOf(described: Record<string, Record<string, FieldType>>) {
  const layouts = new Map<string, Layout>();
  let address = firstAddress;
  for (const [name, types] of Object.entries(described)) {
    const fields = Object.entries(types);
    layouts.set(name, { address, fields });
    address += fieldBytes * fields.length;
  }
  return layouts;
}

/** Where a plan lies. */
export function planAddress(name: PlanName): number {
  return layouts.get(name)!.address;
}

/** Writes a plan into its place. Gives the address. */
export function writePlan<Name extends PlanName>(
  memory: ArrayBufferLike,
  name: Name,
  plan: Plan<Name>,
): number {
  const { address, fields } = layouts.get(name)!;
  const view = new DataView(memory, address, fieldBytes * fields.length);
  const numbers: Record<string, number> = plan;
  for (const [i, [field, type]] of fields.entries()) {
    const number = numbers[field]!;
    if (Object.is(store[type](view, fieldBytes * i, number), number)) continue;
    throw new RangeError(
      `Cannot write ${name} as ${field} must be of type ${type}: current value is ${number}`,
    );
  }
  return address;
}

/** Stores a number, and gives back what is stored. */
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
};
