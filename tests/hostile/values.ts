/** What a caller may give by mistake, by what to call it. */
export const hostileValues: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  '""': () => "",
  '"1"': () => "1",
  '"abc"': () => "abc",
  "1n": () => 1n,
  Symbol: () => Symbol("hostile"),
  NaN: () => NaN,
  Infinity: () => Infinity,
  "-Infinity": () => -Infinity,
  "-0": () => -0,
  "0": () => 0,
  "1": () => 1,
  "2": () => 2,
  "-1": () => -1,
  "0.5": () => 0.5,
  "smallest subnormal": () => 5e-324,
  "negative subnormal": () => -5e-324,
  "1e-300": () => 1e-300,
  "1e-160": () => 1e-160,
  "1e160": () => 1e160,
  "1e300": () => 1e300,
  "-1e300": () => -1e300,
  "largest double": () => Number.MAX_VALUE,
  "2^53 - 1": () => 2 ** 53 - 1,
  "2^53": () => 2 ** 53,
  "[]": () => [],
  "{}": () => ({}),
  "record without a prototype": () => Object.create(null),
  "[1]": () => [1],
  '["1"]': () => ["1"],
  "[NaN]": () => [NaN],
  "[-Infinity, Infinity]": () => [-Infinity, Infinity],
  "[1e300, 1e300, -1e300]": () => [1e300, 1e300, -1e300],
  "[null]": () => [null],
  "[[]]": () => [[]],
  "array of holes": () => new Array(5),
  "Float64Array of none": () => new Float64Array(0),
  "Float64Array with NaN": () => Float64Array.of(1, NaN),
  Float32Array: () => Float32Array.of(1, 2, 3),
  Uint8Array: () => Uint8Array.of(1, 2),
  BigInt64Array: () => BigInt64Array.of(1n, 2n),
  ArrayBuffer: () => new ArrayBuffer(8),
  "array-like of length 2^53 - 1": () => ({ length: 2 ** 53 - 1 }),
  "array-like of length 1e300": () => ({ length: 1e300, 0: 1 }),
  "array-like of length NaN": () => ({ length: NaN }),
  'array-like of length "3"': () => ({ length: "3", 0: 1, 1: 1, 2: 1 }),
  "matrix of 2^53 - 1 rows": () => ({
    rows: 2 ** 53 - 1,
    columns: 1,
    values: new Float64Array(1),
  }),
  "() => undefined": () => () => undefined,
  "() => NaN": () => () => NaN,
  "() => 0": () => () => 0,
  "() => 2": () => () => 2,
  '() => "1"': () => () => "1",
  "() => { throw }": () => () => mischief(),
  "async function": () => () => Promise.resolve(1),
  "proxy that throws": () => new Proxy({}, throwing),
  "getter that throws": () => ({
    get weight(): number {
      return mischief();
    },
    get length(): number {
      return mischief();
    },
  }),
  "record that holds itself": () => {
    const self: Record<string, unknown> = {};
    return self.self = self;
  },
  Date: () => new Date(0),
  RegExp: () => /a/,
  Map: () => new Map([[1, 1]]),
  Promise: () => Promise.resolve(1),
};

/** What the caller's own code throws: it may pass through. */
export const ownError = "the caller's own error";

function mischief(): never {
  throw new Error(ownError);
}

const throwing: ProxyHandler<object> = {
  get: mischief,
  has: mischief,
  ownKeys: mischief,
  getPrototypeOf: mischief,
  getOwnPropertyDescriptor: mischief,
};
