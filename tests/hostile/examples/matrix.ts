import { matrix } from "adam/matrix";
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
} satisfies Examples;
