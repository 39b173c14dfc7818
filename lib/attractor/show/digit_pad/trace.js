// The energy after every update since the last touch.
import { horizontalGrid, sized } from "../explorable/canvas.js";

const LEAST_UPDATES = 128;

export function drawTrace(canvas, energies, colors) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width || !height) return;
  const pen = sized(canvas, width, height);
  const frame = { left: 44, right: width - 6, top: 8, bottom: height - 22 };
  const [low, high] = [Math.min(...energies), Math.max(...energies)];
  const pad = 0.1 * (high - low) || 1;
  const [from, to] = [low - pad, high + pad];
  const toY = (value) =>
    frame.bottom - ((value - from) / (to - from)) * (frame.bottom - frame.top);
  const last = Math.max(LEAST_UPDATES, energies.length - 1);
  const toX = (step) => frame.left + (step / last) * (frame.right - frame.left);
  horizontalGrid(pen, frame, { from, to, toY }, colors, 4);
  steps(pen, energies, toX, toY, colors);
  pen.fillStyle = colors.muted;
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  pen.fillText("energy E", frame.left, height - 2);
  pen.textAlign = "right";
  pen.fillText(`${last} updates`, frame.right, height - 2);
}

// Downward steps in blue, upward ones in vermilion and thicker.
function steps(pen, energies, toX, toY, colors) {
  pen.lineJoin = "round";
  for (const rising of [false, true]) {
    pen.beginPath();
    for (let k = 1; k < energies.length; k++) {
      if (energies[k] > energies[k - 1] + 1e-9 !== rising) continue;
      pen.moveTo(toX(k - 1), toY(energies[k - 1]));
      pen.lineTo(toX(k), toY(energies[k - 1]));
      pen.lineTo(toX(k), toY(energies[k]));
    }
    pen.lineWidth = rising ? 3 : 2;
    pen.strokeStyle = rising ? colors.fails : colors.query;
    pen.stroke();
  }
  const end = energies.length - 1;
  pen.beginPath();
  pen.arc(toX(end), toY(energies[end]), 4.5, 0, 2 * Math.PI);
  pen.fillStyle = colors.query;
  pen.fill();
}
