import { decide } from "adam/claims";
import { assertEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import { aNotebook } from "../a_notebook.ts";
import { granted } from "../granted.ts";
import { ofNotebooks } from "./of_notebooks.ts";

const notebook = aNotebook(
  {
    source: `import { decide, decided } from "adam/claims";
import { ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };`,
  },
  {
    source: `ledger(claims.filter(({ id }) => id === "A47"), "step_by_step");`,
  },
  {
    source: `const [M01] = claims.filter(({ id }) => id === "M01");
ledger(decided([M01], { M01: decide(true, { times: 2 }) }), "real_models");`,
  },
);

Deno.test({
  name:
    "ofNotebooks() judges before it holds a claim's words, so that they may name a number for the first time",
  ignore: !granted("read"),
  async fn() {
    const fresh = { verdict: "", numbers: {}, condition: undefined };
    for (const id of ["A47", "M01"]) {
      const words = { because: "{times}.", decides: "times > 1" };
      const claim = claims.find((claim) => claim.id === id)!;
      Object.assign(claim, { ...fresh, ...words, otherwise: undefined });
    }
    const A47 = decide(true, { times: 3 });
    assertEquals(await ofNotebooks([notebook], { A47 }), {
      A47,
      M01: decide(true, { times: 2 }),
    });
  },
});
