// Three memories of pairs, fed one pair after another. Each answers the keys written so
// far, and through products of keys alone: S = Σ k wᵀ answers q with Σ (q·k) w.
// Values are rows of one flat array, { rows, width, flat }.

export function valuesOf(rows) {
  const width = rows[0].length;
  const flat = new Float64Array(rows.length * width);
  rows.forEach((row, i) => flat.set(row, i * width));
  return { rows: rows.length, width, flat };
}

// Adds share · from[at] to into[i]; rows are `width` long.
function addRow(into, i, from, at, share, width) {
  for (let c = 0, a = i * width, b = at * width; c < width; c++) into[a + c] += share * from[b + c];
}

// |values[i] − scale · answers[i]|²
function missed(values, answers, i, scale, width) {
  let sum = 0;
  for (let c = 0, a = i * width; c < width; c++) {
    const gap = values[a + c] - scale * answers[a + c];
    sum += gap * gap;
  }
  return sum;
}

// A matrix: pair n adds (k_i·k_n) w_n to the answer to every key k_i, also to those of
// pairs to come, since the delta rule asks before it writes: w = v − Sᵀk; Hebb: w = v.
function matrix(rule, products, { rows, width, flat }) {
  const answers = new Float64Array(flat.length);
  const written = new Float64Array(flat.length);
  return {
    answers,
    scale: () => 1,
    write(at) {
      addRow(written, at, flat, at, 1, width);
      if (rule === "delta") addRow(written, at, answers, at, -1, width);
      for (let i = 0; i < rows; i++)
        addRow(answers, i, written, at, products[i * rows + at], width);
    },
  };
}

// Attention: all pairs are kept; weights are exp(β k_i·k_j) over their sum.
function attention(beta, products, { rows, width, flat }) {
  const answers = new Float64Array(flat.length);
  const totals = new Float64Array(rows);
  return {
    answers,
    scale: (i) => 1 / totals[i],
    write(at) {
      for (let i = 0; i < rows; i++) {
        const weight = Math.exp(beta * (products[i * rows + at] - 1));
        totals[i] += weight;
        addRow(answers, i, flat, at, weight, width);
      }
    },
  };
}

const memoryOf = (kind, products, values, beta) => (kind === "softmax"
  ? attention(beta, products, values) : matrix(kind, products, values));

// Squared error over the value's square, mean of all pairs written, for 1, 2, … pairs.
export function errorsByCount(kind, products, values, beta) {
  const { rows, width, flat } = values;
  const { answers, scale, write } = memoryOf(kind, products, values, beta);
  const errors = [];
  let square = 0;
  for (let at = 0; at < rows; at++) {
    write(at);
    square += missed(flat, answers, at, 0, width);
    let sum = 0;
    for (let i = 0; i <= at; i++) sum += missed(flat, answers, i, scale(i), width);
    errors.push(sum / square);
  }
  return errors;
}

// The answers to the first `count` keys, once that many pairs are written.
export function answersAt(kind, products, values, beta, count) {
  const { answers, scale, write } = memoryOf(kind, products, values, beta);
  for (let at = 0; at < count; at++) write(at);
  return Array.from({ length: count }, (_, i) => Array.from(
    answers.subarray(i * values.width, (i + 1) * values.width), (sum) => sum * scale(i)));
}

// One answer's squared error, over the value's square.
export function missedShare(value, answer) {
  const width = value.length;
  return missed(value, answer, 0, 1, width) / missed(value, answer, 0, 0, width);
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
