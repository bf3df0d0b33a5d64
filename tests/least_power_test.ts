/** What the tasks may do, and which of Python's packages they fetch. */
import { assert, assertEquals } from "@std/assert";
import project from "../deno.json" with { type: "json" };
import leftOut from "../tools/jupyter/left_out.txt" with { type: "text" };
import direct from "../tools/jupyter/requirements.txt" with { type: "text" };
import locked from "../tools/jupyter/requirements.lock" with { type: "text" };

Deno.test("each task has the kinds of permissions that it needs, and no more", () => {
  const kinds: Record<string, string> = {
    // Playwright looks into /proc, which Deno opens to nothing less.
    test: "all",
    new: "read run write",
    kernel: "env read run write",
    lab: "env read run write",
    render: "env read run write",
    verify: "env read run write",
    bench: "env read run sys write",
    assemble: "env read write",
    census: "env read write",
    compare: "env read",
    sweep: "env read run write",
  };
  for (const [name, command] of Object.entries(project.tasks)) {
    const given = [...command.matchAll(/ --allow-(\w+)| -A\b/g)]
      .map(([, kind]) => kind ?? "all").sort();
    assertEquals(given.join(" "), kinds[name] ?? "", name);
  }
});

/** The packages of the lock: name, version, condition, and hashes. */
const packages = locked.split(/\n(?=\S)/).filter((text) =>
  !text.startsWith("#")
)
  .map((text) => {
    const [, name, version] = /^([\w.-]+)==(\S+)/.exec(text)!;
    return {
      name,
      version,
      hashes: text.match(/--hash=sha256:[0-9a-f]{64}\b/g),
    };
  });

Deno.test("each of Python's packages is pinned to a version, with hashes", () => {
  assert(packages.length > 80, `${packages.length}`);
  for (const { name, hashes } of packages) assert(hashes, name);
});

Deno.test("what is locked has the versions that are asked for", () => {
  const asked = direct.trim().split("\n").map((line) => line.split("=="));
  for (const [name, version] of asked) {
    const bare = (text?: string) => text?.replaceAll("_", "-");
    const found = packages.filter((one) => bare(one.name) === bare(name));
    assertEquals(found.map((one) => one.version), [version], name);
  }
});

Deno.test("what is left out, as its import takes a second, is not locked", () => {
  const names = leftOut.split("\n").filter((line) => /^[^#]/.test(line));
  assertEquals(names, ["rfc3987-syntax"]);
  for (const { name } of packages) assert(!names.includes(name!), name);
});
