// Nats per token as a staircase of bars: structure, each class of words on top of the
// ones before, their sum, and what a memorizer pays.
import { label, sized, ticks } from "../explorable/canvas.js";
import { number } from "../explorable/elements.js";
import { dashed } from "./marks.js";
import { WORD_CLASSES } from "./setting.js";
import { countWords, WALL } from "./words.js";

const MARGIN = { left: 108, right: 12, top: 24, bottom: 40 };
const BAR = { share: 0.5, most: 24 }; // of a row, and pixels
const PAST_GRIP = 13; // pixels from a bar's end to its value

// The bars of a state: { words, from, to, kind, trait }, trait where it can be moved.
export function barsOf(facts) {
  const heights = facts.terms.map((nats) => nats / facts.tokens);
  let from = 0;
  const stairs = heights.map((height, k) => {
    const own = WORD_CLASSES[k - 1];
    const bar = { words: own?.words ?? "structure", trait: own?.trait, from,
      to: from + height, kind: own ? "query" : "muted" };
    from = bar.to;
    return bar;
  });
  return [...stairs,
    { words: "sum: the floor", from: 0, to: facts.perToken, kind: "text", parts: stairs },
    { words: "by heart", trait: "lines", from: 0, to: facts.memorized,
      kind: "pattern", absent: facts.lines > facts.different && facts.different }];
}

export function cascadeFrame(width, height, most) {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const nRows = WORD_CLASSES.length + 3;
  return {
    left, right, top, bottom, most,
    toX: (nats) => left + (nats / most) * (right - left),
    toNats: (x) => ((x - left) / (right - left)) * most,
    bar: Math.min(BAR.most, (BAR.share * (bottom - top)) / nRows),
    rowY: (row) => top + ((row + 0.5) / nRows) * (bottom - top),
  };
}

export function drawCascade(canvas, [width, height], bars, frame, colors) {
  const pen = sized(canvas, width, height);
  axisOfNats(pen, frame, colors);
  bars.forEach((bar, row) => oneBar(pen, frame, bar, row, bars, colors));
  const wall = frame.toX(WALL);
  dashed(pen, [[wall, frame.top - 6], [wall, frame.bottom]], colors.fails, 2);
  label(pen, "the wall at 1", Math.min(wall - 4, frame.right - 78), 10, colors.fails,
    colors);
  bars.forEach((bar, row) => valueOf(pen, frame, bar, frame.rowY(row), colors));
}

function axisOfNats(pen, frame, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const nats of ticks(0, frame.most, 4)) {
    const x = Math.round(frame.toX(nats));
    pen.fillStyle = colors.grid;
    pen.fillRect(x, frame.top, 1, frame.bottom - frame.top);
    pen.fillStyle = colors.muted;
    pen.fillText(String(nats), Math.min(x, frame.right - 4), frame.bottom + 5);
  }
  pen.fillText("nats per token", (frame.left + frame.right) / 2, frame.bottom + 22);
}

function oneBar(pen, frame, bar, row, bars, colors) {
  const y = frame.rowY(row);
  const whole = bar.kind === "text";
  pen.font = `${whole ? 700 : 400} 12px ${colors.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  pen.fillStyle = whole ? colors.text : colors.muted;
  pen.fillText(bar.words, frame.left - 13, y);
  if (bar.absent) return;
  for (const part of bar.parts ?? [bar]) {
    const x = frame.toX(part.from);
    const wide = Math.max(0, frame.toX(part.to) - x);
    pen.fillStyle = colors[part.kind];
    pen.fillRect(x, y - frame.bar / 2, Math.max(1, wide - (whole ? 1.5 : 0)), frame.bar);
  }
  const below = bars[row + 1];
  if (below?.from > 0 || below?.kind === "text")
    dashed(pen, [[frame.toX(bar.to), y + frame.bar / 2],
      [frame.toX(bar.to), frame.rowY(row + 1) - frame.bar / 2]], colors.muted, 1, [2, 2]);
}

function valueOf(pen, frame, bar, y, colors) {
  const words = bar.absent ? `only ${countWords(bar.absent)} exist`
    : number(bar.kind === "text" ? bar.to : bar.to - bar.from);
  pen.font = `600 12px ${colors.font}`;
  const wide = pen.measureText(words).width;
  const after = frame.toX(bar.to) + (bar.trait ? PAST_GRIP : 8);
  const fits = after + wide + 4 <= frame.right;
  const x = fits ? after : frame.toX(bar.from) - wide - 8;
  label(pen, words, Math.max(frame.left + 6, x), y,
    bar.kind === "text" ? colors.text : colors[bar.kind], colors);
}
