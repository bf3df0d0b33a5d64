/**
 * What stands around the drawings of a training, as HTML.
 *
 * @module
 */
import { charts } from "./chart.ts";
import { slides, storages } from "./choice.ts";
import { trainingPresets } from "./presets.ts";
import { planeOfLive, planeOfStored, planeStep } from "./plane.ts";
import { patience } from "./rows_now.ts";

/** How fast a training may go, in steps a second, by what to call it. */
export const speeds: Readonly<Record<string, number>> = {
  "5 steps a second": 5,
  "10 steps a second": 10,
  "30 steps a second": 30,
  "60 steps a second": 60,
  "as fast as it can": Infinity,
};

/** The figure of an id: the ids in it start with `id`. */
export function figureOf(id: string, isLive: boolean): string {
  return `<div class="training" id="${id}">
${isLive ? presetButtons(id) : ""}
<div class="transport" role="group" aria-label="The training">
<button type="button" class="play" data-do="play">Start</button>
<button type="button" data-do="step">One step</button>
<button type="button" data-do="reset">Reset</button>
<label>Speed <select id="${id}-speed">${
    Object.keys(speeds).map((name) => `<option>${name}</option>`).join("")
  }</select></label>
${
    isLive
      ? `<label><input type="checkbox" id="${id}-both"> two side by side</label>
<button type="button" data-do="go" hidden></button>`
      : `<label class="scrub">Step <input type="range" id="${id}-scrub" min="0"></label>`
  }
</div>
<div class="picture">
${legend}
<p class="fine">Sizes are <b>per number</b>: the norm of a row’s gradient or move, divided by √d. Mean and median of the dead rows differ where a few of them, to which the hidden states happen to point, have nearly all of the gradient: these make up the mean, the median is the typical row.</p>
<div class="panels"></div>
</div>
<p class="fine">Each mark is a row of the output matrix. ${
    isLive ? planeOfLive : planeOfStored
  }</p>
${isLive ? settings(id) : ""}
<p id="${id}-status" role="status"></p>
</div>`;
}

/** One training of the figure; `name` tells it from the one beside it. */
export function panelOf(name: string): string {
  return `<section class="panel" aria-label="Training${name && ` ${name}`}">
<p class="heading"><b>${name}</b> <span></span> <output class="step" aria-live="off"></output></p>
<p class="now"><strong></strong> <span></span></p>
<div class="rows">
<div class="stage"><canvas role="img" aria-label="The rows before training"></canvas><p class="wait">One moment … ${planeStep} steps are taken ahead, to find the plane in which the rows are shown.</p></div>
<label class="row">one row <input type="range" min="0" value="0"></label>
<p class="fine read">Point at a mark, or choose a row here, to read what it is and does.</p>
<p class="fine size"></p>
</div>
<div class="charts">
${
    charts.map(({ title }) =>
      `<div class="chart"><p>${title}</p><svg aria-hidden="true"></svg></div>`
    ).join("\n")
  }
</div>
<dl class="readout">
${readings.map((name) => `<div><dt>${name}</dt><dd>–</dd></div>`).join("\n")}
</dl>
</section>`;
}

/** What is read off a training in numbers. */
export const readings = [
  "loss",
  "dead rows hardly moved so far",
  "dead rows moving",
  "dead rows stopped again",
  "cosine with their mean way",
] as const;

const legend = `<ul class="legend">
<li><svg class="key" viewBox="0 0 12 12" aria-hidden="true"><circle class="live" cx="6" cy="6" r="3"/></svg> a row of a live token</li>
<li><svg class="key" viewBox="0 0 12 12" aria-hidden="true"><path class="dead" d="M6 1l5 5-5 5-5-5z"/></svg> a row of a dead token, which never occurs</li>
<li><svg class="key" viewBox="0 0 12 12" aria-hidden="true"><path class="dead hollow" d="M6 1l5 5-5 5-5-5z"/></svg> hollow: hardly moved so far, or for ${patience} steps</li>
<li><svg class="key wide" viewBox="0 0 28 12" aria-hidden="true"><path class="line live" d="M1 6h26"/></svg> live rows, mean</li>
<li><svg class="key wide" viewBox="0 0 28 12" aria-hidden="true"><path class="line dead" d="M1 6h26"/></svg> dead rows, median</li>
<li><svg class="key wide" viewBox="0 0 28 12" aria-hidden="true"><path class="line dead-mean" d="M1 6h26"/></svg> dead rows, mean</li>
</ul>`;

function presetButtons(id: string): string {
  return `<div class="presets" role="group" aria-label="Settings worth a look">
${
    trainingPresets.map(({ name }, i) =>
      `<button type="button" data-preset="${i}" aria-pressed="false">${name}</button>`
    ).join("\n")
  }
</div>
<p id="${id}-look" class="look"></p>`;
}

function settings(id: string): string {
  const radios = (name: string, legend: string, values: readonly string[]) =>
    `<fieldset><legend>${legend}</legend>${
      values.map((value) =>
        `<label><input type="radio" name="${id}-${name}" value="${value}"> ${value}</label>`
      ).join(" ")
    }</fieldset>`;
  return `<form class="settings" aria-label="Settings of the training">
<p class="fine">Change anything, and the training begins anew.</p>
<fieldset class="which" hidden><legend>These are the settings of</legend><label><input type="radio" name="${id}-which" value="0" checked> A</label> <label><input type="radio" name="${id}-which" value="1"> B</label></fieldset>
${
    slides.map(({ name, label, stops }) =>
      `<div class="slide"><label for="${id}-${name}">${label}</label><input type="range" id="${id}-${name}" min="0" max="${
        stops.length - 1
      }"><output for="${id}-${name}" aria-live="off"></output></div>`
    ).join("\n")
  }
${radios("tied", "output matrix", ["tied", "untied"])}
${radios("storage", "numbers stored as", storages)}
<div class="slide"><label for="${id}-seed">seed</label><input type="number" id="${id}-seed" min="0" max="999" step="1"></div>
</form>`;
}
