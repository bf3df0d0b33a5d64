/**
 * A drawing as pixels, which are the same on every machine: the font comes
 * with the rasterizer.
 *
 * @module
 */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import rasterizer from "@resvg/resvg-wasm/index_bg.wasm" with {
  type: "bytes",
};
import font from "dejavu-fonts-ttf/DejaVuSans.ttf" with { type: "bytes" };
import { indexedPng } from "./_indexed_png.ts";

await initWasm(rasterizer);

const family = "DejaVu Sans";

/** How many pixels stand for one of the drawing, as screens have it today. */
const zoom = 2;

/**
 * Draws an SVG file as PNG, on the ground that its style names.
 *
 * @param svg The file
 * @param style The style of its root
 * @returns The PNG
 */
export function pngOf(svg: string, style: string): Uint8Array {
  const ground = [...style.matchAll(/background(?:-color)?:\s*([^;]+)/g)]
    .at(-1)?.[1] ?? "white";
  const resvg = new Resvg(withGround(svg, ground), {
    background: ground,
    fitTo: { mode: "zoom", value: zoom },
    font: {
      fontBuffers: [font],
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
  });
  try {
    const image = resvg.render();
    try {
      return indexedPng(image) ?? image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

/** The rasterizer knows no variables; Plot has one, for what looks like the ground. */
function withGround(svg: string, ground: string): string {
  return svg.replaceAll("var(--plot-background)", ground);
}
