/**
 * How large a model is, beside the measured one of the notebooks.
 *
 * @module
 */
import {
  type TrainingSettings,
  trainingSettings,
} from "../../../training/mod.ts";
import type { Cast } from "./frame.ts";

/** How large the model is that is shown, for its reader. */
export function sizeInWords({ settings, rows, live }: Cast): string {
  const [size, measured] = [settings, trainingSettings()].map(modelOf);
  const { vocabulary, deadTokens: dead } = settings;
  const shown = rows < vocabulary
    ? ` Shown are ${live} of its ${vocabulary - dead} live rows and ${
      rows - live
    } of its ${dead} dead ones.`
    : "";
  return size === measured
    ? `The measured model of the notebooks: ${size}.${shown}`
    : `A small model: ${size}.${shown} The measured one of the notebooks has ${measured}.`;
}

function modelOf(
  { layers, width, vocabulary, deadTokens }: TrainingSettings,
): string {
  const ofLayers = `${layers} ${layers === 1 ? "layer" : "layers"}`;
  return `${ofLayers} of width ${width}, ${vocabulary} tokens, ${deadTokens} of them dead`;
}
