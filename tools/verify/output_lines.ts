/**
 * What a cell shows, as lines of text that can be compared and read.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { sortedByKey } from "../shared/json.ts";
import { joined, type Output } from "../notebook/notebook.ts";

/**
 * The outputs of a cell as lines. Each output has a heading for every MIME type,
 * all but the first beginning with `with`; a line of its text starts with `| `, and where a long line of markup is split
 * between two tags, the rest starts with two blanks. So different outputs have
 * different lines, except for what says nothing: how a stream was cut in pieces,
 * the order of MIME types, how an SVG in a data URL is encoded, and the
 * traceback of an error, which holds paths of the machine.
 *
 * @param outputs The outputs
 * @returns Their lines
 */
export function outputLines(outputs: Output[]): string[] {
  return mergedStreams(outputs).flatMap((output) => {
    const { output_type, name, text, data, metadata, ename, evalue } = output;
    if (output_type === "stream") {
      return [`stream ${name}`, ...textLines(joined(text))];
    }
    if (output_type === "error") {
      return [`error ${ename}`, ...textLines(evalue ?? "")];
    }
    const parts: Record<string, unknown> = { ...data };
    if (Object.keys(metadata ?? {}).length > 0) parts.metadata = metadata;
    return Object.keys(parts).sort().flatMap((type, i) => [
      `${i === 0 ? output_type : "with"} ${type}`,
      ...dataLines(type, parts[type]),
    ]);
  });
}

/** Puts pieces of one stream that follow each other together. */
export function mergedStreams(outputs: Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    const { output_type, name, text } = output;
    if (output_type === "stream" && last?.name === name) {
      merged[merged.length - 1] = {
        ...output,
        text: joined(last!.text) + joined(text),
      };
    } else merged.push(output);
  }
  return merged;
}

function dataLines(type: string, value: unknown): string[] {
  if (/json$|^metadata$/.test(type) || !isText(value)) {
    return textLines(JSON.stringify(sortedByKey(value), null, 2));
  }
  const text = joined(value);
  if (type === "text/plain" || type === "text/markdown") {
    return textLines(text);
  }
  if (/^text\/|xml$|javascript$/.test(type)) {
    return markupLines(withPlainSvg(text));
  }
  const bytes = text.replace(/\s/g, "");
  const digest = createHash("sha256").update(bytes).digest("hex");
  return [`| ${bytes.length} characters of base64, SHA-256 ${digest}`];
}

function textLines(text: string): string[] {
  return text.split("\n").map((line) => `| ${line}`);
}

function markupLines(text: string): string[] {
  return text.split("\n").flatMap((line) =>
    line.split(/(?<=>)(?=<)/)
      .map((part, i) => i === 0 ? `| ${part}` : `  ${part}`)
  );
}

/** The markup with the SVG of each data URL in it decoded. */
function withPlainSvg(markup: string): string {
  const url = /data:image\/svg\+xml(?:;[\w=-]+)*?(;base64)?,([^"'\s)>]*)/g;
  return markup.replace(url, (whole, base64, data) => {
    try {
      const svg = base64 ? fromBase64(data) : decodeURIComponent(data);
      return `data:image/svg+xml,${svg}`;
    } catch {
      return whole;
    }
  });
}

function fromBase64(text: string): string {
  const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function isText(value: unknown): value is string | string[] {
  return [value].flat().every((line) => typeof line === "string");
}
