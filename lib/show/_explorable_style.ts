/**
 * How the fields of the explorable figure look: the page's own properties
 * where it has them, the colours of the system elsewhere.
 *
 * @module
 */

/** The style sheet, for every `<figure data-explorable>` of a page. */
export const style = `
figure[data-explorable] { margin-inline: 0; max-width: 640px }
figure[data-explorable] svg { --plot-background: var(--ground, Canvas); color: var(--ink, CanvasText); overflow: visible }
.explorable { display: grid; max-width: 640px; gap: 0.4rem; margin-block: 0.8rem; font-size: 0.95rem; color: var(--ink, CanvasText) }
.explorable fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; margin: 0; border: 0; padding: 0 }
.explorable legend { float: left; padding: 0 }
.explorable .row { display: grid; grid-template-columns: 10rem 9rem 1fr; gap: 0 0.8rem; align-items: center }
.explorable input[type="text"] { min-width: 0; font: inherit; font-variant-numeric: tabular-nums; padding: 0.15rem 0.4rem;
  color: inherit; background: var(--ground, Canvas); border: 1px solid var(--line, GrayText); border-radius: 3px }
.explorable input[aria-invalid="true"] { --line: var(--error, #b3261e); box-shadow: 0 0 0 1px var(--line) }
.explorable input[type="range"] { width: 100%; margin: 0; accent-color: var(--ink, CanvasText) }
.explorable .error { grid-column: 1 / -1; margin: 0.2rem 0 0.4rem; color: var(--error, light-dark(#b3261e, #ff9a90)) }
.explorable .error:empty { display: none }
.explorable button { justify-self: start; font: inherit }
.explorable .reading { display: grid; grid-template-columns: 10rem 1fr; gap: 0.8rem }
.explorable output { font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
.explorable [role="status"] { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 30rem) { .explorable .row { grid-template-columns: 9rem 1fr } .explorable input[type="range"] { grid-column: 1 / -1; height: 1.8rem } }
@media print { .explorable :is(fieldset, .row, button) { display: none } }
`;
