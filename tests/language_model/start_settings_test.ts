import { layerNorm, startSettings } from "adam/language_model";
import { assertEquals, assertThrows } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };

Deno.test("startSettings() are those of the measured model", () => {
  const settings = startSettings();
  assertEquals(settings, {
    seed: 0,
    sigma: 1,
    positionSigma: 1,
    tied: true,
    outputSigma: 1 / Math.sqrt(384),
    layers: 4,
    width: stamp.model.width,
    heads: 2,
    feedForward: 256,
    normalization: layerNorm,
    vocabulary: stamp.measured.vocabulary,
    deadTokens: 1914,
    zipfExponent: 1,
    batch: 8,
    sequenceLength: 128,
  });
});

Deno.test("startSettings() takes what it is given, and the default for undefined", () => {
  const given = { seed: 2 ** 32 - 1, layers: 0, deadTokens: 0, outputSigma: 3 };
  const settings = startSettings({ ...given, width: undefined as never });
  assertEquals(settings, { ...startSettings(), ...given });
  assertEquals(startSettings({ width: 12 }).outputSigma, 1 / 6);
});

const refused: [string, unknown[], string][] = [
  ["seed", [-1, 0.5, 2 ** 32, NaN], "a whole number in [0, 2^32)"],
  ["sigma", [-1, NaN, Infinity], "finite and >= 0"],
  ["positionSigma", [-1, NaN, Infinity], "finite and >= 0"],
  ["outputSigma", [-1, NaN, Infinity], "finite and >= 0"],
  ["zipfExponent", [-1, NaN, Infinity], "finite and >= 0"],
  ["layers", [-1, 0.5, NaN, Infinity], "a whole number >= 0"],
  ["width", [0, -2, 2.5, NaN], "a positive integer"],
  ["heads", [0, -2, 2.5, NaN], "a positive integer"],
  ["heads", [3, 256], "a multiple of heads, "],
  ["feedForward", [0, -2, 2.5, NaN], "a positive integer"],
  ["vocabulary", [0, -2, 2.5, NaN], "a positive integer"],
  ["batch", [0, -2, 2.5, NaN], "a positive integer"],
  ["sequenceLength", [0, -2, 2.5, NaN], "a positive integer"],
  [
    "deadTokens",
    [-1, 3988, 1.5, NaN],
    "a whole number in [0, 3988), below vocabulary",
  ],
];
for (const [name, values, wanted] of refused) {
  Deno.test(`startSettings() refuses ${name} that is not ${wanted}`, () => {
    for (const value of values) {
      const error = assertThrows(
        () => startSettings({ [name]: value }),
        RangeError,
        `must be ${wanted}`,
      );
      assertEquals(error.message.slice(0, 29), "Cannot start the training as ");
    }
  });
}

Deno.test("startSettings() refuses what is of another type, or of no name", () => {
  const refuse = (settings: object, message: string) =>
    assertThrows(
      () => startSettings(settings),
      TypeError,
      `Cannot start the training as ${message}`,
    );
  refuse(
    { sigma: "1" },
    "sigma must be a number: current value is of type string",
  );
  refuse(
    { tied: 1 },
    "tied must be a boolean: current value is of type number",
  );
  refuse(
    { normalization: "RMSNorm" },
    "normalization must be a function: current value is of type string",
  );
  refuse({ depth: 4 }, "depth is no setting of it: there are seed, sigma,");
});

Deno.test("the reference data were made with these settings", () => {
  const { settings } = reference.cases[0]!;
  const names = Object.keys(startSettings()).filter((name) => name !== "seed");
  assertEquals(Object.keys(settings).sort(), names.sort());
});
