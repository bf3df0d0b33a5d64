import { assert } from "@std/assert";
import { explorableScript } from "../../tools/log/explorable_script.ts";
import { granted } from "../granted.ts";

for (const attribute of ["data-explorable", "data-training"] as const) {
  Deno.test({
    name: `the script of ${attribute} can stand in any page: one classic ` +
      "script, no import, no end tag, no document of its own, under 300 kB",
    ignore: !granted("read", "run"),
    async fn() {
      const script = await explorableScript(attribute);
      assert(script.startsWith("("), script.slice(0, 80));
      assert(!/<\/script|<!--|\bimport\(|\brequire\(/i.test(script));
      assert(!script.includes("linkedom"));
      assert(script.length < 300_000, `${script.length}`);
    },
  });
}
