// Where everything lies: three columns of nodes, and on the way between them the
// numbers that can be taken hold of.

const NARROW = 420; // pixels of the stage below which things move together

export function placesOf(width, height) {
  const narrow = width < NARROW;
  const box = { width: narrow ? 70 : 80, height: 64 };
  const rows = [0.24, 0.76].map((share) => Math.round(share * (height - 24)) + 4);
  const middle = (rows[0] + rows[1]) / 2;
  const columns = [26, Math.round((narrow ? 0.47 : 0.52) * width), width - 4 - box.width / 2];
  const inputs = rows.map((y) => [columns[0], y]);
  const hidden = rows.map((y) => [columns[1], y]);
  const output = [columns[2], middle];
  const between = (from, to, share) => from.map((at, k) => at + share * (to[k] - at));
  const below = ([x, y]) => [x, y + box.height / 2 + 21];
  const left = (node) => [node[0] - box.width / 2, node[1]];
  const right = (node) => [node[0] + box.width / 2, node[1]];
  const edges = new Map([
    ...[0, 1, 2, 3].map((k) => [k, [inputs[k >> 1], left(hidden[k % 2])]]),
    [6, [right(hidden[0]), left(output)]], [7, [right(hidden[1]), left(output)]],
  ]);
  const grips = new Map([
    ["x0", inputs[0]], ["x1", inputs[1]],
    ...[0, 1, 2, 3].map((k) => [k, between(...edges.get(k), k === 0 || k === 3 ? 0.6 : 0.34)]),
    [4, below(hidden[0])], [5, below(hidden[1])],
    [6, between(...edges.get(6), 0.5)], [7, between(...edges.get(7), 0.5)],
    [8, below(output)], ["target", [columns[2], height - 22]],
  ]);
  return { box, inputs, hidden, output, edges, grips };
}
