/**
 * danfojs as notebooks get it: a bare `DataFrame` shows itself as a table, also
 * where nothing of `adam/show` is imported. `adam/show` itself does without
 * danfojs, which takes half a second to load.
 *
 * @module
 */
import { DataFrame, Series } from "danfojs";
import { jupyterDisplay, type MediaBundle } from "../displayable.ts";
import { type Frame, table } from "../table.ts";

/** Shows a bare `DataFrame` or `Series` like {@linkcode table} does. */
for (const { prototype } of [DataFrame, Series]) {
  Object.assign(prototype, {
    [jupyterDisplay](this: Frame): MediaBundle {
      return table(this)[jupyterDisplay]();
    },
  });
}

export * from "danfojs";
