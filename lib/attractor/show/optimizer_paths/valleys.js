// The landscapes of attractor.models.bowl and curved_valley, and their slopes.
// A valley is { value(x, y), slope(x, y) }, with its lowest value, 0, at `bottom`.

// ½ (u² + κ v²), u and v being x and y turned by `angle` degrees.
export function bowlOf({ conditioning, angle }) {
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const along = (x, y) => cos * x + sin * y;
  const across = (x, y) => cos * y - sin * x;
  return {
    bottom: [0, 0],
    value: (x, y) => (along(x, y) ** 2 + conditioning * across(x, y) ** 2) / 2,
    slope(x, y) {
      const [u, v] = [along(x, y), conditioning * across(x, y)];
      return [cos * u - sin * v, sin * u + cos * v];
    },
  };
}

// ½ ((1 − x)² + b (y − x²)²)
export function curvedOf({ conditioning }) {
  return {
    bottom: [1, 1],
    value: (x, y) => ((1 - x) ** 2 + conditioning * (y - x * x) ** 2) / 2,
    slope(x, y) {
      const off = conditioning * (y - x * x);
      return [x - 1 - 2 * x * off, off];
    },
  };
}

export const valleyOf = (setting) =>
  (setting.valley === "bowl" ? bowlOf(setting) : curvedOf(setting));

// 2 (1 + μ)/κ: at a larger rate momentum μ runs away from the bowl's bottom.
export const largestStableRate = (curvature, momentum = 0) =>
  (2 * (1 + momentum)) / curvature;
