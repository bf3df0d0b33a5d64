import { assertEquals, assertStrictEquals } from "@std/assert";
import { hostileHtml } from "../browser/hostile_html.ts";
import { noDom, parts } from "./parts.ts";

const { htmlElement, readPage, sanitize } = parts;

function left(html: string): string {
  return htmlElement("div", {}, sanitize(html).fragment).innerHTML;
}

Deno.test("what shows something stays as it is", { ignore: noDom }, () => {
  const harmless = [
    `<h2 id="a">a</h2><p class="b" title="c">d <em>e</em> <code>f</code></p>`,
    `<a href="https://a.example/?b=1#c">d</a><a href="mailto:e@f.example">g</a>`,
    `<a href="#h">i</a><a href="06_why_so_small.html">j</a><a href="?k">l</a>`,
    `<table><caption>m</caption><tbody><tr><td style="text-align:right">1</td></tr></tbody></table>`,
    `<figure data-explorable="{}"><img alt="n" src="data:image/png;base64,AQID" width="9"></figure>`,
    `<details open=""><summary>o</summary>p</details><progress value="1" max="2"></progress>`,
    `<audio controls="" src="data:audio/wav;base64,AQID"></audio>`,
    `<svg viewBox="0 0 9 9" fill="currentColor"><g aria-label="1 / (1 − β)"><path d="M0,0L9,9" clip-path="url(#q)"></path><title>1 &lt; 2</title></g></svg>`,
    `<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>`,
    `<style>td{color:red}</style><input type="checkbox" disabled="">`,
    `<span style="color:rgb(1, 2, 3)">r</span><!--formulas-->s<!--/formulas-->`,
  ];
  for (const html of harmless) {
    assertStrictEquals(left(html).replace("rgb(1,2,3)", "rgb(1, 2, 3)"), html);
    assertStrictEquals(sanitize(html).isWhole, true, html);
  }
});

Deno.test("nothing stays that acts, loads, sends or leads away", {
  ignore: noDom,
}, () => {
  const allowed = /^(https?:\/\/(ok|evil)\.example|#$|$|data:image)/;
  const outward = ["href", "src", "xlink:href"];
  for (const html of hostileHtml) {
    // A browser reads again what was written.
    const { body } = readPage(`<main>${left(html)}</main>`);
    const odd = [...body.querySelectorAll("main *")].filter((one) =>
      /^(script|iframe|frame|object|embed|meta|base|link|form|button|animate|set|foreignobject|template)$/i
        .test(one.localName) ||
      [...one.attributes].some(({ name, value }) =>
        name.startsWith("on") ||
        /^(name|ping|target|srcset|action)$/.test(name) ||
        outward.includes(name) && !allowed.test(value) &&
          !value.startsWith("data:,") ||
        name === "style" && /url\((?!#|data:image)/.test(value)
      )
    );
    assertEquals(odd.map((one) => one.outerHTML), [], html);
    assertEquals(left(left(html)), left(html));
  }
});

Deno.test("of what is taken out, the words stay", { ignore: noDom }, () => {
  assertStrictEquals(
    left(
      `<form action="x"><button>a</button></form><a href="javascript:b">c</a>`,
    ),
    "a<a>c</a>",
  );
  assertStrictEquals(sanitize("<p onclick=x>a</p>").isWhole, false);
  assertStrictEquals(sanitize("<p>a</p><!-- b -->").isWhole, true);
});

Deno.test("an image keeps its address for the one who embeds it", {
  ignore: noDom,
}, () => {
  assertStrictEquals(
    left(`<img src="50%.png" alt="a">`),
    `<img alt="a" data-src="50%.png">`,
  );
});
