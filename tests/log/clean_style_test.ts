import { assertStrictEquals } from "@std/assert";
import { noDom, parts } from "./parts.ts";

const { cleanStyle } = parts;

Deno.test("style that loads nothing stays", { ignore: noDom }, () => {
  const kept = [
    "color:var(--x,red)",
    "width:calc(1px + 2px)",
    "fill:url(#c)",
    "background:url(data:image/png;base64,AQID)",
    'content:"url(https://a.example)"',
  ];
  for (const css of kept) {
    assertStrictEquals(cleanStyle(css, "declarationList"), css);
  }
  const rules = "@media (width<9px){td:hover>b{color:red}}";
  assertStrictEquals(cleanStyle(rules, "stylesheet"), rules);
});

Deno.test(
  "declarations that could load something go",
  { ignore: noDom },
  () => {
    const loading = [
      ...[
        "url(https://a.example)",
        "URL('//a.example')",
        "u\\72l(//a.example)",
      ],
      ...[
        "image-set('//a.example' 1x)",
        "-webkit-image-set(url(//a.example) 1x)",
      ],
      ...["cross-fade(url(//a.example), red)", "src('//a.example')"],
      ...["red, url(x.png)", "url(file:///etc/passwd)", "url(javascript:x)"],
      ...["var(--a, url(//a.example))", "url(data:text/html,x)", "url(//a.exa"],
    ];
    for (const value of loading) {
      for (
        const property of ["background", "--own", "cursor", "b\\61ckground"]
      ) {
        const css = `color:red;${property}:${value}`;
        assertStrictEquals(
          cleanStyle(css, "declarationList"),
          "color:red",
          css,
        );
      }
    }
  },
);

Deno.test("rules that load something go", { ignore: noDom }, () => {
  const loading = [
    ...["@import '//a.example';", "@import url(//a.example);"],
    ...["@font-face{font-family:f;src:url(//a.example)}", "@\\69mport '//a';"],
    "@media all{@font-face{src:url(//a.example)}}",
  ];
  for (const css of loading) {
    const left = cleanStyle(`${css} a{color:red}`, "stylesheet")
      .replace("@media all{}", "");
    assertStrictEquals(left, "a{color:red}", css);
  }
});

Deno.test("what is no style stays inside", { ignore: noDom }, () => {
  const left = cleanStyle("color:red} body{display:none", "declarationList");
  assertStrictEquals(left.includes("}"), false, left);
});
