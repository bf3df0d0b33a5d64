// The numbers of the point that is nearest to the pointer, in each drawing
// whose points have titles. With the keyboard, and for those who do not see
// them, a slider below the drawing goes through the same points.
const reach = 40; // pixels
const value = document.createElement("div");
value.className = "value";
value.hidden = true;
value.setAttribute("aria-hidden", "true");
document.body.append(value);
let here;

for (const kind of ["pointermove", "pointerdown"]) {
  document.addEventListener(kind, (event) => {
    const svg = event.target.closest?.("main svg[role=img]");
    const point = svg && nearest(pointsOf(svg), event);
    if (point !== here) show(point);
  });
}
document.addEventListener("scroll", () => {
  show(document.activeElement.className === "values" ? here : undefined);
}, { passive: true });
for (const svg of document.querySelectorAll("main .drawing > svg[role=img]")) {
  // Figures to explore have sliders of their own.
  if (!svg.closest("[data-explorable], [data-first-steps]")) addValues(svg);
}

/** The points that have something to say. Browsers would say it, too, but late. */
function pointsOf(svg) {
  for (const title of svg.querySelectorAll(":not(svg) > title")) {
    title.parentElement.dataset.value = title.textContent;
    title.remove();
  }
  return svg.querySelectorAll("[data-value]");
}

function textOf(point) {
  return point.dataset.value ?? point.querySelector("title").textContent;
}

function nearest(points, { clientX, clientY }) {
  let [found, least] = [undefined, reach];
  for (const point of points) {
    const { x, y } = middle(point);
    const distance = Math.hypot(x - clientX, y - clientY);
    if (distance < least) [found, least] = [point, distance];
  }
  return found;
}

function middle(point) {
  const { left, right, top, bottom } = point.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function show(point) {
  here?.classList.remove("here");
  here = point;
  value.hidden = !point;
  if (!point) return;
  point.classList.add("here");
  value.textContent = textOf(point);
  const { x, y } = middle(point);
  const { width, height } = value.getBoundingClientRect();
  const most = document.documentElement.clientWidth - width - 4;
  value.style.left = `${Math.max(4, Math.min(most, x - width / 2))}px`;
  value.style.top = `${y < height + 16 ? y + 12 : y - height - 12}px`;
}

/** Goes along a line with the arrow keys: its text is read, as that of any slider. */
function addValues(svg) {
  const named = [...svg.querySelectorAll(":not(svg) > title")];
  const lines = [
    ...Map.groupBy(
      named.map((title) => title.parentElement),
      (point) => point.parentElement,
    ).values(),
  ].sort((a, b) => Number(b.length > 1) - Number(a.length > 1));
  if (lines.length === 0) return;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "values";
  slider.min = "0";
  slider.value = "0";
  slider.style.maxWidth = `${svg.getBoundingClientRect().width}px`;
  slider.setAttribute(
    "aria-label",
    "Values in this figure: left and right along a line" +
      (lines.length > 1 ? ", up and down to another" : ""),
  );
  let line = lines[0];
  slider.setAttribute("aria-valuetext", textOf(line[0]));
  const tell = () => {
    pointsOf(svg);
    slider.max = `${line.length - 1}`;
    const point = line[Number(slider.value)];
    slider.setAttribute("aria-valuetext", textOf(point));
    show(point);
  };
  slider.addEventListener("focus", tell);
  slider.addEventListener("input", tell);
  slider.addEventListener("blur", () => show(undefined));
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(undefined);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || lines.length === 1) return;
    event.preventDefault();
    const from = middle(line[Number(slider.value)]).x;
    const count = lines.length;
    line = lines[(lines.indexOf(line) + step + count) % count];
    const away = line.map((point) => Math.abs(middle(point).x - from));
    slider.max = `${line.length - 1}`;
    slider.value = `${away.indexOf(Math.min(...away))}`;
    tell();
  });
  slider.max = `${line.length - 1}`;
  svg.parentElement.after(slider);
}
