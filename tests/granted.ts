/**
 * Whether this run of the tests may read files and the like. Bare `deno test`
 * grants nothing, and a test that needs more is then ignored, which the runner
 * counts; `deno task test` grants all.
 */
export function granted(
  ...names: ("read" | "write" | "run" | "env")[]
): boolean {
  return names.every((name) =>
    Deno.permissions.querySync({ name }).state === "granted"
  );
}

/** Whether `deno task render` has made its environment, as rendering needs it. */
export function rendered(): boolean {
  try {
    return Deno.statSync(new URL("../.venv/made-from.txt", import.meta.url))
      .isFile;
  } catch {
    return false;
  }
}
