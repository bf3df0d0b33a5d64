import { startSettings } from "adam/language_model";
import { trainingSettings } from "adam/training";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("trainingSettings() are those of the start, PyTorch's of AdamW without decay, and one thread of binary64", () => {
  assertEquals(trainingSettings(), {
    ...startSettings(),
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    storage: "f64",
    stream: "zipf",
    threads: 1,
  });
  assertEquals(trainingSettings({ beta2: 0.95, width: 4 }).beta2, 0.95);
});

Deno.test("trainingSettings() refuses by name what is out of range, of the wrong type or unknown", () => {
  const refused = (settings: unknown, words: string) =>
    assertThrows(() => trainingSettings(settings as never), Error, words);
  refused({ beta2: 1 }, "Cannot train as beta2 must be in [0, 1)");
  refused({ storage: "f16" }, "storage must be f64 or f32 or bf16 or mixed");
  refused({ threads: 65 }, "threads must be a positive integer up to 64");
  refused({ weightDecay: -1 }, "weightDecay must be finite and >= 0");
  refused({ lr: 0.1 }, "lr");
  refused(null, "settings must be a record");
});
