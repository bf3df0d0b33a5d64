import { assertEquals } from "@std/assert";
import { rightTypes } from "../../tools/verify/right_types.ts";
import { granted } from "../granted.ts";
import { aNotebook, inFolder } from "../a_notebook.ts";

const ignore = !granted("read", "write", "run");

/** The files of notebooks of a cell each. */
function notebooks(sources: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      `${name}.ipynb`,
      JSON.stringify(aNotebook({ source })),
    ]),
  );
}

/** The names of those whose types are found right, in one go. */
async function right(files: Record<string, string>): Promise<string[]> {
  let names: string[] = [];
  await inFolder(files, async (folder) => {
    const paths = Object.keys(files).map((name) => `${folder}/${name}`);
    const found = await rightTypes(paths);
    names = [...found.keys()].map((path) => path.slice(folder.length + 1));
    assertEquals([...Deno.readDirSync(folder)].length, paths.length);
  });
  return names;
}

Deno.test({
  name:
    "beside a notebook whose types are wrong nothing is known of the others",
  ignore,
  async fn() {
    const sources = { a: "const s: string = 'a';", b: "const s: string = 1;" };
    assertEquals(await right(notebooks(sources)), []);
  },
});

Deno.test({
  name:
    "what cannot be read or parsed, or declares for all, is checked beside no other",
  ignore,
  async fn() {
    const sources = {
      a: "declare global {\n  var forAll: number;\n}",
      b: "const b = ;",
      c: "globalThis.forAll;",
    };
    assertEquals(await right({ ...notebooks(sources), "d.ipynb": "{" }), []);
  },
});
