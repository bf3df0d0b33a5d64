// What a page can do on top of being read. Without this it is complete.
const root = document.documentElement;
root.classList.add("scripted");
root.style.colorScheme = remembered();
// Before the first formula is laid out, or it would move when its font is there.
for (const font of document.fonts) font.load();

document.addEventListener("DOMContentLoaded", () => {
  const theme = document.querySelector("body > .bar > .theme");
  theme.addEventListener("click", () => {
    root.style.colorScheme = isDark() ? "light" : "dark";
    remember(root.style.colorScheme);
  });

  const fold = document.querySelector("body > .bar > .fold");
  const cells = [...document.querySelectorAll(".code > details")];
  fold?.addEventListener("click", () => {
    const open = cells.every((cell) => !cell.open);
    for (const cell of cells) cell.open = open;
  });
  for (const cell of cells) {
    cell.addEventListener("toggle", () => {
      const folded = cells.every((cell) => !cell.open);
      fold.textContent = folded ? "Unfold code" : "Fold code";
    });
  }

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

function remembered() {
  try {
    return localStorage.getItem("color-scheme") ?? "";
  } catch {
    return "";
  }
}

function remember(scheme) {
  try {
    localStorage.setItem("color-scheme", scheme);
  } catch { /* not every browser keeps something for a file */ }
}
