import {
  assert,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { Obstacle } from "../../tools/jupyter.ts";
import { plainText, typesetMathematics } from "../../tools/log/mathematics.ts";
import { openPage } from "../../tools/log/page.ts";

Deno.test("a formula becomes MathML to hear and HTML to see", () => {
  const document = openPage(
    `<span class="tex">a &lt; b</span><span class="tex display">c</span>`,
  );
  typesetMathematics(document, "n.ipynb");
  const [inline, display] = document.querySelectorAll(".tex");
  assertStrictEquals(
    inline!.querySelector("annotation")!.textContent,
    "a < b",
  );
  assert(inline!.querySelector(`.katex-html[aria-hidden="true"]`));
  assert(!inline!.querySelector(".katex-display"));
  assert(display!.querySelector(".katex-display math"));
});

Deno.test("a definition holds in the formulas that follow", () => {
  const document = openPage(
    `<span class="tex">\\gdef\\rate{\\eta}</span><span class="tex">\\rate</span>`,
  );
  typesetMathematics(document, "n.ipynb");
  assertStrictEquals(plainText(document.querySelector("main")!), "η");
});

Deno.test("a wrong formula is an obstacle that names notebook and formula", () => {
  const document = openPage(`<span class="tex"> \\frac{1 </span>`);
  const { message } = assertThrows(
    () => typesetMathematics(document, "n.ipynb"),
    Obstacle,
    "Cannot typeset a formula of n.ipynb: \\frac{1\n",
  );
  assertStringIncludes(message, "KaTeX parse error");
  assertThrows(
    () =>
      typesetMathematics(
        openPage(`<span class="tex">\\nosuch</span>`),
        "n.ipynb",
      ),
    Obstacle,
    "\\nosuch",
  );
});
