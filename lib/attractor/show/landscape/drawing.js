// One frame: what follows from the state, drawn in two layers and put in words.
import { clamp } from "../explorable/elements.js";
import { energyAt, SMOOTH, weightsAt } from "./energies.js";
import { findMinima } from "./minima.js";
import { retrieve, runAway } from "./retrieval.js";
import { lineFrame, planeFrame } from "./frame.js";
import { say } from "./layout.js";
import { drawLine, drawLineMarks, heightOn } from "./line.js";
import { drawPlane, drawPlaneMarks } from "./plane.js";
import { reachOf } from "./state.js";
import { handleLabel } from "./words.js";

const STEP_SHOWN = 90; // milliseconds for one retrieval step after a drop

// What follows from a state: minima, weights, the query's path.
export function consequences({ query, ...setting }, half) {
  const smooth = SMOOTH.includes(setting.energy);
  const found = { setting, query, minima: smooth ? findMinima(setting) : null };
  if (!query) return { ...found, weights: null, path: null };
  const weights = weightsAt(setting, query);
  if (smooth) return { ...found, weights, ...retrieve(setting, query) };
  const inside = ([x, y = 0]) => Math.abs(x) < half.x && Math.abs(y) <= half.y;
  return { ...found, weights, ...runAway(setting, query, half.x / 150, inside) };
}

function bandsOf({ patterns, energy, bands }) {
  const line = patterns[0].length === 1;
  return {
    first: line && energy === "distance" && bands.includes("proposition-1"),
    third: line && SMOOTH.includes(energy) && bands.includes("proposition-3"),
  };
}

export function draw(view) {
  const { stage, base, over } = view.layout;
  const state = view.state();
  const [line, bands] = [state.patterns[0].length === 1, bandsOf(state)];
  stage.classList.toggle("landscape-tall", bands.third);
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  if (!width || !height) {
    view.frame = null; // drawn when there is room
    return;
  }
  const frameOf = line ? lineFrame : planeFrame;
  const framed = () => frameOf(width, height, view.reach, bands.third);
  const stale = isStale(view);
  view.frame = framed();
  if (!allInside(state, view.frame.half)) {
    view.reach = reachOf(state);
    view.frame = framed();
  }
  const { frame, colors } = view;
  const found = consequences(state, frame.half);
  if (stale) {
    const grain = !view.range ? "first" : view.handles.dragging() ? "coarse" : "fine";
    view.range = line ? drawLine(base, frame, found.setting, colors, bands)
      : drawPlane(base, frame, found.setting, colors, grain);
    view.coarse = false;
    if (!line && grain !== "fine") view.refine();
  }
  const reveal = revealed(view, found.path);
  const drawMarks = line ? drawLineMarks : drawPlaneMarks;
  drawMarks(over, frame, found, colors, { reveal, toY: view.range.toY });
  view.handles.update(items(found, view));
  view.controls.show(state);
  say(view, found, bands);
  if (reveal < 1) view.schedule();
}

// The landscape lies still while only the query moves over it.
function isStale(view) {
  const moved = [...view.changed].some((trait) => trait !== "query");
  return moved || view.resized || view.coarse || !view.frame;
}

// Handles never leave the picture, but a kernel, a link or another view may reach out.
function allInside({ patterns, query }, half) {
  const inside = ([x, y = 0]) =>
    Math.abs(x) <= half.x + 1e-3 && Math.abs(y) <= half.y + 1e-3;
  return [...patterns, ...(query ? [query] : [])].every(inside);
}

// The share of the path that has drawn itself since the drop.
function revealed(view, path) {
  if (view.dropped === null) return 1;
  const length = clamp(STEP_SHOWN * (path?.length ?? 0), 200, 900);
  const share = (performance.now() - view.dropped) / length;
  if (share >= 1) view.dropped = null;
  return clamp(share, 0, 1);
}

// The handles: where each is, what it is called, and its attention weight.
function items({ setting, query, weights }, { frame, range }) {
  const patterns = setting.patterns.map((point, which) => ({
    which, label: handleLabel(which, point), at: frame.patternPixel(point),
    weight: weights ? weights[which] : null,
  }));
  if (!query) return patterns;
  const at = query.length === 2 ? frame.toPixel(query)
    : [frame.toX(query[0]), heightOn(frame, range.toY, energyAt(setting, query))];
  const label = handleLabel("query", query);
  return [...patterns, { which: "query", label, at, weight: null }];
}
