/**
 * The browser that tests open pages in. It is the one of this machine, as no
 * test is to fetch one; where there is none, tests that need it are ignored,
 * unless `ADAM_BROWSER=required` says that it has to be there. The one without
 * windows comes first: it shows the same and takes a quarter less time.
 *
 * @module
 */
import type { Browser } from "playwright-core";
import { granted } from "../granted.ts";

const usualPlaces = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const mayLaunch = granted("read", "write", "run", "env");
const place = mayLaunch ? usualPlaces.find(exists) : undefined;

/** Whether tests in a browser have to be ignored here. */
export const noBrowser: boolean = !mayLaunch ||
  (place === undefined && Deno.env.get("ADAM_BROWSER") !== "required");

/**
 * Starts the browser, without what it does on its own on the network.
 *
 * @returns The browser, to be closed by the caller
 * @throws {Error} If there is none on this machine
 */
export async function launch(): Promise<Browser> {
  if (place === undefined) {
    throw new Error(
      `ADAM_BROWSER=required, and there is no browser: install Chromium (looked for ${
        usualPlaces.join(", ")
      })`,
    );
  }
  // Loaded here, as loading it takes permissions that plain `deno test` lacks.
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: place,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update"],
      "--disable-sync",
    ],
  });
}

/**
 * One browser for all tests of a file, from before the first until behind the
 * last: to start one takes longer than most of these tests.
 *
 * @returns The browser, for tests that are not ignored
 */
export function browserOfFile(): () => Browser {
  let browser: Browser | undefined;
  Deno.test.beforeAll(async () => {
    if (!noBrowser) browser = await launch();
  });
  Deno.test.afterAll(async () => await browser?.close());
  return () => browser!;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
