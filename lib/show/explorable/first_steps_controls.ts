/**
 * The slider, the presets and the numbers under the figure of four libraries,
 * as HTML.
 *
 * @module
 */
import { libraries } from "./first_steps.ts";

/** A gradient worth a look, and what to look for. */
export const gradients: readonly {
  readonly name: string;
  readonly gradient: number;
  readonly lookFor: string;
}[] = [
  {
    name: "a dead token",
    gradient: 1.79e-10,
    lookFor: "Far below every ε a step grows with the gradient, " +
      "and where ε is added decides how far each library moves.",
  },
  {
    name: "at PyTorch's ε",
    gradient: 1e-8,
    lookFor: "PyTorch and Optax take half a step; Keras hardly moves.",
  },
  {
    name: "a live token",
    gradient: 7.65e-3,
    lookFor: "Far above every ε all four take the whole step, η.",
  },
];

/** The form of the figure; every id in it starts with `id`. */
export function firstStepsControls(id: string, stops: number): string {
  return `<form id="${id}-form" class="explorable" aria-label="Change the gradient">
<div class="row drag">
<label for="${id}-slider">Drag |g| across ε</label>
<input id="${id}-slider" type="range" min="0" max="${stops - 1}">
</div>
<div class="presets" role="group" aria-label="Gradients worth a look">
${
    gradients.map(({ name }, i) =>
      `<button type="button" data-preset="${i}">${name}</button>`
    ).join("\n")
  }
</div>
<p id="${id}-look" class="look"></p>
<p class="verdict"><output id="${id}-verdict" for="${id}-slider" aria-live="off"></output></p>
<table class="moves">
<thead><tr><th scope="col">Library</th><th scope="col">its ε</th><th scope="col">the weight moves</th><th scope="col">|Δ|/η</th></tr></thead>
<tbody>
${
    Object.keys(libraries).map((library) =>
      `<tr><th scope="row">${library}</th><td></td><td><span class="way"><span class="weight"></span></span></td><td></td></tr>`
    ).join("\n")
  }
</tbody>
</table>
<p id="${id}-status" role="status"></p>
</form>`;
}
