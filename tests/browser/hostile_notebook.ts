import { hostileHtml } from "./hostile_html.ts";

const markdown = [
  ...["[x](javascript:pwned=1)", "[x](<java\nscript:pwned=1>)"],
  ...["![x](javascript:pwned=1)", "![x](https://evil.example/60.png)"],
  ...["[x](data:text/html,<script>opener.pwned=1</script>)"],
  ...['![x](y "\\" onerror=pwned=1")', "<javascript:pwned=1>"],
  ...['[x]: https://ok.example "<script>pwned=1</script>"\n\n[x]'],
  ...["`<img src=x onerror=pwned=1>`", "```<script>pwned=1\n<i>\n```"],
  ...["$\\href{javascript:pwned=1}{x}$", "$<img src=x onerror=pwned=1>$"],
  ...["$$\\includegraphics{https://evil.example/61.png}$$"],
  ...["\\begin{aligned}</span><script>pwned=1</script>\\end{aligned}"],
  ...["## <img src=x onerror=pwned=1> [x](javascript:pwned=1)"],
  ...[
    "![<img src=x onerror=pwned=1>](x.png)",
    "- [x] <img src=x onerror=pwned=1>",
  ],
  ...["![x](attachment:a.png)", "[^1]\n\n[^1]: <script>pwned=1</script>"],
];

const latex = [
  "\\[ <img src=x onerror=pwned=1> \\]",
  "$\\href{javascript:pwned=1}{x}$ <script>pwned=1</script>",
  "\\begin{align} \\url{https://evil.example/62} </div><script>pwned=1</script> \\end{align}",
];

const attribute = `"><img src=x onerror=pwned=1><p title="`;

/** A notebook that tries everything in every place; `title` heads it. */
export function hostileNotebook(title: string): Record<string, unknown> {
  const sources = [title, ...markdown, ...hostileHtml];
  const shown = hostileHtml.flatMap((html) => [
    { "text/html": html },
    { "text/markdown": html },
    { "image/svg+xml": html },
    { "image/svg+xml": svg(html) },
    { "text/html": image(svg(html)) },
    { "text/plain": html },
  ]);
  const kinds = [
    { "application/javascript": "pwned=1", "text/plain": "x" },
    { "text/javascript": "pwned=1" },
    { "text/vnd.mermaid": "</pre><script>pwned=1</script>" },
    { "image/png": attribute },
    {
      "application/vnd.jupyter.widget-view+json": {
        x: "</script><script>pwned=1</script>",
      },
    },
    ...latex.map((tex) => ({ "text/latex": tex })),
  ];
  const size = { width: "1 onerror=pwned=1", height: attribute };
  const outputs = [
    ...[...shown, ...kinds].map((data) => ({
      output_type: "display_data",
      data,
      metadata: { "image/png": size, filenames: { "image/png": attribute } },
    })),
    { output_type: "stream", name: "stdout", text: hostileHtml.join("\n") },
    {
      output_type: "error",
      ename: "<script>pwned=1</script>",
      evalue: attribute,
      traceback: hostileHtml,
    },
  ];
  return {
    cells: [
      ...sources.map((source, i) => ({
        cell_type: "markdown",
        id: `m${i}`,
        metadata: { tags: [attribute] },
        attachments: { "a.png": { [attribute]: attribute } },
        source,
      })),
      {
        cell_type: "code",
        id: "c",
        execution_count: 1,
        metadata: { tags: [attribute] },
        source: hostileHtml.join("\n"),
        outputs,
      },
      ...[...hostileHtml, "the end"].map((source, i) => ({
        cell_type: "raw",
        id: `r${i}`,
        metadata: { raw_mimetype: "text/html" },
        source,
      })),
    ],
    metadata: {
      title: attribute,
      language_info: { name: attribute, pygments_lexer: attribute },
      widgets: {
        "application/vnd.jupyter.widget-state+json": { x: attribute },
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${content}</svg>`;
}

function image(drawing: string): string {
  const bytes = new TextEncoder().encode(drawing).toBase64();
  return `<img alt="${
    "x".repeat(3)
  }" src="data:image/svg+xml;base64,${bytes}">`;
}
