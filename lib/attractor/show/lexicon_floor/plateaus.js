// Where training settled against the exact floor: recorded runs, the diagonal, the
// reader's own floor.
import { horizontalGrid, label, sized, ticks } from "../explorable/canvas.js";
import { dashed, discAt, endOfScale } from "./marks.js";
import { WALL } from "./words.js";

const EDGES = { left: 40, right: 12, top: 8, bottom: 40 };

export function drawPlateaus(canvas, [width, height], facts, colors) {
  const { plateaus, perToken } = facts;
  const most = endOfScale(perToken, ...plateaus.flatMap((run) => [run.floor, run.plateau]));
  const frame = { left: EDGES.left, right: width - EDGES.right, top: EDGES.top,
    bottom: height - EDGES.bottom };
  const toX = (nats) => frame.left + (nats / most) * (frame.right - frame.left);
  const toY = (nats) => frame.bottom - (nats / most) * (frame.bottom - frame.top);
  const pen = sized(canvas, width, height);
  horizontalGrid(pen, frame, { from: 0, to: most, toY }, colors, 4);
  axisOfFloors(pen, frame, toX, most, colors);
  dashed(pen, [[toX(0), toY(0)], [toX(most), toY(most)]], colors.text, 2, []);
  dashed(pen, [[frame.left, toY(WALL)], [frame.right, toY(WALL)]], colors.fails, 2);
  pen.font = `600 12px ${colors.font}`;
  const words = "plateau = floor";
  label(pen, words, toX(0.84 * most) - pen.measureText(words).width - 16,
    toY(0.84 * most) - 9, colors.text, colors);
  const own = [toX(perToken), toY(perToken)];
  dashed(pen, [[own[0], frame.bottom], own], colors.query, 1.5, [3, 3]);
  label(pen, "the wall at 1", most > 2 ? frame.right - 84 : frame.left + 8, toY(WALL),
    colors.fails, colors);
  discAt(pen, own, 7, colors.query, colors.page);
  for (const run of plateaus)
    discAt(pen, [toX(run.floor), toY(run.plateau)], 4.5, colors.holds, colors.page);
}

function axisOfFloors(pen, frame, toX, most, colors) {
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  for (const nats of ticks(0, most, 4))
    pen.fillText(String(nats), Math.min(toX(nats), frame.right - 4), frame.bottom + 5);
  pen.fillText("exact floor, nats per token", (frame.left + frame.right) / 2,
    frame.bottom + 22);
}
