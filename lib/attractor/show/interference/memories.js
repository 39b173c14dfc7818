// Three memories of pairs, fed one pair after another. For every key, also of pairs to
// come, each keeps what its answer misses of the value. Products of keys are enough:
// S = Σ k wᵀ answers q with Σ (q·k) w. Values are rows of one flat array,
// { rows, width, flat }; of these a memory answers to the first `count`.

export function valuesOf(rows) {
  const width = rows[0].length;
  const flat = new Float64Array(rows.length * width);
  rows.forEach((row, i) => flat.set(row, i * width));
  return { rows: rows.length, width, flat };
}

// Takes share · row off the row of `rest` that begins at `a`; the square of what is left.
function takeOff(rest, a, row, share) {
  let square = 0;
  for (let c = 0; c < row.length; c++) {
    const left = rest[a + c] - share * row[c];
    rest[a + c] = left;
    square += left * left;
  }
  return square;
}

// A matrix: pair n adds (k_i·k_n) w_n to the answer to every key k_i. Hebb writes the
// value, w = v; the delta rule asks before it writes, and writes what is missing.
function matrix(rule, products, { rows, width, flat }, count) {
  const rest = flat.slice(0, count * width);
  const squares = new Float64Array(count);
  return {
    rest, squares,
    scale: () => 1,
    write(at) {
      const written = (rule === "delta" ? rest : flat).slice(at * width, (at + 1) * width);
      for (let i = 0; i < count; i++)
        squares[i] = takeOff(rest, i * width, written, products[at * rows + i]);
    },
  };
}

// Attention: all pairs are kept; weights are exp(β k_i·k_j) over their sum. Before it is
// divided by that sum, what is missing of v_i is the sum of weight · (v_i − v_j).
function attention(beta, products, { rows, width, flat }, count) {
  const rest = new Float64Array(count * width);
  const squares = new Float64Array(count);
  const totals = new Float64Array(count);
  return {
    rest, squares,
    scale: (i) => 1 / totals[i],
    write(at) {
      for (let i = 0; i < count; i++) {
        const weight = Math.exp(beta * (products[at * rows + i] - 1));
        let square = 0;
        for (let c = 0, a = i * width, b = at * width; c < width; c++) {
          const left = rest[a + c] + weight * (flat[a + c] - flat[b + c]);
          rest[a + c] = left;
          square += left * left;
        }
        totals[i] += weight;
        squares[i] = square / totals[i] ** 2;
      }
    },
  };
}

const memoryOf = (kind, products, values, beta, count) => (kind === "softmax"
  ? attention(beta, products, values, count) : matrix(kind, products, values, count));

// Squared error over the value's square, mean of all pairs written, for 1, 2, … pairs.
export function errorsByCount(kind, products, values, beta) {
  const { rows, width, flat } = values;
  const { squares, write } = memoryOf(kind, products, values, beta, rows);
  const errors = [];
  let whole = 0;
  for (let at = 0; at < rows; at++) {
    write(at);
    for (let c = at * width; c < (at + 1) * width; c++) whole += flat[c] * flat[c];
    let sum = 0;
    for (let i = 0; i <= at; i++) sum += squares[i];
    errors.push(sum / whole);
  }
  return errors;
}

// The answers to the first `count` keys, once that many pairs are written.
export function answersAt(kind, products, values, beta, count) {
  const { width, flat } = values;
  const { rest, scale, write } = memoryOf(kind, products, values, beta, count);
  for (let at = 0; at < count; at++) write(at);
  return Array.from({ length: count }, (_, i) => Array.from({ length: width },
    (__, c) => flat[i * width + c] - scale(i) * rest[i * width + c]));
}

// One answer's squared error, over the value's square.
export function missedShare(value, answer) {
  let [missed, whole] = [0, 0];
  value.forEach((v, c) => { missed += (v - answer[c]) ** 2; whole += v * v; });
  return missed / whole;
}

// The share of ±1 entries whose sign comes back wrong.
export function wrongSigns(rows, answers) {
  let wrong = 0;
  answers.forEach((answer, i) => answer.forEach((a, c) => { wrong += a * rows[i][c] <= 0; }));
  return wrong / (answers.length * rows[0].length);
}

// Expected error of Hebb's memory for values of equal length. Random keys: (n − 1)/d.
// Bases of d keys each, q of them full and r keys more: q (d(q − 1) + 2r)/n.
export function expectedError(pairs, dim, directions) {
  if (directions === "random") return (pairs - 1) / dim;
  const full = Math.floor(pairs / dim);
  return (full * (dim * (full - 1) + 2 * (pairs % dim))) / pairs;
}
