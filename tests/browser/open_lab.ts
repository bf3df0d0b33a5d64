/**
 * JupyterLab as `deno task lab` starts it, in a browser.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../tools/shared/task.ts";
import { task } from "../task.ts";
import { launch } from "./chromium.ts";

/** How long JupyterLab may take to start, or a page to be there. */
const patience = 120_000;

/** Opens a notebook in JupyterLab, hands the page over, and ends both. */
export async function withLab(
  notebook: string,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const settings = await settingsWithoutWindowing();
  const token = crypto.randomUUID();
  const port = freePort();
  const address = `http://127.0.0.1:${port}`;
  const headers = { authorization: `token ${token}` };
  const lab = new Deno.Command(Deno.execPath(), {
    args: [
      ...[...task("lab"), notebook],
      ...["--no-browser", "--allow-root", `--ServerApp.port=${port}`],
      ...[`--IdentityProvider.token=${token}`, "--ServerApp.port_retries=0"],
    ],
    cwd: root,
    env: { JUPYTERLAB_SETTINGS_DIR: settings },
    stdout: "null",
    stderr: "null",
  }).spawn();
  const browser = await launch();
  try {
    const start = performance.now();
    while (
      !await fetch(`${address}/api`, { headers }).then(read, () => false)
    ) {
      if (performance.now() - start > patience) {
        throw new Error("JupyterLab does not start");
      }
      await delay(200);
    }
    const viewport = { width: 1400, height: 1000 };
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(patience);
    const name = notebook.split(/[\\/]/).at(-1);
    await page.goto(`${address}/lab/tree/${name}?token=${token}&reset`);
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
    // It connects to the kernel more than once, and forgets what it was to run before.
    await page.getByText("Deno | Idle").waitFor();
    await page.waitForLoadState("networkidle");
    await body(page);
  } finally {
    await browser.close();
    await fetch(`${address}/api/shutdown`, { method: "POST", headers })
      .then(read, () => lab.kill());
    await lab.status;
    await Deno.remove(settings, { recursive: true });
  }
}

async function read(response: Response): Promise<boolean> {
  await response.body?.cancel();
  return response.ok;
}

/** JupyterLab leaves cells that are out of sight out of the page, unless told not to. */
async function settingsWithoutWindowing(): Promise<string> {
  const folder = await Deno.makeTempDir();
  const name = "@jupyterlab/notebook-extension";
  await Deno.mkdir(join(folder, name), { recursive: true });
  await Deno.writeTextFile(
    join(folder, name, "tracker.jupyterlab-settings"),
    JSON.stringify({ windowingMode: "none" }),
  );
  return folder;
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
