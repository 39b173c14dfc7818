// Dense energies as functions of the overlaps m (each from −1 to 1) with the patterns:
// power r: −Σ mʳ;   exponential at sharpness b: −(1/b) log Σ exp(b m).

export function wholePower(value, degree) {
  let product = 1;
  for (let k = 0; k < degree; k++) product *= value;
  return product;
}

// setting: { energy: "power" | "exponential", degree, sharpness }
export function overlapEnergy(setting, overlaps) {
  if (setting.energy === "power") {
    let sum = 0;
    for (const m of overlaps) sum += wholePower(m, setting.degree);
    return -sum;
  }
  const { sharpness } = setting;
  let top = -Infinity;
  for (const m of overlaps) top = Math.max(top, m);
  let sum = 0;
  for (const m of overlaps) sum += Math.exp(sharpness * (m - top));
  return -top - Math.log(sum) / sharpness;
}

// What a single pattern would give.
export const signalEnergy = (setting, m) => overlapEnergy(setting, [m]);

// One term of the sum, for pictures of who pulls: −mʳ, or −exp(b (m − 1)).
export const termOf = (setting, m) => (setting.energy === "power"
  ? -wholePower(m, setting.degree) : -Math.exp(setting.sharpness * (m - 1)));

const sum = (values) => values.reduce((total, value) => total + value, 0);

// At a state with these overlaps: the pull of pattern `own` and of all the others.
export function signalAndCrosstalk(setting, overlaps, own) {
  const terms = overlaps.map((m) => -termOf(setting, m));
  return { signal: terms[own], crosstalk: sum(terms) - terms[own] };
}
