// Walks from a stored pattern to its opposite: the energy on the way, beside what the
// pattern alone would give.
import { horizontalGrid, sized } from "../explorable/canvas.js";
import { legendLine, stroke, tall } from "./circle_picture.js";
import { UNITS, walkEnergies } from "./crowd.js";
import { signalEnergy } from "./overlaps.js";

const SIDES = { left: 46, right: 14 };
const MARKS_OF_OVERLAP = [1, 0.5, 0, -0.5, -1];

export function drawCrowdWalks(canvas, [width, height], setting, crowd, colors) {
  const pen = sized(canvas, width, height);
  const frame = { left: SIDES.left, right: width - SIDES.right };
  const toX = (m) => frame.left + ((1 - m) / 2) * (frame.right - frame.left);
  const overlaps = Array.from({ length: UNITS + 1 }, (_, k) => 1 - (2 * k) / UNITS);
  const walks = walkEnergies(setting, crowd.walks);
  const alone = overlaps.map((m) => signalEnergy(setting, m));
  const scale = tall([...walks.flat(), ...alone], height);
  horizontalGrid(pen, frame, scale, colors, 5);
  marksBelow(pen, toX, height - 40, colors);
  const xs = overlaps.map(toX);
  for (const walk of walks) stroke(pen, xs, walk.map(scale.toY), colors.text, 1.25);
  stroke(pen, xs, alone.map(scale.toY), colors.pattern, 2.5, [6, 4]);
  const key = [["energy on 6 walks", "text"], ["pattern 1 alone", "pattern"]];
  legendLine(pen, frame.left + 8, key, colors);
}

function marksBelow(pen, toX, y, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  MARKS_OF_OVERLAP.forEach((m) => {
    pen.textAlign = m === 1 ? "left" : m === -1 ? "right" : "center";
    pen.fillText(String(m).replace("-", "−"), toX(m), y + 6);
  });
  pen.textAlign = "center";
  pen.fillText("overlap with pattern 1", toX(0), y + 22);
}
