import { assertStrictEquals, assertStringIncludes } from "@std/assert";
import { commit } from "../../tools/log/commit.ts";
import { provenance } from "../../tools/log/provenance.ts";
import { granted } from "../granted.ts";

Deno.test({
  name: "provenance says so where there is no version control",
  ignore: !granted("read", "write", "run"),
  async fn() {
    const folder = await Deno.makeTempDir();
    assertStrictEquals(await commit(folder), "not under version control");
    await Deno.mkdir(`${folder}/.git`);
    assertStringIncludes(await commit(folder), "unknown");
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "provenance gives the hashes that the usual programs give",
  ignore: !granted("read", "write", "run"),
  async fn() {
    const folder = await Deno.makeTempDir();
    const files = {
      "deno.json": `{ "imports": { "a": "npm:@x/a@1.2.3", "b": "./b.ts" } }`,
      "deno.lock": "abc",
      "tools/jupyter/requirements.txt": "jupyterlab==4.6.4\nnbformat==5.11.1\n",
      "data/one.json": "",
      "data/inner/two.json": "abc",
    };
    for (const [path, text] of Object.entries(files)) {
      const parent = `${folder}/${path}`.replace(/\/[^/]*$/, "");
      await Deno.mkdir(parent, { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    const facts = Object.fromEntries(await provenance(folder));
    await Deno.remove(folder, { recursive: true });
    assertStrictEquals(facts["npm packages"], "@x/a\u00a01.2.3");
    assertStrictEquals(
      facts["Jupyter packages"],
      "jupyterlab\u00a04.6.4, nbformat\u00a05.11.1",
    );
    // The SHA-256 of "abc", as in FIPS 180-2.
    assertStrictEquals(
      facts["deno.lock"],
      "SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    assertStringIncludes(
      facts["data/"]!,
      "SHA-256 07328e0cc417f404a3b5c6ae2c4a39a58742f4c1f1dc694cfd7f80eb2ed62441 ",
    );
  },
});
