/**
 * A canvas without a browser, as far as Plot draws on one: the colours of a
 * continuous legend, and the pixels of a raster.
 *
 * @module
 */
import { rgb } from "d3-color";
import { encode } from "fast-png";

/** The pixels of an image, four numbers each, row by row from the top. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Makes a canvas of an element: gives it a size, a context, and its image. */
export function canvas(element: HTMLElement): HTMLElement {
  let context: Context | undefined;
  return Object.defineProperties(element, {
    width: { value: 300, writable: true },
    height: { value: 150, writable: true },
    getContext: {
      value(this: Pixels): Context {
        return context ??= new Context(this.width, this.height);
      },
    },
    toDataURL: {
      value(this: Pixels): string {
        const png = encode(
          (context ?? new Context(this.width, this.height)).pixels,
        );
        return `data:image/png;base64,${png.toBase64()}`;
      },
    },
  });
}

/** What is drawn with: rectangles of one colour, and ready pixels. */
class Context {
  fillStyle = "black";
  readonly pixels: Pixels;

  constructor(width: number, height: number) {
    this.pixels = this.createImageData(width, height);
  }

  fillRect(left: number, top: number, width: number, height: number): void {
    const { r, g, b, opacity } = rgb(this.fillStyle);
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) {
        const at = 4 * (y * this.pixels.width + x);
        this.pixels.data.set([r, g, b, 255 * opacity], at);
      }
    }
  }

  createImageData(width: number, height: number): Pixels {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData({ data }: Pixels): void {
    this.pixels.data.set(data);
  }
}
