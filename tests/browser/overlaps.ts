/**
 * What stands on what in a drawing, measured in a page. It is called there, so
 * it knows nothing of this module.
 */
export function overlaps(svg: Element): string[] {
  const found: string[] = [];
  const frame = svg.getBoundingClientRect();
  // A touch is no overlap, and boxes are higher than their letters.
  const slack = 1;
  const texts = [...svg.querySelectorAll("text")]
    .filter((text) => text.textContent!.trim() !== "")
    .flatMap((text) => {
      const lines = [...text.querySelectorAll("tspan")];
      return (lines.length > 0 ? lines : [text]).map((line) => ({
        text,
        words: line.textContent!,
        box: line.getBoundingClientRect(),
      }));
    });
  for (const [i, { text, words, box }] of texts.entries()) {
    if (
      box.left < frame.left - slack || box.right > frame.right + slack ||
      box.top < frame.top - slack || box.bottom > frame.bottom + slack
    ) found.push(`"${words}" is cut off`);
    for (const other of texts.slice(i + 1)) {
      const isApart = box.right <= other.box.left + slack ||
        other.box.right <= box.left + slack ||
        box.bottom <= other.box.top + 2 * slack ||
        other.box.bottom <= box.top + 2 * slack;
      if (!isApart && text !== other.text) {
        found.push(`"${words}" stands on "${other.words}"`);
      }
    }
  }
  const strokes = svg.querySelectorAll<SVGGeometryElement>(
    '[aria-label="line"] path, [aria-label="rule"] line, g:not([aria-label]) > path',
  );
  for (const stroke of strokes) {
    const length = stroke.getTotalLength();
    const matrix = stroke.getScreenCTM()!;
    for (let at = 0; at <= length; at += 2) {
      const { x, y } = stroke.getPointAtLength(at).matrixTransform(matrix);
      const struck = texts.find(({ box }) =>
        x > box.left + slack && x < box.right - slack &&
        y > box.top + 2 * slack && y < box.bottom - 2 * slack
      );
      if (!struck) continue;
      found.push(`a line strikes through "${struck.words}"`);
      break;
    }
  }
  return found;
}
