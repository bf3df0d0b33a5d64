/**
 * How files of models store numbers: in blocks of a format.
 *
 * @module
 */

/** The formats in which matrices are stored. */
export type StoredFormat = "f32" | "f16" | "bf16" | "q8_0";

/** How a format lays out numbers: whole blocks of so many, in so many bytes. */
export interface StoredBlock {
  /** How many numbers a block holds. */
  numbers: number;
  /** How many bytes it takes. */
  bytes: number;
}

/**
 * The blocks of each format. In `q8_0`, of the GGML library, 32 numbers share a
 * scale in binary16 that stands before them, $w_j = s \, q_j$ with whole
 * $q_j \in [-128, 127]$; in the others each number stands alone.
 */
export const storedBlocks: Readonly<
  Record<StoredFormat, Readonly<StoredBlock>>
> = {
  f32: { numbers: 1, bytes: 4 },
  f16: { numbers: 1, bytes: 2 },
  bf16: { numbers: 1, bytes: 2 },
  q8_0: { numbers: 32, bytes: 34 },
};
