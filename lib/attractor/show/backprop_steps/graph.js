// The network as a graph: connections, and in each neuron what is known by now.
import { sized } from "../explorable/canvas.js";
import { digits, STAGES } from "./stages.js";

export function drawGraph(canvas, [width, height], places, state, found, colors) {
  const pen = sized(canvas, width, height);
  const { back, along = [] } = STAGES[state.stage];
  const lit = back ? colors.weights : colors.query;
  for (const [place, [from, to]] of places.edges) {
    const on = along.includes(place);
    connection(pen, from, to, on ? lit : colors.muted, on ? 3 : 1.25);
    if (on) tip(pen, ...(back ? [to, from] : [from, to]), lit);
  }
  const { stage } = state;
  const { sums, hidden, deltas, sum, output, delta, loss } = found;
  places.hidden.forEach((at, j) => neuron(pen, at, places.box, [
    [1, "z", sums[j]], [2, "h", hidden[j]], [9, "δ", deltas[j], true],
  ], stage, colors));
  neuron(pen, places.output, places.box, [
    [3, "z", sum], [4, "y", output], [6, "δ", delta, true],
  ], stage, colors);
  if (stage >= 4) {
    const [x, y] = places.output;
    write(pen, `L ${digits(loss)}`, x, y - places.box.height / 2 - 14, colors.fails, colors);
  }
}

function connection(pen, from, to, color, width) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
}

function tip(pen, from, [x, y], color) {
  const angle = Math.atan2(y - from[1], x - from[0]);
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x, y);
  for (const turn of [0.45, -0.45])
    pen.lineTo(x - 12 * Math.cos(angle + turn), y - 12 * Math.sin(angle + turn));
  pen.fill();
}

// rows: [known from this stage on, sign, value, whether it came on the way back].
function neuron(pen, [x, y], { width, height }, rows, stage, colors) {
  const now = rows.find(([from]) => from === stage);
  pen.fillStyle = colors.surface;
  pen.strokeStyle = now ? (now[3] ? colors.weights : colors.query) : colors.muted;
  pen.lineWidth = now ? 3 : 1.25;
  pen.beginPath();
  pen.roundRect(x - width / 2, y - height / 2, width, height, 10);
  pen.fill();
  pen.stroke();
  rows.forEach(([from, sign, value, back], row) => {
    if (stage < from) return;
    const color = back ? colors.weights : colors.query;
    write(pen, `${sign} ${digits(value)}`, x, y + 19 * (row - 1), color, colors);
  });
}

function write(pen, words, x, y, color, colors) {
  pen.font = `600 12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = color;
  pen.fillText(words, x, y);
}
