// The loss of every split of one budget, below the plane and on the same axis of sizes.
import { horizontalGrid, label, sized } from "../explorable/canvas.js";
import {
  chinchillaLoss, chinchillaOptimal, kaplanLoss, kaplanOptimal, tokensFor,
} from "./laws.js";
import { diamondAt, planeFrame, ringAt, SIDES, strokeOn } from "./plane.js";
import { PARAMS } from "./setting.js";

const RANGE = { from: 0.5, to: 4 };
const STEPS = 160;

export function drawValley(canvas, [width, height], facts, colors) {
  const pen = sized(canvas, width, height);
  const frame = { ...planeFrame(width, height), top: SIDES.top, bottom: height - 26 };
  const toY = (loss) => frame.bottom
    - ((loss - RANGE.from) / (RANGE.to - RANGE.from)) * (frame.bottom - frame.top);
  horizontalGrid(pen, frame, { ...RANGE, toY }, colors, 4);
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, 0, frame.right - frame.left, height);
  pen.clip();
  level(pen, frame, toY(1), colors.fails);
  level(pen, frame, toY(facts.floor), colors.muted);
  for (const curve of curvesOf(facts)) oneCurve(pen, frame, toY, curve, colors);
  const at = frame.toX(facts.n_params);
  if (facts.model)
    diamondAt(pen, [at, toY(facts.model.printed)], colors.pattern, colors.page);
  pen.restore();
  label(pen, "the wall at 1", frame.left + 8, toY(1), colors.fails, colors);
  label(pen, `E = ${facts.floor}`, frame.left + 8, toY(facts.floor), colors.muted, colors);
  pen.textAlign = "center";
  pen.font = `12px ${colors.font}`;
  pen.fillStyle = colors.muted;
  pen.fillText("loss of every split of this budget, over N",
    (frame.left + frame.right) / 2, frame.bottom + 14);
}

function curvesOf({ flops, floor, law, n_params }) {
  const along = (loss) => (n) => loss(n, tokensFor(flops, n));
  return [
    { of: along(kaplanLoss), best: kaplanOptimal(flops).params,
      chosen: law === "kaplan", color: "weights", dash: [7, 4], here: n_params },
    { of: along((n, d) => chinchillaLoss(n, d, floor)),
      best: chinchillaOptimal(flops).params, chosen: law === "chinchilla",
      color: "query", dash: [], here: n_params },
  ];
}

function oneCurve(pen, frame, toY, { of, best, chosen, color, dash, here }, colors) {
  const points = Array.from({ length: STEPS + 1 }, (_, k) => {
    const n = 10 ** (PARAMS.least + (k / STEPS) * (PARAMS.most - PARAMS.least));
    return [frame.toX(n), toY(Math.min(9, of(n)))];
  });
  strokeOn(pen, points, colors[color], chosen ? 3 : 1.5, dash);
  ringAt(pen, [frame.toX(best), toY(of(best))], colors[color], colors.page);
  pen.beginPath();
  pen.arc(frame.toX(here), toY(of(here)), chosen ? 6 : 4, 0, 7);
  pen.fillStyle = colors[color];
  pen.strokeStyle = colors.page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

const level = (pen, frame, y, color) =>
  strokeOn(pen, [[frame.left, y], [frame.right, y]], color, 1.5, [5, 4]);
