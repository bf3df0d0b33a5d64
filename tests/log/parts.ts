import { granted } from "../granted.ts";

/** Loading a DOM takes permissions that plain `deno test` lacks. */
export const noDom: boolean = !granted("read", "env");

const load = async () => ({
  ...await import("../../tools/log/captions.ts"),
  ...await import("../../tools/log/clean_style.ts"),
  ...await import("../../tools/log/dom.ts"),
  ...await import("../../tools/log/drawings.ts"),
  ...await import("../../tools/log/html_element.ts"),
  ...await import("../../tools/log/formulas.ts"),
  ...await import("../../tools/log/images.ts"),
  ...await import("../../tools/log/index_page.ts"),
  ...await import("../../tools/log/log_page.ts"),
  ...await import("../../tools/log/mathematics.ts"),
  ...await import("../../tools/log/neighbours.ts"),
  ...await import("../../tools/log/page.ts"),
  ...await import("../../tools/log/sanitize.ts"),
  ...await import("../../tools/log/preview.ts"),
  ...await import("../../tools/log/sharing.ts"),
  ...await import("../../tools/log/sources.ts"),
  ...await import("../../tools/log/tables.ts"),
  ...await import("../../tools/log/tokens.ts"),
});

/** What makes pages; nothing where there is no DOM. */
export const parts: Awaited<ReturnType<typeof load>> = noDom
  ? {} as never
  : await load();
