/**
 * Inside Deno's kernel: values as people expect to see them.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/**
 * Shows records, matrices, typed arrays, maps and data frames as tables, images
 * by their bytes, and drawings with what a page needs to draw them. The text
 * beside is that of Deno's kernel. What has a rendering of its own keeps it.
 */
export function displays(relay: Relay): void {
  type Bundle = Record<string, string>;
  type Row = Record<string, unknown>;
  interface Table {
    /** The names of the columns; how many there are, if those are their names. */
    columns: string[] | number;
    /** Some of the rows: those that {@linkcode shownOf} picks. */
    rows: unknown[][];
    /** How many there are. */
    count: number;
  }
  /** An element of a page, as far as it is asked. */
  interface Element {
    nodeType: unknown;
    outerHTML: unknown;
    tagName: string;
    getAttribute(name: string): string | null;
    querySelector(selectors: string): { textContent: string } | null;
  }
  interface Jupyter {
    format(value: unknown): Promise<Bundle>;
    display(value: unknown, options?: { raw?: boolean }): Promise<void>;
  }

  const { jupyter } = Deno as unknown as { jupyter: Jupyter };
  const { format, display } = jupyter;
  const { inspect } = Deno;
  const own = Symbol.for("Jupyter.display");
  /** How many rows, and how many columns, are shown of more; half of them are the last. */
  const most = 20;

  /** Which of so many are shown. */
  function shownOf(count: number): number[] {
    const all = Array.from({ length: Math.min(count, most) }, (_, i) => i);
    return all.map((i) => i < most / 2 ? i : count - all.length + i);
  }

  function isFlat(value: unknown): boolean {
    return Object(value) !== value || value instanceof Date;
  }

  function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) return false;
    const above = Object.getPrototypeOf(value);
    return above === null || above === Object.prototype;
  }

  function hasAll(value: object, ...names: string[]): boolean {
    return names.every((name) => name in value);
  }

  function isRecord(value: unknown): value is Row {
    // A getter is not called for that: it may do something.
    const fields = isPlain(value)
      ? Object.getOwnPropertyDescriptors(value)
      : {};
    const all = Object.values(fields);
    return all.length > 0 &&
      all.every((field) => "value" in field && isFlat(field.value));
  }

  function isList(value: unknown): value is unknown[] {
    return Array.isArray(value) || isNumbers(value);
  }

  function isNumbers(value: unknown): boolean {
    // A Buffer is bytes of something else.
    return ArrayBuffer.isView(value) && !(value instanceof DataView) &&
      value.constructor.name !== "Buffer";
  }

  function ofRecords(value: unknown): Table | undefined {
    if (!Array.isArray(value) || value.length === 0) return;
    const shown = shownOf(value.length).map((i) => value[i]);
    if (!shown.every(isRecord) || !value.every(isPlain)) return;
    const names = new Set<string>();
    for (const row of value) {
      for (const name of Object.keys(row)) names.add(name);
    }
    const columns = [...names];
    const rows = shown.map((row) =>
      columns.map((name) => Object.hasOwn(row, name) ? row[name] : "")
    );
    return { columns, rows, count: value.length };
  }

  function ofMatrix(value: unknown): Table | undefined {
    if (!Array.isArray(value) || value.length === 0) return;
    const rows = shownOf(value.length).map((i) => value[i]);
    const columns = value[0]?.length;
    const isMatrix = columns > 0 &&
      value.every((row) => isList(row) && row.length === columns) &&
      rows.every((row) => shownOf(columns).every((i) => isFlat(row[i])));
    return isMatrix ? { columns, rows, count: value.length } : undefined;
  }

  function ofNumbers(value: unknown): Table | undefined {
    if (!isNumbers(value)) return;
    const numbers = value as ArrayLike<unknown>;
    const rows = shownOf(numbers.length).map((i) => [i, numbers[i]]);
    const columns = ["", value!.constructor.name];
    return rows.length > 0
      ? { columns, rows, count: numbers.length }
      : undefined;
  }

  function ofMap(value: unknown): Table | undefined {
    if (!(value instanceof Map) || value.size === 0) return;
    const entries = [...value];
    const rows = shownOf(entries.length).map((i) =>
      entries[i]!.map((item: unknown) =>
        isFlat(item) ? item : inspect(item, { breakLength: Infinity })
      )
    );
    return { columns: ["key", "value"], rows, count: value.size };
  }

  /** A data frame or a series, of danfojs say. */
  function ofFrame(value: object): Table | undefined {
    if (!hasAll(value, "columns", "index", "values") || isPlain(value)) return;
    const { columns, index, values } = value as Record<
      "columns" | "index" | "values",
      unknown[]
    >;
    const isFrame = [columns, index, values].every(Array.isArray) &&
      index.length === values.length;
    if (!isFrame || values.length === 0) return;
    const rows = shownOf(values.length).map((i) =>
      [index[i]].concat(isList(values[i]) ? values[i] : [values[i]])
    );
    return {
      columns: ["", ...columns.map(String)],
      rows,
      count: values.length,
    };
  }

  function text(value: unknown): string {
    if (value instanceof Date) {
      return isNaN(+value) ? `${value}` : value.toISOString();
    }
    if (typeof value === "bigint") return `${value}n`;
    return Object.is(value, -0) ? "-0" : String(value);
  }

  function escaped(text: string): string {
    const names: Row = {
      "&": "&amp;",
      "<": "&lt;",
      ">": "&gt;",
      '"': "&quot;",
    };
    return text.replace(/[&<>"]/g, (character) => `${names[character]}`);
  }

  /** With a mark in the middle, where something is left out. */
  function withGap<T>(items: T[], isCut: boolean, gap: T): T[] {
    return isCut ? items.toSpliced(most / 2, 0, gap) : items;
  }

  function html({ columns, rows, count }: Table): string {
    const width = typeof columns === "number" ? columns : columns.length;
    const name = (i: number) =>
      typeof columns === "number" ? `${i}` : columns[i]!;
    const shown = shownOf(width);
    const isWide = width > most;
    const sides = shown.map((i) => {
      const isNumeric = rows.every((row) =>
        /number|bigint/.test(typeof row[i])
      );
      return isNumeric ? "right" : "left";
    });
    const cell = (tag: string, value: string, k: number) =>
      `<${tag} style="text-align: ${sides[k]}">${escaped(value)}</${tag}>`;
    const line = (cells: string[]) =>
      `<tr>${withGap(cells, isWide, "<td>…</td>").join("")}</tr>`;
    const head = line(
      shown.map((i, k) => cell('th scope="col"', name(i), k)),
    )
      .replaceAll('</th scope="col">', "</th>");
    const body = rows.map((row) =>
      line(shown.map((i, k) => cell("td", text(row[i]), k)))
    );
    const gap = `<tr><td colspan="${
      shown.length + Number(isWide)
    }">⋮</td></tr>`;
    const isLong = count > most;
    const size = `${count.toLocaleString("en")} rows × ${
      width.toLocaleString("en")
    } columns`;
    return `<table><thead>${head}</thead><tbody>${
      withGap(body, isLong, gap).join("")
    }</tbody></table>${isLong || isWide ? `<p>${size}</p>` : ""}`;
  }

  /** What the bytes of an image begin with, by its type. */
  const images: [type: string, begins: RegExp][] = [
    ["image/png", /^\x89PNG\r\n[^]{5}\rIHDR/],
    ["image/jpeg", /^\xff\xd8\xff[\xc0-\xfe]/],
    ["image/gif", /^GIF8[79]a/],
    ["image/webp", /^RIFF[^]{4}WEBP/],
  ];

  function ofImage(value: unknown): Bundle | undefined {
    if (!(value instanceof Uint8Array)) return;
    const begin = String.fromCharCode(...value.subarray(0, 16));
    const [type] = images.find(([, begins]) => begins.test(begin)) ?? [];
    if (type === undefined) return;
    const size = `${type}, ${value.length.toLocaleString("en")} bytes`;
    return { [type]: value.toBase64(), "text/plain": size };
  }

  /** An element of a page, of linkedom or jsdom say: a plot, with a legend or without. */
  function ofElement(value: object): Bundle | undefined {
    if (!hasAll(value, "nodeType", "outerHTML", "tagName")) return;
    const element = value as Element;
    const { nodeType, outerHTML, tagName } = element;
    if (nodeType !== 1 || typeof outerHTML !== "string") return;
    const words = element.getAttribute("aria-label") ??
      element.querySelector("figcaption, title")?.textContent ?? "";
    const plain = `<${`${tagName}`.toLowerCase()}> ${words}`.trim();
    if (!/^svg$/i.test(tagName)) {
      return { "text/html": outerHTML, "text/plain": plain };
    }
    // As an image it has to say what it is.
    const drawing = /^<svg[^>]*\sxmlns=/.test(outerHTML)
      ? outerHTML
      : outerHTML.replace(/^<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"');
    return { "image/svg+xml": drawing, "text/plain": plain };
  }

  function bundleOf(value: object): Bundle | undefined {
    const bundle = ofImage(value) ?? ofElement(value);
    if (bundle) return bundle;
    const frame = ofFrame(value);
    if (frame) return { "text/html": html(frame), "text/plain": `${value}` };
    const table = ofRecords(value) ?? ofMatrix(value) ?? ofNumbers(value) ??
      ofMap(value);
    return table && { "text/html": html(table) };
  }

  /** The value, or what shows it as people expect. */
  relay.expected = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    try {
      if (own in value) return value;
      const bundle = bundleOf(value);
      if (!bundle) return value;
      const show = async () => ({ ...await format(value), ...bundle });
      return { [own]: show };
    } catch {
      return value; // It cannot be read, or a cell has broken what this needs.
    }
  };

  jupyter.display = (value, options) =>
    display(options?.raw ? value : relay.expected(value), options);
}
