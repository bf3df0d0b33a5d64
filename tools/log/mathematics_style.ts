/**
 * What typeset formulas need of KaTeX's style sheet, its fonts among it.
 *
 * @module
 */
import style from "katex/dist/katex.min.css" with { type: "text" };

const folder = import.meta.resolve("katex/dist/katex.min.css");
const fontFace = /@font-face\{.*?url\((fonts\/(.+?)\.woff2)\).*?\}/g;
/** A rule that chooses a font. Most of the others only choose its size, and looking for each takes a while. */
const fontRule = /([^{}]+)\{([^{}]*font(?!-size)[^{}]*)\}/g;

/**
 * KaTeX's style sheet with those fonts in it that a page uses; nothing for a
 * page without formulas.
 *
 * @param document The page, its formulas typeset
 * @returns The style sheet, which loads nothing
 */
export async function mathematicsStyle(document: Document): Promise<string> {
  if (!document.querySelector(".katex")) return "";
  const used = fontsOf(document);
  const faces = [...style.matchAll(fontFace)].map(([face, file, name]) =>
    used.has(name!) ? carryingFont(face, file!) : ""
  );
  return (await Promise.all(faces)).join("") + style.replace(fontFace, "");
}

/**
 * The names of the font files for which some rule of the style sheet matches:
 * `KaTeX_Math-Italic` where a `.mathnormal` is.
 */
function fontsOf(document: Document): Set<string> {
  const classes = classesOf(document);
  // To look through a long page takes a while: not for a class that nothing has.
  const mayMatch = (selector: string) =>
    selector.split(",").some((one) =>
      one.match(/(?<=\.)[\w-]+/g)?.every((name) => classes.has(name)) ?? true
    );
  const rules = [...style.replace(fontFace, "").matchAll(fontRule)]
    .filter(([_, selector]) =>
      mayMatch(selector!) && document.querySelector(selector!)
    );
  return new Set(rules.map(([_, __, body]) => {
    const family = body!.match(/KaTeX_\w+/)?.[0] ?? "KaTeX_Main";
    const bold = body!.includes("font-weight:700") ? "Bold" : "";
    const italic = body!.includes("font-style:italic") ? "Italic" : "";
    return `${family}-${bold + italic || "Regular"}`;
  }));
}

function classesOf(document: Document): Set<string> {
  const elements = [...document.querySelectorAll("[class]")];
  return new Set(
    elements.flatMap((one) => one.getAttribute("class")!.split(/\s+/)),
  );
}

async function carryingFont(face: string, file: string): Promise<string> {
  const bytes = await Deno.readFile(new URL(file, folder));
  const source = `url(data:font/woff2;base64,${bytes.toBase64()})`;
  return face.replace(/src:[^}]*/, `src:${source} format("woff2")`);
}
