/**
 * What is measured, and on which sizes.
 *
 * @module
 */

/** A thing to do; the last four are what the machine could do at best. */
export type Workload =
  | "adam"
  | "adam-bf16-moments"
  | "softmax-gradient"
  | "training"
  | "product"
  | "memory-bandwidth"
  | "memory-bandwidth-bf16-moments"
  | "root-and-division"
  | "multiply-add-peak";

/**
 * Either `[n]`, the parameters, or `[N, V, d]`: positions, vocabulary, width; of
 * a training also its layers. Of a product the rows of A, those of B, and how long
 * they are.
 */
export type Size = readonly number[];

/** What is measured in turns, as its times are to be compared. */
export interface Group {
  size: Size;
  workloads: readonly Workload[];
}

/** All there is to measure. */
export const groups: readonly Group[] = [
  ...[1e5, 1e6, 4e6, 1.6e7].map((parameters): Group => ({
    size: [parameters],
    workloads: [
      ...["adam", "adam-bf16-moments", "memory-bandwidth"] as const,
      ...["memory-bandwidth-bf16-moments", "root-and-division"] as const,
    ],
  })),
  ...[[1024, 3988, 128], [128, 32768, 256]].map((shape): Group => ({
    size: shape,
    workloads: ["softmax-gradient", "multiply-add-peak"],
  })),
  { size: [1024, 3988, 128, 4], workloads: ["training", "multiply-add-peak"] },
  // Of logits, and of the gradient of the matrix that they come from.
  ...[[256, 2000, 128], [2000, 128, 256]].map((shape): Group => ({
    size: shape,
    workloads: ["product"],
  })),
];

/** What a step reads and writes for each parameter; nothing is said of workloads that have none. */
export const bytesPerParameter: { readonly [work in Workload]?: number } = {
  "adam": 28,
  "adam-bf16-moments": 20,
  "memory-bandwidth": 28,
  "memory-bandwidth-bf16-moments": 20,
};

/** The works that bound another, or itself, from below: it takes as long as the longest. */
export const limitsOf: { readonly [work in Workload]: readonly Workload[] } = {
  "adam": ["memory-bandwidth", "root-and-division"],
  "adam-bf16-moments": ["memory-bandwidth-bf16-moments", "root-and-division"],
  "memory-bandwidth": ["memory-bandwidth"],
  "memory-bandwidth-bf16-moments": ["memory-bandwidth-bf16-moments"],
  "root-and-division": ["root-and-division"],
  "softmax-gradient": ["multiply-add-peak"],
  "training": ["multiply-add-peak"],
  "product": [],
  "multiply-add-peak": ["multiply-add-peak"],
};

/**
 * The floating-point operations of the matrix products: of one, 2 N V d; of the
 * softmax two, 4 N V d; of a step of training three with each weight, and seven
 * in the attention over 128 positions, 6 N d (V + 8 d l) + 14 N d 128 l.
 */
export function operations(work: Workload, [positions, ...size]: Size): number {
  const [vocabulary, width, layers] = size as [number, number, number?];
  const products = positions! * width;
  if (work === "product") return 2 * products * vocabulary;
  if (layers === undefined) return 4 * products * vocabulary;
  return products * (6 * (vocabulary + 8 * width * layers) + 14 * 128 * layers);
}

/** How a size is named in a row: the number n, or for example `1024x3988x128`. */
export function sizeName(size: Size): number | string {
  return size.length === 1 ? size[0]! : size.join("x");
}
