/**
 * A log as a reader opens it: copied to another folder, from the file system,
 * with the network cut off.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../../tools/shared/task.ts";

const logs = join(root, "logs");

/** The files in `logs/`; none before `deno task render` has made them. */
export function logFiles(): string[] {
  try {
    return [...Deno.readDirSync(logs)].map((entry) => entry.name).sort();
  } catch {
    return [];
  }
}

/** Copies the logs to a folder that the caller removes. */
export async function copyLogs(): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (const name of logFiles()) {
    await Deno.copyFile(join(logs, name), join(folder, name));
  }
  return folder;
}

/** What a reader's browser is like. */
export interface Reader {
  width?: number;
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  permissions?: string[];
}

/**
 * Opens a log, and fails if it reports an error or asks for anything but its
 * own file.
 *
 * @param browser The browser
 * @param file The path of the log
 * @param reader What the reader's browser is like
 * @param body What to do on the page
 */
export async function withLog(
  browser: Browser,
  file: string,
  { width = 1280, ...reader }: Reader,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const complaints: string[] = [];
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ viewport, ...reader });
  await context.setOffline(true);
  await context.route("**", (route) => {
    const address = route.request().url();
    if (address === `file://${file}`) return route.continue();
    complaints.push(`asks for ${address}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  try {
    await page.goto(`file://${file}`);
    await body(page);
  } finally {
    await context.close();
  }
  assertEquals(complaints, [], file);
}
