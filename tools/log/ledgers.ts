/**
 * Ledgers of claims, whose verdicts can be told apart at a glance.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";

/** What a verdict begins with, the longest first, and its mark. */
const kinds = [
  { begins: "holds to the printed digits", kind: "printed", mark: "≈" },
  { begins: "holds only if", kind: "only-if", mark: "◐" },
  { begins: "holds", kind: "holds", mark: "✓" },
  { begins: "refuted", kind: "refuted", mark: "✗" },
];

/**
 * Marks the verdicts in each ledger of a page, by sign and by colour beside
 * their words, and puts buttons above it that choose which are shown.
 *
 * @param document The page, with its tables in boxes
 */
export function markLedgers(document: Document): void {
  for (const caption of document.querySelectorAll("main table > caption")) {
    if (!/^\d+ claims?: /.test(caption.textContent)) continue;
    markLedger(caption.parentElement as HTMLTableElement);
  }
}

function markLedger(table: HTMLTableElement): void {
  const head = [...table.querySelectorAll("thead th")];
  const column = head.findIndex((cell) => cell.textContent === "Verdict");
  const counts = new Map<string, number>();
  for (const row of table.querySelectorAll("tbody tr")) {
    const cell = row.children[column];
    const found = kinds.find(({ begins }) =>
      cell?.textContent.startsWith(begins)
    );
    if (!found) continue;
    row.setAttribute("data-verdict", found.kind);
    const mark = { class: "mark", "aria-hidden": "true" };
    cell!.prepend(htmlElement("span", mark, found.mark), " ");
    counts.set(found.begins, (counts.get(found.begins) ?? 0) + 1);
  }
  if (counts.size < 2) return;
  const all = [...counts.values()].reduce((sum, count) => sum + count);
  table.classList.add("ledger");
  const buttons = [
    button("all", `all ${all}`, true),
    ...kinds.filter(({ begins }) => counts.has(begins)).map((one) =>
      button(one.kind, `${one.mark} ${one.begins} ${counts.get(one.begins)}`)
    ),
  ];
  const group = {
    class: "verdicts needs-script",
    role: "group",
    "aria-label": "Claims that are shown",
  };
  const box = table.closest(".scroll") ?? table;
  box.before(htmlElement("div", group, ...buttons));
}

function button(kind: string, words: string, isPressed = false): HTMLElement {
  return htmlElement(
    "button",
    { type: "button", "data-show": kind, "aria-pressed": `${isPressed}` },
    words,
  );
}
