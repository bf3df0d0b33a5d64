/**
 * Images that travel with the page.
 *
 * @module
 */
import { extname, resolve } from "node:path";
import { element } from "./element.ts";

const kinds: Record<string, string> = {
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * Puts the images that stand in files into the page. One that cannot be had,
 * as it is on another host or missing, becomes a link to where it should be.
 *
 * @param document The page
 * @param folder Where its notebook is, from which the addresses start
 */
export async function embedImages(
  document: Document,
  folder: string,
): Promise<void> {
  for (const image of document.querySelectorAll('img:not([src^="data:"])')) {
    const address = image.getAttribute("src") ?? "";
    const file = resolve(folder, decoded(address));
    const kind = kinds[extname(file).toLowerCase()];
    const bytes = kind && await Deno.readFile(file).catch(() => undefined);
    if (bytes) {
      image.setAttribute("src", `data:${kind};base64,${bytes.toBase64()}`);
    } else {
      const words = `${image.getAttribute("alt") || "image"} (${address})`;
      image.replaceWith(element("a", { href: address }, words));
    }
  }
}

/** The path that an address names; where a % stands for itself, it is the path. */
function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
