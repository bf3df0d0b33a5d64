// What a page can do on top of being read. Without this it is complete.
const root = document.documentElement;
root.classList.add("scripted");
root.style.colorScheme = remembered("color-scheme");
if (remembered("code") === "shown") root.classList.add("unfolded");
// Before the first formula is laid out, or it would move when its font is there.
for (const font of document.fonts) font.load();

document.addEventListener("DOMContentLoaded", () => {
  const theme = document.querySelector("body > .bar > .theme");
  theme.addEventListener("click", () => {
    root.style.colorScheme = isDark() ? "light" : "dark";
    remember("color-scheme", root.style.colorScheme);
  });

  const fold = document.querySelector("body > .bar > .fold");
  const cells = [
    ...document.querySelectorAll(".code:not(.prose) > details"),
  ];
  const nameFold = () => {
    const folded = cells.every((cell) => !cell.open);
    if (fold) fold.textContent = folded ? "Show code" : "Fold code";
  };
  const setOpen = (open) => {
    for (const cell of cells) cell.open = open;
    root.classList.toggle("unfolded", open);
  };
  if (remembered("code") === "shown") setOpen(true);
  nameFold();
  fold?.addEventListener("click", () => {
    const open = cells.every((cell) => !cell.open);
    setOpen(open);
    remember("code", open ? "shown" : "folded");
  });
  for (const cell of cells) {
    cell.addEventListener("toggle", () => {
      if (!cell.open) root.classList.remove("unfolded");
      nameFold();
    });
  }

  for (const group of document.querySelectorAll(".verdicts")) {
    chooseVerdicts(group);
  }
  markWhereYouAre();

  for (const box of document.querySelectorAll("[data-copy]")) addCopy(box);

  // A box that scrolls must be reachable with the keyboard.
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      scrolls
        ? target.setAttribute("tabindex", "0")
        : target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll("pre, .scroll, .display")) {
    watch.observe(box);
  }
});

function addCopy(box) {
  const what = box.dataset.copy;
  const status = document.querySelector("body > [role=status]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${what}`);
  button.addEventListener("click", async () => {
    status.textContent = "";
    const copied = await copy(box.querySelector("pre, p").textContent);
    button.textContent = copied ? "Copied" : "Cannot copy here";
    status.textContent = `${button.textContent}: ${what}`;
    setTimeout(() => button.textContent = "Copy", 2000);
  });
  box.append(button);
}

/** Also where a page from the file system may not use the clipboard. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before.focus();
    return done;
  }
}

function isDark() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  return (root.style.colorScheme || (system ? "dark" : "light")) === "dark";
}

/** Shows the claims of one verdict, or all of them, in the ledger below the buttons. */
function chooseVerdicts(group) {
  const ledger = group.nextElementSibling;
  const rows = ledger.querySelectorAll("tr[data-verdict]");
  const buttons = [...group.querySelectorAll("button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const { show } = button.dataset;
      for (const one of buttons) {
        one.setAttribute("aria-pressed", `${one === button}`);
      }
      for (const row of rows) {
        row.hidden = show !== "all" && row.dataset.verdict !== show;
      }
    });
  }
}

/** Marks the heading that is read in the list of contents. */
function markWhereYouAre() {
  const links = [...document.querySelectorAll(".contents li a")];
  const headings = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1)))
  );
  const mark = () => {
    const passed = headings.filter((heading) =>
      heading && heading.getBoundingClientRect().top < innerHeight / 3
    );
    const here = headings.indexOf(passed.at(-1));
    for (const [i, link] of links.entries()) {
      i === here
        ? link.setAttribute("aria-current", "location")
        : link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

function remembered(what) {
  try {
    return localStorage.getItem(what) ?? "";
  } catch {
    return "";
  }
}

function remember(what, value) {
  try {
    localStorage.setItem(what, value);
  } catch { /* not every browser keeps something for a file */ }
}
