// Scales and marks that both pictures of the floor explorable use.

const LEVELS_OF_SCALE = [1.5, 2, 3, 4, 5.5, 7];
const FILLED = 0.78; // the rest is for numbers beside the longest bar

// Where an axis of nats per token ends, so that these values lie within.
export const endOfScale = (...values) =>
  LEVELS_OF_SCALE.find((most) => Math.max(...values) <= FILLED * most)
    ?? LEVELS_OF_SCALE.at(-1);

export function dashed(pen, points, color, width = 1.5, dash = [5, 4]) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

export function discAt(pen, [x, y], radius, fill, edge) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
