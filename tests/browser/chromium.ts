/**
 * The Chromium of this machine, for tests that look at a page.
 *
 * @module
 */
import type { Browser } from "playwright-core";

/** Where Debian puts Chromium; undefined if it is not there, or may not be run. */
export const browserPath: string | undefined = found("/usr/bin/chromium");

function found(path: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "run", command: path });
  if (state !== "granted") return undefined;
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the browser, without a window and silent on the network. */
export async function openBrowser(): Promise<Browser> {
  // Loaded only now, as loading it needs permissions that few tests have.
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: browserPath!,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update"],
      "--disable-sync",
    ],
  });
}
