// Stored pictures and what comes back for their keys: the oldest pairs and the newest.
import { sized } from "../explorable/canvas.js";
import { number } from "../explorable/elements.js";
import { missedShare } from "./memories.js";

const SIDE = 8; // pixels of a picture
const MOST = 6; // pictures in a row
const NAME = 18; // room for words above and below
const GAP = 8;

// Which pairs are shown: all of a few, else the first and the last.
export function shownPairs(pairs) {
  if (pairs <= MOST) return Array.from({ length: pairs }, (_, k) => k);
  const half = MOST / 2;
  return [...Array(half).keys(), ...Array.from({ length: half }, (_, k) => pairs - half + k)];
}

export function drawPictures(canvas, [width, height], facts, colors) {
  const pen = sized(canvas, width, height);
  const dot = Math.max(2, Math.floor(Math.min(
    (width - GAP * (MOST - 1)) / MOST, (height - 2 * NAME - GAP) / 2) / SIDE));
  const side = dot * SIDE;
  const space = Math.min(2 * GAP, (width - MOST * side) / (MOST - 1));
  shownPairs(facts.pairs).forEach((pair, column) => {
    const x = Math.round(column * (side + space));
    const answer = facts.answers[pair];
    words(pen, String(pair + 1), x + side / 2, 0, colors);
    picture(pen, [x, NAME], dot, facts.rows[pair], colors);
    picture(pen, [x, NAME + side + GAP], dot, answer, colors);
    words(pen, number(missedShare(facts.rows[pair], answer), 2),
      x + side / 2, NAME + 2 * side + GAP + 5, colors);
  });
}

function words(pen, text, x, y, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  pen.fillText(text, x, y);
}

// −1 and below is paper, 1 and above is ink.
function picture(pen, [x, y], dot, values, colors) {
  pen.fillStyle = colors.text;
  values.forEach((value, k) => {
    pen.globalAlpha = Math.min(1, Math.max(0, (value + 1) / 2));
    pen.fillRect(x + dot * (k % SIDE), y + dot * Math.floor(k / SIDE), dot, dot);
  });
  pen.globalAlpha = 1;
  pen.strokeStyle = colors.muted;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, dot * SIDE - 1, dot * SIDE - 1);
}
