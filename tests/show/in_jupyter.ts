import { granted } from "../granted.ts";

/** What a kernel is told to show. */
export interface Shown {
  data: Record<string, string>;
  metadata: Record<string, unknown>;
}

/** Does something where there is a stand-in for Deno's kernel; says what it was told to show. */
export async function inJupyter<Result>(
  body: () => Promise<Result>,
): Promise<{ shown: Shown[]; result: Result }> {
  const shown: Shown[] = [];
  const broadcast = (type: string, { data, metadata }: Shown) => {
    if (type === "display_data") shown.push({ data, metadata });
    return Promise.resolve();
  };
  Object.assign(Deno, { jupyter: { broadcast } });
  try {
    return { result: await body(), shown };
  } finally {
    Object.assign(Deno, { jupyter: undefined });
  }
}

/** A test of pixels: to read the font for them takes a permission. */
export const seeing: typeof Deno.test | typeof Deno.test.ignore =
  granted("read") ? Deno.test : Deno.test.ignore;
