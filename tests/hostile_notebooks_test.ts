/**
 * Whatever a notebook holds that somebody else made: render and verify say what
 * is wrong and where, go on with the next one, and leave nothing half done.
 * Needs the environment that rendering makes.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { root } from "../tools/shared/task.ts";
import { inFolder } from "./a_notebook.ts";
import { granted, rendered } from "./granted.ts";
import { malformedNotebooks, oddNotebooks } from "./hostile_notebooks.ts";

const ignore = !granted("read", "write", "run") || !rendered() ||
  Deno.build.os === "windows";

async function call(
  tool: "render" | "verify",
  ...args: string[]
): Promise<{ code: number; messages: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", join(root, `tools/${tool}.ts`), ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  return { code, messages: out! + err! };
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

async function write(folder: string, name: string, bytes: string | Uint8Array) {
  const file = typeof bytes === "string"
    ? new TextEncoder().encode(bytes)
    : bytes;
  await Deno.writeFile(join(folder, `${name}.ipynb`), file);
  return file;
}

/** Names that are hard on shells, addresses, patterns and terminals. */
const names = [
  "-leading dash",
  "new\nline",
  "quote\"'`$(x)",
  "50% #1 ?a=b&c",
  "ünï 为 \u{1f600}",
  "\x1b[31mred",
  "(a|b)*[c]",
];

Deno.test({
  name:
    "render and verify refuse each malformed notebook by name and cell, and leave all as it was",
  ignore,
  fn: () =>
    inFolder({}, async (folder) => {
      const files = new Map<string, Uint8Array>();
      for (const [name, [bytes]] of Object.entries(malformedNotebooks)) {
        files.set(name, await write(folder, name, bytes));
      }
      await Deno.symlink("nowhere.ipynb", join(folder, "link-broken.ipynb"));
      await Deno.symlink("link-loop.ipynb", join(folder, "link-loop.ipynb"));
      await Deno.symlink("/", join(folder, "link-folder.ipynb"));
      await Deno.mkdir(join(folder, "folder.ipynb"));
      const before = namesIn(folder);
      const logs = join(folder, ".logs");
      for (
        const args of [["render", folder, "--logs", logs], ["verify", folder]]
      ) {
        const [tool, ...rest] = args as ["render" | "verify", string];
        const { code, messages } = await call(tool, ...rest);
        assertEquals(code, 1);
        assert(!/Traceback|^\s+at /m.test(messages), messages);
        for (const [name, [, says]] of Object.entries(malformedNotebooks)) {
          const line = messages.split("\n").find((line) =>
            line.includes(`/${name}.ipynb`) && line.includes(says)
          );
          assert(line, `${tool} says nothing of ${name}: ${says}\n${messages}`);
        }
        for (const link of ["broken", "loop", "folder"]) {
          assertStringIncludes(
            messages,
            `Cannot read ${folder}/link-${link}.ipynb`,
          );
        }
        assertEquals(namesIn(folder), before);
        for (const [name, bytes] of files) {
          assertEquals(Deno.readFileSync(join(folder, `${name}.ipynb`)), bytes);
        }
      }
    }),
});

Deno.test({
  name:
    "render and verify take notebooks that are only odd, under any name, also beside one that fails",
  ignore,
  fn: () =>
    inFolder({}, async (folder) => {
      const files = Object.entries(oddNotebooks).map(([name, text], i) =>
        [names[i] ?? name, text] as const
      );
      for (const [name, text] of files) await write(folder, name, text);
      await write(folder, "0 broken", "{");
      const logs = join(folder, ".logs");
      const { code, messages } = await call("render", folder, "--logs", logs);
      assertEquals(code, 1);
      assertStringIncludes(messages, "0 broken.ipynb is not a notebook");
      assertEquals(messages.match(/^Not saved/gm)?.length, 1, messages);
      // deno-lint-ignore no-control-regex
      assert(!/\x1b/.test(messages), messages);
      assertEquals(
        namesIn(logs),
        [
          ".sources_of_logs.json",
          "index.html",
          ...files.flatMap(([name]) => [`${name}.html`, `${name}.ipynb`]),
        ].sort(),
      );
      for (const [name] of files) {
        assertEquals(
          Deno.readFileSync(join(logs, `${name}.ipynb`)),
          Deno.readFileSync(join(folder, `${name}.ipynb`)),
        );
      }
      // A run of each takes its time: those of the hardest names.
      const paths = files.slice(1, 5).map(([name]) =>
        `${folder}/${name}.ipynb`
      );
      const again = await call("verify", ...paths);
      const table = again.messages.match(/^│ .* FRESH .* 0 │$/gm);
      // A name with a line break is spread over two lines.
      assertEquals(table?.length, paths.length, again.messages);
    }),
});
