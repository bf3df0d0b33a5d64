import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { granted } from "../granted.ts";
import { inFolder } from "../a_notebook.ts";

const ignore = !granted("read", "write", "run");

const shared = (name: string) =>
  new URL(`../../tools/shared/${name}.ts`, import.meta.url).href;

/** How a program ends whose task does this, and what it says. */
async function ended(task: string): Promise<{ code: number; said: string }> {
  const program = `import { main, Obstacle } from "${shared("task")}";
import { EndedBySignal } from "${shared("child")}";
void [Obstacle, EndedBySignal];
await main(async () => { ${task} });
console.error("It went on");`;
  let result: { code: number; said: string } | undefined;
  await inFolder({ "task.ts": program }, async (folder) => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-check", "--no-lock", `${folder}/task.ts`],
      env: { NO_COLOR: "1" },
    }).output();
    result = { code, said: new TextDecoder().decode(stderr) };
  });
  return result!;
}

const endings: Record<string, [task: string, code: number, said: string]> = {
  "that gives nothing ends with 0": ["", 0, ""],
  "that gives an exit code ends with it": ["return 3;", 3, ""],
  "with something in its way says what, and ends with 1": [
    `throw new Obstacle("Name a file");`,
    1,
    "Name a file\n",
  ],
  "says foreign text in a way that commands no terminal": [
    `throw new Obstacle("no \\x1b[2J.ipynb");`,
    1,
    "no \\x1b[2J.ipynb\n",
  ],
  "that was told to end ends as a shell would say it": [
    `throw new EndedBySignal("SIGTERM");`,
    143,
    "",
  ],
};

for (const [what, [task, code, said]] of Object.entries(endings)) {
  Deno.test({
    name: `a task ${what}`,
    ignore,
    async fn() {
      assertEquals(await ended(task), { code, said });
    },
  });
}

Deno.test({
  name: "a task with a fault of its own shows where it is",
  ignore,
  async fn() {
    const { code, said } = await ended(`throw new TypeError("a fault");`);
    assert(code === 1);
    assertStringIncludes(said, "TypeError: a fault");
    assertStringIncludes(said, "task.ts:4");
  },
});
