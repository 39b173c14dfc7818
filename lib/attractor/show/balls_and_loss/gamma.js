// Logarithms of the gamma function and of its lower incomplete share.

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);
const TINY = 1e-300;

// Stirling's series beyond 12, after steps of one up to there.
export function logGamma(x) {
  let product = 1;
  while (x < 12) product *= x++;
  const square = 1 / (x * x);
  const tail = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680
    - square * (1 / 1188 - (square * 691) / 360360))))) / x;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TAU + tail - Math.log(product);
}

// log P(a, x): the series of positive terms below a + 1, else 1 − a continued fraction.
export function logLowerShare(a, x) {
  if (!(x > 0)) return -Infinity;
  if (x === Infinity) return 0;
  const lead = a * Math.log(x) - x;
  return x < a + 1
    ? lead - logGamma(a + 1) + Math.log(lowerSeries(a, x))
    : Math.log1p(-Math.exp(lead - logGamma(a)) * upperFraction(a, x));
}

function lowerSeries(a, x) {
  let [term, sum] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

// Lentz's way through x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(...)), upside down.
function upperFraction(a, x) {
  let b = x + 1 - a;
  let d = 1 / b;
  let [c, value] = [1 / TINY, d];
  for (let k = 1; k < 20000; k++) {
    const above = -k * (k - a);
    b += 2;
    d = 1 / (above * d + b || TINY);
    c = b + above / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}
