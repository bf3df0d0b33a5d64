/**
 * The fields, sliders and numbers under an explorable figure, as HTML.
 *
 * @module
 */
import { type Field, fields } from "./fields.ts";
import { presets } from "./presets.ts";

/** The form of one figure; every id in it starts with `id`. */
export function controls(id: string): string {
  return `<form id="${id}-form" class="explorable" aria-label="Change the numbers">
<fieldset><legend>Draw |Δ|/η against</legend>
<label><input type="radio" name="against" value="gradient"> the gradient |g|</label>
<label><input type="radio" name="against" value="step"> the step t</label>
</fieldset>
<div class="presets" role="group" aria-label="Settings worth a look">
${
    presets.map(({ name }, i) =>
      `<button type="button" data-preset="${i}">${name}</button>`
    ).join("\n")
  }
</div>
<p id="${id}-look" class="look"></p>
${fields.map((field) => row(field, `${id}-${field.name}`)).join("\n")}
<button type="reset">Back to the start</button>
${reading("|Δ|/η at step t", `${id}-share`)}
${reading("1 / (1 − β₁ᵗ), to m", `${id}-first`)}
${reading("1 / (1 − β₂ᵗ), to v", `${id}-second`)}
<p id="${id}-lesson" class="look" hidden>At step 1 β₁ and β₂ change nothing: the corrections cancel them. Only g and ε decide.</p>
<p id="${id}-status" role="status"></p>
</form>`;
}

function row({ label, stops }: Field, id: string): string {
  return `<div class="row">
<label for="${id}">${label}</label>
<input id="${id}" type="text" autocomplete="off" spellcheck="false" aria-describedby="${id}-error">
<input id="${id}-slider" type="range" min="0" max="${
    stops.length - 1
  }" aria-label="${label}, slider">
<p id="${id}-error" class="error"></p>
</div>`;
}

/** An output speaks of every change; the status does that once. */
function reading(label: string, id: string): string {
  return `<div class="reading">
<label for="${id}">${label}</label>
<output id="${id}" aria-live="off"></output>
</div>`;
}
