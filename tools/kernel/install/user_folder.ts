/**
 * Where Jupyter looks for what belongs to a user.
 *
 * @module
 */
import { join } from "node:path";

/** Where Jupyter looks for the kernels of this user; its own rules. */
export function userFolder(): string {
  const { os } = Deno.build;
  const home = Deno.env.get("HOME") ?? "";
  return Deno.env.get("JUPYTER_DATA_DIR") ??
    (os === "windows"
      ? join(Deno.env.get("APPDATA") ?? "", "jupyter")
      : os === "darwin"
      ? join(home, "Library/Jupyter")
      : join(
        Deno.env.get("XDG_DATA_HOME") ?? join(home, ".local/share"),
        "jupyter",
      ));
}
