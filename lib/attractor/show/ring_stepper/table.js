// All pairs of query and key as the hosts hold them: done, at work, to come, or masked.
import { sized } from "../explorable/canvas.js";
import { maySee, sourceAt } from "./ring.js";

const ROOM = { left: 36, top: 36 };

export function tableFrame([width, height], n) {
  const side = Math.max(2, Math.min(width - ROOM.left - 2, height - ROOM.top - 2) / n);
  return { ...ROOM, side, n };
}

// The row under a point, counted in the order in which the hosts hold the queries.
export function rowUnder({ top, left, side, n }, [x, y]) {
  const row = Math.floor((y - top) / side);
  return row >= 0 && row < n && x >= 0 && x < left + n * side ? row : null;
}

// found: { places, hosts, step, causal, query }.
export function drawTable(canvas, size, found, colors) {
  const pen = sized(canvas, ...size);
  const held = found.places.flat();
  const frame = tableFrame(size, held.length);
  const share = held.length / found.hosts;
  held.forEach((query, row) => held.forEach((key, column) => {
    const [host, block] = [Math.floor(row / share), Math.floor(column / share)];
    const due = sourceAt(host, block, found.hosts); // the step of this pair
    const at = [frame.left + column * frame.side, frame.top + row * frame.side];
    const when = Math.sign(due - found.step);
    if (maySee(query, key, found.causal)) fillPair(pen, at, frame.side, when, colors);
    else crossOut(pen, at, frame.side, when, colors);
  }));
  drawBlocks(pen, frame, found, share, colors);
  drawRow(pen, frame, held.indexOf(found.query), colors);
  return frame;
}

function fillPair(pen, [x, y], side, when, colors) {
  const gap = side > 7 ? 1 : 0;
  pen.globalAlpha = when < 0 ? 0.4 : 1;
  pen.fillStyle = when > 0 ? colors.grid : colors.weights;
  pen.fillRect(x, y, side - gap, side - gap);
  pen.globalAlpha = 1;
}

function crossOut(pen, [x, y], side, when, colors) {
  pen.strokeStyle = when === 0 ? colors.fails : colors.grid;
  pen.lineWidth = when === 0 ? 1.5 : 1;
  pen.beginPath();
  pen.moveTo(x + 1, y + side - 2);
  pen.lineTo(x + side - 2, y + 1);
  pen.stroke();
}

// Borders and numbers; what is worked on now has a strong frame.
function drawBlocks(pen, { left, top, side, n }, { hosts, step }, share, colors) {
  const wide = share * side;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (let k = 0; k < hosts; k++) {
    pen.strokeStyle = colors.muted;
    pen.lineWidth = 1;
    for (let j = 0; j < hosts; j++)
      pen.strokeRect(left + j * wide - 0.5, top + k * wide - 0.5, wide, wide);
    pen.font = `600 12px ${colors.font}`;
    pen.fillStyle = colors.pattern;
    pen.fillText(String(k), left + (k + 0.5) * wide, top - 9);
    pen.fillStyle = colors.query;
    pen.fillText(String(k), left - 10, top + (k + 0.5) * wide);
  }
  pen.strokeStyle = colors.text;
  pen.lineWidth = 2;
  for (let host = 0; host < hosts; host++)
    pen.strokeRect(left + sourceAt(host, step, hosts) * wide - 0.5,
      top + host * wide - 0.5, wide, wide);
  pen.textAlign = "left";
  pen.fillStyle = colors.pattern;
  pen.fillText("keys and values, by block", left, 9, n * side);
  pen.save();
  pen.translate(9, top);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = "right";
  pen.fillStyle = colors.query;
  pen.fillText("queries, by host", 0, 0, n * side);
  pen.restore();
}

function drawRow(pen, { left, top, side, n }, row, colors) {
  pen.strokeStyle = colors.query;
  pen.lineWidth = 2.5;
  pen.strokeRect(left - 1, top + row * side - 1, n * side + 1, side + 1);
}
