/**
 * A drawing as pixels, which are the same on every machine: the font comes
 * with the rasterizer.
 *
 * @module
 */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
// So that the package is there whose font is read below.
import "dejavu-fonts-ttf/package.json" with { type: "json" };
import { indexedPng } from "./_indexed_png.ts";

const family = "DejaVu Sans";

/** The font, with the rasterizer ready, once that was asked for: to read them takes a permission. */
let prepared: Promise<Uint8Array> | undefined;

async function prepare(): Promise<Uint8Array> {
  const [rasterizer, font] = await Promise.all([
    import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"),
    import.meta.resolve("dejavu-fonts-ttf/DejaVuSans.ttf"),
  ].map(async (file) => await (await fetch(file)).bytes()));
  await initWasm(rasterizer!);
  return font!;
}

/** How many pixels stand for one of the drawing, as screens have it today. */
const zoom = 2;

/**
 * Draws an SVG file as PNG, on the ground that its style names.
 *
 * @param svg The file
 * @param style The style of its root
 * @returns The PNG
 */
export async function pngOf(svg: string, style: string): Promise<Uint8Array> {
  const font = await (prepared ??= prepare());
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
