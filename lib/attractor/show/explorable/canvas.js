// A canvas as sharp as the screen, the page's colors, and axes drawn by hand.

const NAMES = [
  "page", "surface", "text", "muted", "grid", "pattern", "query", "weights", "holds",
  "fails", "map-ink", "map-paper", "map-pattern", "map-query", "map-weights",
];

// The page's colors as they are now; on the map they do not follow the theme.
export function readColors(root) {
  const style = getComputedStyle(root);
  const value = (name) => style.getPropertyValue(`--attractor-${name}`).trim();
  const colors = Object.fromEntries(NAMES.map((name) => [name, value(name)]));
  const stops = value("map-stops").split(/[\s,]+/).map(channels);
  return { ...colors, font: style.fontFamily, ramp: ramp(stops) };
}

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function ramp(stops) {
  return Array.from({ length: 256 }, (_, k) => {
    const at = (k / 255) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(at));
    return stops[below].map((value, c) =>
      Math.round(value + (at - below) * (stops[below + 1][c] - value)));
  });
}

// Sharp at any pixel density, drawn in CSS pixels; gives back a clean pen.
export function sized(canvas, width, height) {
  const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

// Round values between `from` and `to`, about `count` of them.
export function ticks(from, to, count) {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 },
    (_, k) => Number(((first + k) * step).toPrecision(6)));
}

// Horizontal grid lines with their values to the left of `frame.left`.
// scale: { from, to, toY }.
export function horizontalGrid(pen, frame, scale, colors, count) {
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const value of ticks(scale.from, scale.to, count)) {
    const y = scale.toY(value);
    pen.fillStyle = colors.grid;
    pen.fillRect(frame.left, Math.round(y), frame.right - frame.left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(String(value).replace("-", "−"), frame.left - 8, y);
  }
}

// Words on a plate of the page's color, so that lines do not run through them;
// gives back where they end.
export function label(pen, words, x, y, color, colors) {
  pen.font = `600 12px ${colors.font}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const { width } = pen.measureText(words);
  pen.globalAlpha = 0.85;
  pen.fillStyle = colors.page;
  pen.fillRect(x - 4, y - 9, width + 8, 18);
  pen.globalAlpha = 1;
  pen.fillStyle = color;
  pen.fillText(words, x, y);
  return x + width;
}
