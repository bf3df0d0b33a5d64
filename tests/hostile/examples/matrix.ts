import { matrix, type rowSketch } from "adam/matrix";
import { randomNumbers } from "adam/statistics";
import type { Examples } from "../example.ts";

const anyMatrix = () => matrix(4, 2, [1, -2, 3, 5, 0.5, 0, 7, 1]);
const ofRows = { given: () => ({ matrix: anyMatrix() }) };
const holds = "a matrix holds any numbers";

export default {
  matrix: {
    given: () => ({ rows: 2, columns: 2, values: [1, 2, 3, 4] }),
    spreads: holds,
  },
  rowOf: {
    given: () => ({ matrix: anyMatrix(), row: 1 }),
    spreads: holds,
  },
  transposed: { given: () => ({ original: anyMatrix() }), spreads: holds },
  product: { given: () => ({ a: anyMatrix(), b: matrix(3, 2) }) },
  rowNorms: ofRows,
  meanRow: ofRows,
  cosines: { given: () => ({ rows: anyMatrix(), direction: [1, 2] }) },
  principalDirections: { given: () => ({ rows: anyMatrix() }) },
  identicalRows: { given: () => ({ rows: matrix(2, 2, [1, 2, 1, 2]) }) },
  rowSketch: {
    given: () => ({
      signs: [1, -1, 1],
      width: 2,
      row: [1, 2, 3],
      into: new Float64Array(2),
    }),
    call: (f: typeof rowSketch, [signs, width, row, into]) =>
      f(signs as number[], width as number)(
        row as number[],
        into as Float64Array,
      ),
  },
  nearRows: {
    given: () => ({
      rows: anyMatrix(),
      options: {
        ...{ reach: 1, random: randomNumbers(0), tables: 2 },
        isNear: () => true,
      },
    }),
    options: ["options"],
  },
} satisfies Examples;
