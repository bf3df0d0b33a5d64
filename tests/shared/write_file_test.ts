/**
 * What is saved is whole: the old file or the new one, with a full disk, a
 * program that is killed and a file that somebody else has changed.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { Obstacle } from "../../tools/shared/task.ts";
import { writeFile, writeFiles } from "../../tools/shared/write_file.ts";
import { inFolder } from "../a_notebook.ts";
import { granted } from "../granted.ts";

const ignore = !granted("read", "write", "run") ||
  Deno.build.os === "windows";

const program =
  new URL("../../tools/shared/write_file.ts", import.meta.url).href;

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test({
  name: "a file is replaced with its mode, and through a link that stays one",
  ignore,
  fn: () =>
    inFolder({ "a.txt": "old" }, async (folder) => {
      await Deno.chmod(`${folder}/a.txt`, 0o640);
      await Deno.symlink("a.txt", `${folder}/link.txt`);
      await writeFile(`${folder}/link.txt`, "new");
      await writeFile(`${folder}/b.txt`, new Uint8Array([98]));
      assertStrictEquals(await Deno.readTextFile(`${folder}/a.txt`), "new");
      assertStrictEquals(await Deno.readTextFile(`${folder}/b.txt`), "b");
      assertStrictEquals(Deno.statSync(`${folder}/a.txt`).mode! & 0o777, 0o640);
      assert(Deno.lstatSync(`${folder}/link.txt`).isSymlink);
      assertEquals(namesIn(folder), ["a.txt", "b.txt", "link.txt"]);
    }),
});

Deno.test({
  name:
    "files that belong together stay as they were if one of them has changed, is a folder or has no folder",
  ignore,
  fn: () =>
    inFolder({ "a.txt": "old", "b.txt": "theirs" }, async (folder) => {
      await Deno.mkdir(`${folder}/c.txt`);
      const path = `${folder}/a.txt`;
      const second = {
        "was changed while the task ran": {
          path: `${folder}/b.txt`,
          over: bytesOf("mine"),
        },
        "Cannot save": { path: `${folder}/c.txt` },
        "no/d.txt": { path: `${folder}/no/d.txt` },
      };
      for (const [says, file] of Object.entries(second)) {
        const files = [{ path, content: "new" }, { ...file, content: "new" }];
        const error = await writeFiles(files).catch((error) => error);
        assert(error instanceof Obstacle, `${error}`);
        assertStringIncludes(error.message, says);
        assertStrictEquals(await Deno.readTextFile(path), "old");
        assertEquals(namesIn(folder), ["a.txt", "b.txt", "c.txt"]);
      }
      await writeFiles([{ path, content: "new", over: bytesOf("old") }]);
      assertStrictEquals(await Deno.readTextFile(path), "new");
    }),
});

/** Saves a megabyte over `a.txt` in another process that a shell starts like this. */
async function saveBy(shell: string, folder: string) {
  const code = `import { writeFile } from ${JSON.stringify(program)};
    await writeFile("a.txt", "x".repeat(1e6)).catch((error) => {
      console.error(error.message);
      Deno.exit(1);
    });`;
  await Deno.writeTextFile(join(folder, "save.ts"), code);
  const { code: exit, stderr } = await new Deno.Command("/bin/sh", {
    args: ["-c", shell, "sh", Deno.execPath(), "run", "-qA", "save.ts"],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  return { exit, said: new TextDecoder().decode(stderr) };
}

Deno.test({
  name: "a file that does not fit on the disk is refused and stays as it was",
  ignore,
  fn: () =>
    inFolder({ "a.txt": "old" }, async (folder) => {
      // The limit stands for a full disk; 128 blocks of 512 or 1024 bytes.
      const limited = `trap '' XFSZ; ulimit -f 128; exec "$@"`;
      const { exit, said } = await saveBy(limited, folder);
      assertStrictEquals(exit, 1, said);
      assertStringIncludes(said, "Cannot save a.txt: ");
      assertStrictEquals(
        await Deno.readTextFile(`${folder}/a.txt`),
        "old",
      );
      assertEquals(namesIn(folder), ["a.txt", "save.ts"]);
    }),
});

Deno.test({
  name: "a file is its old self if its writer is killed in the middle",
  ignore,
  fn: () =>
    inFolder({ "a.txt": "old" }, async (folder) => {
      // Without the trap the limit kills at the write.
      const { exit } = await saveBy(`ulimit -f 128; exec "$@"`, folder);
      assert(exit !== 0);
      assertStrictEquals(
        await Deno.readTextFile(`${folder}/a.txt`),
        "old",
      );
    }),
});
