/**
 * The images that stand for pages where links to them are sent.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";

/** An image that stands for a page. */
export interface Preview {
  /** Where it is on the web: those who make previews take no other address. */
  readonly address: string;
  /** What it shows, in words. */
  readonly alt: string;
}

/** The name of the file with the image that stands for a log. */
export function previewFile(name: string): string {
  return `${name}.preview.png`;
}

/**
 * Reads the address that a folder of logs will have on the web.
 *
 * @param address What was said
 * @returns The address, with a slash at its end
 * @throws {Obstacle} If it is none of the web
 */
export function webFolder(address: string): string {
  const url = URL.parse(address.replace(/\/?$/, "/"));
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new Obstacle(
    "Cannot name the previews of the pages as --address must be like " +
      `https://example.org/adam/: current value is ${address}`,
  );
}

/**
 * Says where the image of a log will be.
 *
 * @param folder The address of the folder, with a slash at its end
 * @param name The name of the log
 * @param alt What the image shows
 * @returns The image
 */
export function previewAt(folder: string, name: string, alt: string): Preview {
  const file = encodeURIComponent(previewFile(name));
  const words = alt.trim().replace(/\s+/g, " ");
  return { address: new URL(file, folder).href, alt: words };
}
