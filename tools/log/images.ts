/**
 * Images that travel with the page.
 *
 * @module
 */
import { extname, join, sep } from "node:path";
import { htmlElement } from "./html_element.ts";

const kinds: Record<string, string> = {
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * Puts the images that have an address in `data-src` into the page. Only what really is in the
 * notebook's folder, or below, is the notebook's to publish. An image on another
 * host becomes a link; of any other that cannot be had, the words stay.
 *
 * @param document The page
 * @param folder Where its notebook is, from which the addresses start
 */
export async function embedImages(
  document: Document,
  folder: string,
): Promise<void> {
  for (const image of document.querySelectorAll("img[data-src]")) {
    const address = image.getAttribute("data-src")!;
    const data = await read(address, folder);
    if (data) {
      image.setAttribute("src", data);
      image.removeAttribute("data-src");
    } else {
      const words = `${image.getAttribute("alt") || "image"} (${address})`;
      const isElsewhere = /^https?:/i.test(address);
      image.replaceWith(
        isElsewhere ? htmlElement("a", { href: address }, words) : words,
      );
    }
  }
}

async function read(
  address: string,
  folder: string,
): Promise<string | undefined> {
  const kind = kinds[extname(decoded(address)).toLowerCase()];
  try {
    const inside = await Deno.realPath(folder) + sep;
    const file = await Deno.realPath(join(folder, decoded(address)));
    if (!kind || !file.startsWith(inside)) return undefined;
    return `data:${kind};base64,${(await Deno.readFile(file)).toBase64()}`;
  } catch {
    return undefined;
  }
}

/** As a browser reads it: a % that starts no code is only a %. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
