/**
 * The program that calls nbconvert. It is started once and serves all notebooks,
 * as what it imports takes it longer than a notebook does.
 *
 * @module
 */
import { join } from "node:path";
import { startInEnvironment } from "../jupyter/environment.ts";
import { waitFor } from "../shared/child.ts";
import { root } from "../shared/task.ts";

/** The program and the two ends of the talk with it. */
interface Exporter {
  child: Deno.ChildProcess;
  requests: WritableStreamDefaultWriter<Uint8Array>;
  answers: ReadableStreamDefaultReader<string>;
}

/** The one that is there now. */
let exporter: Promise<Exporter> | undefined;

/** What it was asked last: one thing at a time. */
let asked: Promise<unknown> = Promise.resolve();

/**
 * Writes the cells of a notebook as HTML.
 *
 * @param from The notebook
 * @param to The file for its cells
 * @returns Whether that could be done; if not, the program has said why
 * @throws {Obstacle} If the environment cannot be made
 * @throws {Ended} If this process was told to end, and so the program was too
 */
export function exportCells(from: string, to: string): Promise<boolean> {
  const next = () => ask(from, to);
  const answer = asked.then(next, next);
  asked = answer;
  return answer;
}

async function ask(from: string, to: string): Promise<boolean> {
  const { child, requests, answers } = await (exporter ??= start());
  const request = new TextEncoder().encode(`${JSON.stringify([from, to])}\n`);
  child.ref();
  const answer = await waitFor(() => child, async () => {
    await requests.write(request).catch(() => {}); // It may have ended.
    return await lineOf(answers);
  });
  child.unref(); // Idle, it keeps nobody from ending, and then ends, too.
  if (answer === undefined) exporter = undefined; // The next notebook gets a new one.
  return answer === "done";
}

/** The next line; nothing if the program has ended. */
async function lineOf(
  answers: Exporter["answers"],
): Promise<string | undefined> {
  let line = "";
  while (!line.endsWith("\n")) {
    const { value } = await answers.read();
    if (value === undefined) return undefined;
    line += value;
  }
  return line.trim();
}

async function start(): Promise<Exporter> {
  const script = join(root, "tools/log/export.py");
  const child = await startInEnvironment("python", [script]);
  return {
    child,
    requests: child.stdin.getWriter(),
    answers: child.stdout.pipeThrough(new TextDecoderStream()).getReader(),
  };
}
