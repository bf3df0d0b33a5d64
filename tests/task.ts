import project from "../deno.json" with { type: "json" };

/**
 * The arguments of Deno that a task of the project calls its program with, so
 * that tests run it with the same permissions; in the project's folder.
 */
export function task(
  name:
    | "new"
    | "kernel"
    | "lab"
    | "render"
    | "verify"
    | "compare"
    | "census"
    | "sweep",
): string[] {
  return project.tasks[name].split(" ").slice(1);
}
