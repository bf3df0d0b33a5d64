import {
  assert,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { Obstacle } from "../../tools/shared/task.ts";
import { noDom, parts } from "./parts.ts";

const { plainText, readPage, typesetMathematics } = parts;

Deno.test(
  "a formula becomes MathML to hear and HTML to see",
  { ignore: noDom },
  () => {
    const document = readPage(
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
  },
);

Deno.test(
  "a definition holds in the formulas that follow",
  { ignore: noDom },
  () => {
    const document = readPage(
      `<span class="tex">\\gdef\\rate{\\eta}</span><span class="tex">\\rate</span>`,
    );
    typesetMathematics(document, "n.ipynb");
    assertStrictEquals(plainText(document.body), "η");
  },
);

Deno.test("a wrong formula is an obstacle that names notebook and formula", {
  ignore: noDom,
}, () => {
  const document = readPage(`<span class="tex"> \\frac{1 </span>`);
  const { message } = assertThrows(
    () => typesetMathematics(document, "n.ipynb"),
    Obstacle,
    "Cannot typeset a formula of n.ipynb: \\frac{1\n",
  );
  assertStringIncludes(message, "KaTeX parse error");
  assertThrows(
    () =>
      typesetMathematics(
        readPage(`<span class="tex">\\nosuch</span>`),
        "n.ipynb",
      ),
    Obstacle,
    "\\nosuch",
  );
});

Deno.test("a wrong formula that was found in HTML stays as it was written", {
  ignore: noDom,
}, () => {
  const document = readPage(
    `<p>costs <span class="tex" data-source="$5_$">5_</span></p>`,
  );
  typesetMathematics(document, "n.ipynb");
  assertStrictEquals(document.body.innerHTML, "<p>costs $5_$</p>");
});

Deno.test("no formula links, loads, or brings attributes of its own", {
  ignore: noDom,
}, () => {
  const formulas = [
    ...["\\href{javascript:alert(1)}{x}", "\\url{https://a.example}"],
    ...["\\includegraphics{https://a.example/b.png}", "\\htmlId{fold}{x}"],
    ...["\\htmlStyle{color: red}{x}", "\\htmlData{explorable=x}{x}"],
  ];
  const document = readPage(
    formulas.map((tex) => `<span class="tex">${tex}</span>`).join(""),
  );
  typesetMathematics(document, "n.ipynb");
  assertStrictEquals(document.querySelectorAll(".katex").length, 6);
  const acting = "a, img, [href], [src], [id], [data-explorable]";
  assertStrictEquals(document.querySelector(acting), null);
});
