/**
 * The rows of the matrix as dots in a plane, drawn on a canvas: live rows as
 * points, dead ones as diamonds, hollow where they stand still, each with the
 * trail of its last steps.
 *
 * @module
 */
import type { Cast, Frame } from "./frame.ts";
import { standsStill } from "./rows_now.ts";

/** The colours of a page, which may be light or dark. */
export interface Colours {
  readonly live: string;
  readonly dead: string;
  readonly quiet: string;
  readonly line: string;
  readonly ink: string;
}

/** How a frame is drawn. */
export interface Manner {
  readonly colours: Colours;
  /** Whether nothing is to move that need not. */
  readonly isCalm: boolean;
  /** The row that is marked, if any. */
  readonly marked: number | undefined;
}

/** So many of the page's pixels from a row a pointer still means it. */
const near = 16;

/** More pixels than this for each of the page's are not seen, but cost. */
const mostPixels = 2;

/** How much closer the drawing comes to what it wants to show in a frame. */
const haste = 0.15;

/** What is drawn on one canvas. */
export class RowsCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  /** Half of what is shown, in the unit of the weights. */
  #reach = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d")!;
  }

  /** Forgets how far it reached, and draws where the rows will be. */
  reset(colours: Colours): void {
    this.#reach = 0;
    const side = this.#fit();
    this.#context.clearRect(0, 0, side, side);
    drawOrigin(this.#context, side, colours);
  }

  /** The row that is drawn near a place of the canvas, if any. */
  rowAt({ points }: Frame, x: number, y: number): number | undefined {
    const middle = this.#canvas.clientWidth / 2;
    const scale = middle / this.#reach;
    let [nearest, least]: [number | undefined, number] = [undefined, near];
    for (let row = 0; row < points.length / 2; row++) {
      const away = Math.hypot(
        middle + points[2 * row]! * scale - x,
        middle - points[2 * row + 1]! * scale - y,
      );
      if (away <= least) [nearest, least] = [row, away];
    }
    return nearest;
  }

  /** Draws a frame; whether it wants to be drawn again as its scale still changes. */
  draw(cast: Cast, frame: Frame, { colours, isCalm, marked }: Manner): boolean {
    const side = this.#fit();
    if (side === 0) return false;
    const wanted = reachOf(frame.points, this.#reach);
    const isNear = Math.abs(wanted / this.#reach - 1) < 0.005;
    const jumps = isCalm || isNear || this.#reach === 0;
    this.#reach = jumps
      ? wanted
      : this.#reach * (wanted / this.#reach) ** haste;
    const scale = side / 2 / this.#reach;
    const context = this.#context;
    context.clearRect(0, 0, side, side);
    drawOrigin(context, side, colours);
    drawBar(context, side, scale, colours);
    const groups = groupsOf(cast, frame);
    if (!isCalm) {
      context.lineWidth = 1.25;
      for (const { rows, isDead } of groups.filter(({ still }) => !still)) {
        context.strokeStyle = isDead ? colours.dead : colours.live;
        drawTrails(context, frame, rows, { side, scale });
      }
    }
    for (const { rows, isDead, still } of groups) {
      const colour = isDead ? colours.dead : colours.live;
      context.fillStyle = context.strokeStyle = colour;
      context.globalAlpha = still ? 0.55 : 0.9;
      context.beginPath();
      for (const row of rows) {
        const x = side / 2 + frame.points[2 * row]! * scale;
        const y = side / 2 - frame.points[2 * row + 1]! * scale;
        isDead ? diamond(context, x, y) : dot(context, x, y);
      }
      context.lineWidth = 1;
      still ? context.stroke() : context.fill();
    }
    context.globalAlpha = 1;
    if (marked !== undefined) {
      const x = side / 2 + frame.points[2 * marked]! * scale;
      const y = side / 2 - frame.points[2 * marked + 1]! * scale;
      drawRing(context, x, y, colours);
    }
    return !jumps;
  }

  /** Gives the canvas the pixels of its place in the page; returns its side there. */
  #fit(): number {
    const side = this.#canvas.clientWidth;
    const pixels = Math.min(devicePixelRatio, mostPixels);
    const wanted = Math.round(side * pixels);
    if (this.#canvas.width !== wanted) {
      this.#canvas.width = this.#canvas.height = wanted;
    }
    this.#context.setTransform(pixels, 0, 0, pixels, 0, 0);
    return side;
  }
}

/** Rows that are drawn alike. */
interface Group {
  readonly rows: number[];
  readonly isDead: boolean;
  readonly still: boolean;
}

/** The rows, those first that are drawn below the others. */
function groupsOf({ live, rows }: Cast, frame: Frame): Group[] {
  const groups = [false, true].flatMap((isDead) =>
    [true, false].map((still): Group => ({ rows: [], isDead, still }))
  );
  for (let row = 0; row < rows; row++) {
    const isMoving = standsStill(frame, row) ? 0 : 1;
    groups[(row < live ? 0 : 2) + isMoving]!.rows.push(row);
  }
  return groups;
}

/**
 * Half of what is to be shown: the farthest point and some room. It is a round
 * number, and only changes when it must, so that the rows move and not the view.
 */
export function reachOf(points: Float32Array, current: number): number {
  let farthest = 0;
  for (const coordinate of points) {
    farthest = Math.max(farthest, Math.abs(coordinate));
  }
  const isRight = farthest < 0.97 * current && farthest > 0.45 * current;
  if (isRight) return current;
  const needed = 1.12 * farthest || 1;
  const power = 10 ** Math.floor(Math.log10(needed));
  return power *
    [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * power >= needed)!;
}

function drawOrigin(
  context: CanvasRenderingContext2D,
  side: number,
  { line }: Colours,
): void {
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  const middle = Math.round(side / 2) + 0.5;
  context.moveTo(0, middle);
  context.lineTo(side, middle);
  context.moveTo(middle, 0);
  context.lineTo(middle, side);
  context.stroke();
}

/** A bar of a round length, to know how large what is shown is. */
function drawBar(
  context: CanvasRenderingContext2D,
  side: number,
  scale: number,
  { quiet }: Colours,
): void {
  const most = side / 4 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = power * [5, 2, 1].find((n) => n * power <= most)!;
  const [left, bottom] = [10, side - 10.5];
  context.strokeStyle = context.fillStyle = quiet;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, bottom - 4);
  context.lineTo(left, bottom);
  context.lineTo(left + length * scale, bottom);
  context.lineTo(left + length * scale, bottom - 4);
  context.stroke();
  context.font = "12px system-ui, sans-serif";
  context.fillText(`${Number(length.toPrecision(1))}`, left + 5, bottom - 5);
}

/** The trails, the fainter the older. */
function drawTrails(
  context: CanvasRenderingContext2D,
  { points, trail }: Frame,
  rows: readonly number[],
  { side, scale }: { side: number; scale: number },
): void {
  const ways = [...trail, points];
  for (let age = 1; age < ways.length; age++) {
    const [from, to] = [ways[age - 1]!, ways[age]!];
    context.globalAlpha = 0.45 * age / (ways.length - 1);
    context.beginPath();
    for (const row of rows) {
      const [x, y] = [2 * row, 2 * row + 1];
      if (from[x] === to[x] && from[y] === to[y]) continue;
      context.moveTo(side / 2 + from[x]! * scale, side / 2 - from[y]! * scale);
      context.lineTo(side / 2 + to[x]! * scale, side / 2 - to[y]! * scale);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** A ring around the row that is marked. */
function drawRing(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { ink }: Colours,
): void {
  context.strokeStyle = ink;
  context.lineWidth = 1.75;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.moveTo(x + 2.5, y);
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
}

function diamond(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
): void {
  context.moveTo(x, y - 4);
  context.lineTo(x + 4, y);
  context.lineTo(x, y + 4);
  context.lineTo(x - 4, y);
  context.closePath();
}
