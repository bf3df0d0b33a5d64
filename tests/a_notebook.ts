import type { Cell, Notebook } from "../tools/notebook/notebook.ts";

/** A notebook of these code cells, as if the kernel had run them from the top. */
export function aNotebook(
  ...cells: (Partial<Cell> & { source: string })[]
): Notebook & { nbformat: number; nbformat_minor: number } {
  return {
    cells: cells.map((cell, i) => ({
      cell_type: "code",
      id: `cell-${i + 1}`,
      execution_count: i + 1,
      metadata: {},
      outputs: [],
      ...cell,
    })),
    metadata: { kernelspec: { name: "deno", display_name: "Deno" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Does something in a folder of its own, which then goes away. */
export async function inFolder(
  files: Record<string, string>,
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
