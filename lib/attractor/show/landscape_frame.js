// Where a point of the landscape lies in the picture, and the colors it is drawn in.
import { clamp } from "./landscape_state.js";

// The plane: equal scales, the shorter side reaching from −reach to reach.
export function planeFrame(width, height, reach) {
  const scale = Math.min(width, height) / (2 * reach);
  const half = { x: width / 2 / scale, y: height / 2 / scale };
  return {
    width, height, half, scale,
    toPixel: ([x, y]) => [(x + half.x) * scale, (half.y - y) * scale],
    fromPixel: (px, py) => [px / scale - half.x, half.y - py / scale],
    patternPixel: ([x, y]) => [(x + half.x) * scale, (half.y - y) * scale],
    within: (point) => [
      clamp(point[0], -half.x, half.x), clamp(point[1], -half.y, half.y)],
  };
}

const MARGIN = { left: 46, right: 14, top: 10, bottom: 26 };
const ROOM = { weights: 34, between: 30, gapShare: 0.42 };
export const STRIP = 18;

// The line: x across, energy upward, a color strip below that carries the patterns
// and their weights, and with `gap` a panel for the quantity of Proposition 3.
export function lineFrame(width, height, reach, gap) {
  const inner = width - MARGIN.left - MARGIN.right;
  const strip = height - MARGIN.bottom - STRIP;
  const floor = strip - ROOM.weights;
  const lower = gap ? Math.round((floor - MARGIN.top) * ROOM.gapShare) : 0;
  const toX = (x) => MARGIN.left + ((x + reach) / (2 * reach)) * inner;
  return {
    width, height, strip, half: { x: reach, y: 0 },
    left: MARGIN.left, right: width - MARGIN.right, narrow: width < 420,
    energy: { top: MARGIN.top, bottom: floor - lower },
    gap: { top: floor - lower + ROOM.between, bottom: floor },
    toX,
    fromPixel: (px) => [((px - MARGIN.left) / inner) * 2 * reach - reach],
    patternPixel: ([x]) => [toX(x), strip + STRIP / 2],
    within: (point) => [clamp(point[0], -reach, reach)],
  };
}

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

// Sharp at any pixel density, drawn in CSS pixels.
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
