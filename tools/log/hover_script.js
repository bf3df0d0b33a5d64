// The numbers of the point that is nearest to the pointer, in each drawing
// whose points have titles. Who does not see them has the text of the drawing.
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
document.addEventListener("scroll", () => show(undefined), { passive: true });

/** The points that have something to say. Browsers would say it, too, but late. */
function pointsOf(svg) {
  for (const title of svg.querySelectorAll(":not(svg) > title")) {
    title.parentElement.dataset.value = title.textContent;
    title.remove();
  }
  return svg.querySelectorAll("[data-value]");
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
  value.textContent = point.dataset.value;
  const { x, y } = middle(point);
  const { width, height } = value.getBoundingClientRect();
  const most = document.documentElement.clientWidth - width - 4;
  value.style.left = `${Math.max(4, Math.min(most, x - width / 2))}px`;
  value.style.top = `${y < height + 16 ? y + 12 : y - height - 12}px`;
}
