/**
 * The Chromium of this machine, for the tests that look at a page.
 *
 * @module
 */
import { type Browser, chromium } from "playwright-core";
import { granted } from "../granted.ts";

/** Where Chromium is; undefined if there is none or it may not be looked for. */
export const browserPath: string | undefined =
  granted("read", "write", "run", "env", "net", "sys")
    ? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(isFile)
    : undefined;

function isFile(path: string): boolean {
  return Deno.statSync(path, ).isFile;
}

/** Starts the browser, without a window and with no talk of its own. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: browserPath!,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update"],
      "--disable-sync",
    ],
  });
}
