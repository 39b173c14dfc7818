// Recorded curves read at any place: linear between evaluations on a logarithmic axis.

// ys at `at`, xs rising and positive; NaN outside of them.
export function valueAt(xs, ys, at) {
  const last = xs.length - 1;
  if (!(at >= xs[0] && at <= xs[last])) return NaN;
  const after = xs.findIndex((x) => x >= at);
  if (xs[after] === at) return ys[after];
  const before = after - 1;
  const share = Math.log(at / xs[before]) / Math.log(xs[after] / xs[before]);
  return ys[before] + share * (ys[after] - ys[before]);
}

export const gapOf = (curve) => curve.heldOut.map((loss, k) => loss - curve.training[k]);

// Where the runs are, on one axis: from the first evaluation to the last of any.
export const rangeOf = (curves, axis) => ({
  least: Math.min(...curves.map((curve) => curve[axis][0])),
  most: Math.max(...curves.map((curve) => curve[axis].at(-1))),
});

// Every run at the marker, those that have been there and those that have not.
export function readAt(curves, axis, at) {
  return curves.map((curve, which) => {
    const training = valueAt(curve[axis], curve.training, at);
    const heldOut = valueAt(curve[axis], curve.heldOut, at);
    const perStep = curve.epochs[0] / curve.steps[0];
    return {
      which, name: curve.name, there: Number.isFinite(training), training, heldOut,
      gap: heldOut - training,
      other: axis === "epochs" ? at / perStep : at * perStep,
      first: curve[axis][0], last: curve[axis].at(-1),
    };
  });
}

// The largest loss less the smallest, of the runs that are there; NaN of fewer than two.
export function apartAt(rows, loss) {
  const values = rows.filter((row) => row.there).map((row) => row[loss]);
  return values.length < 2 ? NaN : Math.max(...values) - Math.min(...values);
}
