// Where the memories lie: the energy of all layers together, and the three ways over
// it. On the line the energy is a curve, in the plane a map.
import { sized } from "../explorable/canvas.js";
import { energyAt } from "../landscape/energies.js";
import { lineFrame, planeFrame } from "../landscape/frame.js";
import { drawLine, heightOn } from "../landscape/line.js";
import { drawPlane } from "../landscape/plane.js";
import { markAt } from "./staircase.js";
import { WAYS } from "./words.js";

const NO_BANDS = { first: false, third: false };

// The ground itself; gives back its frame with place(point), where a state lies.
export function drawGround(canvas, [width, height], state, reach, colors, grain) {
  const setting = { energy: "distance", patterns: state.patterns, beta: state.beta };
  if (state.query.length === 2) {
    const frame = planeFrame(width, height, reach);
    drawPlane(canvas, frame, setting, colors, grain);
    return { ...frame, onMap: true, place: frame.toPixel };
  }
  const frame = lineFrame(width, height, reach, false);
  const { toY } = drawLine(canvas, frame, setting, colors, NO_BANDS);
  const place = (x) =>
    [frame.toX(x[0]), heightOn(frame, toY, energyAt(setting, x))];
  return { ...frame, onMap: false, place };
}

export function drawWays(canvas, ground, { ways }, colors, hues) {
  const pen = sized(canvas, ground.width, ground.height);
  const outline = ground.onMap ? colors["map-ink"] : colors.page;
  for (const [form, { mark, color, dash }] of Object.entries(WAYS)) {
    const hue = ground.onMap ? hues[color] : colors[color];
    const points = ways[form].map(ground.place);
    if (ground.onMap) {
      path(pen, points, outline, 5, []);
      path(pen, points, hue, 2.5, dash);
    }
    points.slice(1).forEach((at, t) =>
      markAt(pen, mark, at, hue, outline, t === points.length - 2 ? 7 : 4));
  }
}

function path(pen, points, color, width, dash) {
  pen.setLineDash(dash);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = pen.lineCap = "round";
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}
