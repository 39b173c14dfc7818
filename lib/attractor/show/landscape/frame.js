// Where a point of the landscape lies in the picture.
import { clamp } from "../explorable/elements.js";

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
