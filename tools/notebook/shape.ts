/**
 * Whether a file's content has the shape of a notebook of format 4, as far as
 * the tools look into it.
 *
 * @module
 */
import { isRecord } from "../shared/json.ts";

/** A value and the wanted kinds of it, which the message names. */
type Check = [
  name: string,
  value: unknown,
  is: (value: unknown) => boolean,
  wanted: string,
];

const kinds = ["code", "markdown", "raw"];

/** How deep lists and objects may be nested: Python follows some hundred levels. */
export const deepest = 100;

/**
 * What is wrong with the shape of a notebook's cells.
 *
 * @param cells The cells, whatever they are
 * @returns The first flaw, with its cell; nothing if there is none
 */
export function flawOf(cells: unknown[]): string | undefined {
  for (const [i, cell] of cells.entries()) {
    const flaw = flawOfCell(cell);
    if (flaw === undefined) continue;
    const id = isRecord(cell) && typeof cell.id === "string"
      ? ` (${cell.id})`
      : "";
    return `cell ${i + 1} of ${cells.length}${id}: ${flaw}`;
  }
}

function flawOfCell(cell: unknown): string | undefined {
  if (!isRecord(cell)) return `it must be an object: it is ${inFewWords(cell)}`;
  if (isTooDeep(cell)) return `it is nested more than ${deepest} levels deep`;
  const { cell_type, id, metadata, source, attachments } = cell;
  const tags = isRecord(metadata) ? metadata.tags : undefined;
  return firstFlaw([
    [
      "cell_type",
      cell_type,
      (kind) => kinds.includes(kind as string),
      `one of ${kinds.join(", ")}`,
    ],
    ["source", source, isText, text],
    [
      "source",
      source,
      (text) => [text].flat().join("").isWellFormed(),
      "text without halves of surrogate pairs",
    ],
    ["id", id, optional(isString), "text"],
    ["metadata", metadata, optional(isRecord), "an object"],
    ["metadata.tags", tags, optional(isListOf(isString)), "a list of texts"],
    [
      "attachments",
      attachments,
      optional(isAttachments),
      "an object of objects of texts",
    ],
  ]) ?? (cell_type === "code" ? flawOfRun(cell) : undefined);
}

function flawOfRun({ execution_count, outputs }: Record<string, unknown>) {
  const flaw = firstFlaw([
    [
      "execution_count",
      execution_count,
      optional(isCount),
      "a whole number or null",
    ],
    ["outputs", outputs, optional(isListOf(isRecord)), "a list of objects"],
  ]);
  if (flaw !== undefined) return flaw;
  for (const output of (outputs ?? []) as Record<string, unknown>[]) {
    const { output_type, name, text: printed, data, metadata, ename, evalue } =
      output;
    const flaw = firstFlaw([
      ["output_type of an output", output_type, isString, "text"],
      ["name of an output", name, optional(isString), "text"],
      ["text of an output", printed, optional(isText), text],
      ["data of an output", data, optional(isRecord), "an object"],
      ["metadata of an output", metadata, optional(isRecord), "an object"],
      ["ename of an output", ename, optional(isString), "text"],
      ["evalue of an output", evalue, optional(isString), "text"],
    ]);
    if (flaw !== undefined) return flaw;
  }
}

function firstFlaw(checks: Check[]): string | undefined {
  for (const [name, value, is, wanted] of checks) {
    if (!is(value)) {
      return `its ${name} must be ${wanted}: it is ${inFewWords(value)}`;
    }
  }
}

const text = "text or a list of texts";

const isString = (value: unknown) => typeof value === "string";
const isText = (value: unknown) => isString(value) || isListOf(isString)(value);
const isCount = (value: unknown) =>
  value === null || Number.isInteger(value) && (value as number) >= 0;
const isListOf = (is: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(is);
const isAttachments = (value: unknown) =>
  isRecord(value) &&
  Object.values(value).every((bundle) =>
    isRecord(bundle) && Object.values(bundle).every(isText)
  );
const optional = (is: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || is(value);

/** A value in few words. */
function inFewWords(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}…` : json;
}

/**
 * Whether a value is nested too deep. Found by no function that calls itself:
 * that, too, could not follow.
 */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : []
    );
  }
  return false;
}
