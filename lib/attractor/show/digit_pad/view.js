// The digit pad: what it keeps beside the state, and what one frame shows.
import { element, readingRows } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { createActions } from "./actions.js";
import { createControls } from "./controls.js";
import { couplingsOf, energyOf, overlapOf, restless, updated } from "./network.js";
import { createPad } from "./pad.js";
import { pictureOf, unpack, UNITS } from "./pixels.js";
import { MOST_UPDATES, startRun } from "./run.js";
import { createShelf } from "./shelf.js";
import { FIELDS, sensible, written } from "./state.js";
import { drawTrace } from "./trace.js";
import { headline, nameOf, readings, summary } from "./words.js";

const LEGEND = '<span><span class="is-restless">●</span> wants to flip '
  + '<span class="is-visited">▢</span> looked at last</span>';

function create(view) {
  Object.assign(view, { library: Object.fromEntries(
    view.model.get("library").map((word, k) => [k, word])), noise: 0, goal: 0 });
  let made = { of: "", couplings: null };
  view.patterns = () =>
    view.state().stored.map((word) => unpack(pictureOf(word, view.library)));
  view.couplings = () => {
    const { stored, rule, wiring } = view.state();
    const of = [rule, wiring, ...stored].join();
    if (of !== made.of)
      made = { of, couplings: couplingsOf(view.patterns(), rule, wiring, UNITS) };
    return made.couplings;
  };
  view.begin = () => startRun(view.couplings(), unpack(view.state().drawing));
  view.run = view.begin();
  const act = createActions(view);
  view.controls = createControls(act, view.buttons);
  view.pad = createPad(act);
  view.shelf = createShelf(act);
  view.stage = layOut(view);
  return { draw, opened: () => { view.run = view.begin(); } };
}

function layOut(view) {
  const { controls, pad, shelf } = view;
  view.trace = element("canvas", { class: "pad-trace", role: "img" });
  view.title = element("p", { class: "ex-headline" });
  view.list = element("dl", { class: "ex-readings" });
  const legend = element("p", { class: "ex-legend pad-legend" });
  legend.innerHTML = LEGEND;
  const picture = element("div", { class: "ex-picture" },
    element("div", { class: "pad-desk" }, pad.node, view.trace),
    legend, controls.near, shelf.node);
  const side = element("div", { class: "ex-side" }, view.title, view.list,
    controls.meaning, controls.buttons);
  view.body.append(controls.top, picture, side);
  return picture;
}

function found(view) {
  const state = view.state();
  const states = unpack(state.drawing);
  const W = view.couplings();
  const overlaps = view.patterns().map((pattern) => overlapOf(pattern, states));
  const waiting = new Set(
    [...states.keys()].filter((unit) => updated(W, states, unit) !== states[unit]));
  const at = overlaps.findIndex((overlap) => Math.abs(overlap) === 1);
  const name = at < 0 ? "" : nameOf(state.stored[at], at);
  return {
    ...state, states, W, overlaps, waiting, library: view.library, run: view.run,
    unstable: waiting.size, resting: waiting.size === 0, moving: view.isMoving(),
    noise: view.noise, home: at >= 0 && overlaps[at] < 0 ? `the inverse of ${name}` : name,
    tired: view.run.updates >= MOST_UPDATES ? view.run.updates : 0,
    energy: energyOf(W, states), dark: states.filter((value) => value > 0).length,
  };
}

function draw(view) {
  const wired = ["stored", "rule", "wiring"].some((trait) => view.changed.has(trait));
  const now = energyOf(view.couplings(), unpack(view.state().drawing));
  const { energies } = view.run;
  // A new network, or a picture that came from elsewhere: another story.
  if (wired || Math.abs(now - energies[energies.length - 1]) > 1e-9)
    view.run = view.begin();
  const seen = found(view);
  const visited = seen.moving || seen.run.updates ? seen.run.visited : -1;
  view.pad.draw(seen.states,
    { visited: seen.resting ? -1 : visited, waiting: seen.waiting }, view.colors);
  drawTrace(view.trace, seen.run.energies, view.colors);
  view.shelf.show(seen, view.colors, view.resized || wired);
  view.controls.show(view.state(), seen);
  view.title.textContent = headline(seen);
  view.list.replaceChildren(...readingRows(readings(seen)));
  view.root.dataset.resting = seen.resting;
  view.say(() => summary(found(view)), view.trace);
}

export const render = explorable({
  title: "Digit pad", name: "digits", fields: FIELDS, sensible, written, create,
});

export default { render };
