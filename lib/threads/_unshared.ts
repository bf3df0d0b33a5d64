/**
 * Kernels on memory that no threads share.
 *
 * @module
 */

/** How kernels import their memory: `env.memory`, shared (3), with 65536 pages at least. */
const shared = "\x03env\x06memory\x02\x03\x80\x80\x04";

/** The same, not shared (1), with one page at least: the number is as long as it was. */
const own = "\x03env\x06memory\x02\x01\x81\x80\x00";

/**
 * The same kernels for memory that is not shared, of any size: WebAssembly has
 * another type for it, and nothing else in them depends on it.
 *
 * @param bytes The kernels, as `deno task assemble` made them
 * @returns The kernels with another import
 */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return Uint8Array.from(
    text.replace(shared, own),
    (character) => character.charCodeAt(0),
  );
}
