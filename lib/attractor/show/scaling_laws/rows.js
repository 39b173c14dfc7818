// Table 2 as a picture: a row for each model, printed loss and what the laws give.
import { sized, ticks } from "../explorable/canvas.js";
import { chinchillaLoss, kaplanLoss, MODELS } from "./laws.js";
import { diamondAt, SIDES, strokeOn } from "./plane.js";
import { FLOORS } from "./setting.js";

const LOSSES = { from: 1.6, to: 2.6 };
const NAME_ROOM = 84; // pixels for the names

export function drawRows(canvas, [width, height], facts, colors) {
  const pen = sized(canvas, width, height);
  const [left, right] = [NAME_ROOM, width - SIDES.right];
  const [top, bottom] = [6, height - 40];
  const toX = (loss) =>
    left + ((loss - LOSSES.from) / (LOSSES.to - LOSSES.from)) * (right - left);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const loss of ticks(LOSSES.from, LOSSES.to, 5)) {
    pen.fillStyle = colors.grid;
    pen.fillRect(Math.round(toX(loss)), top, 1, bottom - top);
    pen.fillStyle = colors.muted;
    pen.fillText(String(loss), toX(loss), bottom + 5);
  }
  pen.fillText("nats per token", (left + right) / 2, bottom + 22);
  MODELS.forEach((model, k) => {
    const y = top + ((k + 0.5) / MODELS.length) * (bottom - top);
    oneRow(pen, toX, y, model, facts, colors);
  });
}

function oneRow(pen, toX, y, model, facts, colors) {
  const { params, tokens, printed, name } = model;
  const chosen = facts.model === model;
  pen.font = `${chosen ? 700 : 400} 12px ${colors.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  pen.fillStyle = chosen ? colors.pattern : colors.text;
  pen.fillText(name, NAME_ROOM - 12, y);
  const law = chinchillaLoss(params, tokens, facts.floor);
  strokeOn(pen, [[toX(law), y], [toX(printed), y]], colors.muted, 1.5);
  for (const floor of FLOORS) {
    pen.beginPath();
    pen.arc(toX(chinchillaLoss(params, tokens, floor)), y, 6, 0, 7);
    pen.fillStyle = floor === FLOORS[0] ? colors.query : colors.page;
    pen.strokeStyle = colors.query;
    pen.lineWidth = floor === facts.floor ? 3 : 1.5;
    pen.fill();
    pen.stroke();
  }
  const kaplan = toX(kaplanLoss(params, tokens));
  pen.fillStyle = colors.weights;
  pen.fillRect(kaplan - 4.5, y - 4.5, 9, 9);
  diamondAt(pen, [toX(printed), y], colors.pattern, colors.page);
}
