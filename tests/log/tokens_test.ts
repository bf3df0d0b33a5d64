import { assertStrictEquals } from "@std/assert";
import { noDom, parts } from "./parts.ts";

const { openPage, readPage, unwrapPlainTokens } = parts;

Deno.test(
  "of the tokens of code only those stay elements that look different",
  { ignore: noDom },
  () => {
    const { body } = readPage(
      `<div class="highlight"><pre><span></span><span class="kd">let</span>` +
        `<span class="w"> </span><span class="nx">x</span>` +
        `<span class="o">=</span><span class="mf">1</span>` +
        `<span class="sb">\`a\${</span><span class="nx">x<span class="p">}</span>` +
        `</span><span class="w">\n</span></pre></div>`,
    );
    const text = body.textContent;
    unwrapPlainTokens(body);
    assertStrictEquals(
      body.innerHTML,
      `<div class="highlight"><pre><span class="kd">let</span> x=` +
        `<span class="mf">1</span><span class="sb">\`a\${</span>x}\n</pre></div>`,
    );
    assertStrictEquals(body.textContent, text);
  },
);

Deno.test(
  "an element with a name or a look of its own stays",
  { ignore: noDom },
  () => {
    const own = `<div class="highlight"><pre><span id="a">x</span>` +
      `<span class="w" style="color:red">y</span></pre></div>` +
      `<pre><span class="w">z</span></pre>`;
    const { body } = readPage(own);
    unwrapPlainTokens(body);
    assertStrictEquals(body.innerHTML, own);
  },
);

Deno.test(
  "a page has no element for what looks like the code around it",
  { ignore: noDom },
  async () => {
    const page = await openPage(
      `<div class="code"><div class="highlight"><pre><span class="kd">let</span>` +
        `<span class="w"> </span><span class="nx">x</span></pre></div></div>`,
      ".",
    );
    const code = page.querySelector(".highlight pre")!;
    assertStrictEquals(code.innerHTML, `<span class="kd">let</span> x`);
  },
);
