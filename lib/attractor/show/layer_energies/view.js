// The explorable: three ways through one stack, and the global energy on each.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { waysThrough } from "./forms.js";
import { createGrasps } from "./grasps.js";
import { drawGround, drawWays } from "./ground.js";
import {
  COLDNESS, eachOf, layersOf, MAKE, MOST_EACH, MOST_LAYERS, REACH_OF_STEP, resized,
  scattered, sensibleStack, STACK_FIELDS, stackReach, tidy,
} from "./stack.js";
import { drawStaircase } from "./staircase.js";
import { WAYS, graspLabel, stackHeadline, stackRows, stackSummary } from "./words.js";

const PACE = { near: 0.05, far: 0.5 };
const REST = 140; // milliseconds before the fine map replaces the coarse one

function createStack(view) {
  const { apply, set, settle, state } = view;
  const kept = {}; // what the other dimension held
  let rest = 0;
  Object.assign(view, { reach: stackReach(state()), ground: null, fine: false });
  const show = (change) => { apply(change); view.reach = stackReach(state()); };

  const actions = {
    settle() {
      settle();
      view.refine();
    },
    move(which, point) {
      const to = tidy(view.ground.within(point));
      if (which === "query") return set({ query: to });
      set({ patterns: state().patterns.map((p, i) => (i === which ? to : p)) });
    },
    nudge(which, [right, up], far) {
      const from = which === "query" ? state().query : state().patterns[which];
      const pace = (far ? PACE.far : PACE.near) * Math.max(1, Math.round(view.reach / 4));
      const along = from.length === 1 ? [right || up] : [right, up];
      actions.move(which, from.map((value, k) => value + pace * along[k]));
      view.settleSoon();
      view.refine();
    },
  };
  view.refine = () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (view.grasps.dragging()) return view.refine();
      view.fine = true;
      view.schedule();
    }, REST);
  };
  view.reset = () => show(view.authored);

  const dim = choice("dimensions", [[1, "on the line"], [2, "in the plane"]], (width) => {
    const now = state();
    kept[now.query.length] = now;
    show(kept[width] ?? MAKE[width]);
  });
  const each = choice("memories in each layer",
    Array.from({ length: MOST_EACH }, (_, k) => [k + 1, String(k + 1)]),
    (count) => show(resized(state(), state().n_layers, count)));
  const layers = slider({
    label: "number of layers", sign: "l", name: "layers",
    range: { least: 1, most: MOST_LAYERS, step: 1 },
  }, (count) => set(resized(state(), count, eachOf(state()))), actions.settle);
  const delta = slider({
    label: "δ, how far a printed layer may move, squared", sign: "δ", name: "delta",
    range: { ...REACH_OF_STEP, step: 0.05 },
    words: (radius) => String(Math.round(radius * radius * 100) / 100),
  }, (radius) => set({ delta: Math.round(radius * radius * 1e4) / 1e4 }), actions.settle);
  const beta = slider({
    label: "inverse temperature β", sign: "β", name: "beta",
    range: { ...COLDNESS, step: 0.05 },
  }, (value) => set({ beta: value }), actions.settle);

  const base = element("canvas", { role: "img" });
  const over = element("canvas", { "aria-hidden": "true" });
  view.stage = element("div", {
    class: "ex-stage layers-stage", role: "application",
    "aria-label": "Memories: Tab reaches patterns and query, arrow keys move them",
  }, base, over);
  const stairs = element("canvas", { class: "layers-stairs", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const legend = element("div", { class: "ex-legend layers-legend" },
    ...Object.values(WAYS).map(({ words, mark, color }) => {
      const sign = element("span", { class: `is-${color}` }, mark);
      return element("span", {}, sign, ` ${words}`);
    }),
    element("span", {}, element("span", { class: "is-weights" }, "⋯"), " its bound F"));
  const buttons = element("div", { class: "ex-buttons" },
    button("0 and 10", () => show(MAKE[1]), "climb",
      { title: "The stored memories 0 and 10, δ = 1, from 0: Eq. 6 climbs" }),
    button("New memories", () => show(scattered(state())), "scatter"),
    ...view.buttons);
  const eachRow = element("div", { class: "layers-each" },
    element("span", {}, "memories a layer"), each.node);
  view.body.append(
    element("div", { class: "ex-top" }, dim.node, eachRow),
    element("div", { class: "ex-picture" }, stairs, legend, view.stage),
    element("div", { class: "ex-side" }, title, list,
      element("div", {}, layers.node, delta.node, beta.node), buttons));
  view.grasps = createGrasps(view.stage, actions, (at) => view.ground.fromPixel(...at));

  function draw() {
    const now = state();
    const size = [view.stage.clientWidth, view.stage.clientHeight];
    if (!size[0] || !size[1]) return;
    const found = waysThrough({ ...now, layers: layersOf(now) });
    const far = Math.max(...[...now.patterns, now.query].flat().map(Math.abs));
    if (far > view.reach) view.reach = stackReach(now);
    drawStaircase(stairs, [stairs.clientWidth, stairs.clientHeight], found, view.colors);
    if (view.fine || view.resized || stale(view)) {
      const grain = view.fine ? "fine" : view.ground ? "coarse" : "first";
      view.ground = drawGround(base, size, now, view.reach, view.colors, grain);
      if (now.query.length === 2 && !view.fine) view.refine();
      view.fine = false;
    }
    drawWays(over, view.ground, found, view.colors, mapHues(view.root));
    view.grasps.update(items(now, view.ground));
    [[dim, now.query.length], [each, eachOf(now)], [layers, now.n_layers],
      [delta, Math.sqrt(now.delta)], [beta, now.beta]]
      .forEach(([control, value]) => control.show(value));
    title.textContent = stackHeadline(found);
    list.replaceChildren(...readingRows(stackRows(found)));
    const { printed } = found.energies;
    view.root.dataset.climb = (printed[printed.length - 1] - printed[0]).toFixed(6);
    stairs.setAttribute("aria-label", `Energy after each layer. ${stackHeadline(found)}.`);
    view.say(() => stackSummary(now, found), base);
  }

  return {
    draw, stop: () => clearTimeout(rest),
    opened: () => opened(view),
  };
}

// After an address: a query of the wrong width goes to a pattern, all is in sight.
function opened(view) {
  const { patterns, query } = view.state();
  if (query.length !== patterns[0].length) view.model.set("query", patterns[0]);
  view.reach = stackReach(view.state());
}

// The ground stays while only the query or δ moves.
const stale = (view) => !view.ground
  || [...view.changed].some((trait) => !["query", "delta"].includes(trait));

// The colors of the forms on the map, which looks the same in both themes.
function mapHues(root) {
  const style = getComputedStyle(root);
  const value = (name) => style.getPropertyValue(`--attractor-map-${name}`).trim();
  return Object.fromEntries(["fails", "holds", "weights"].map((n) => [n, value(n)]));
}

function items(now, ground) {
  const each = eachOf(now);
  const patterns = now.patterns.map((point, which) => ({
    which, at: ground.patternPixel(point), words: String(Math.floor(which / each) + 1),
    label: graspLabel(which, point, now),
  }));
  const query = {
    which: "query", at: ground.place(now.query), words: "",
    label: graspLabel("query", now.query, now),
  };
  return [...patterns, query];
}

export const render = explorable({
  title: "Energy per layer", name: "layers", fields: STACK_FIELDS,
  sensible: sensibleStack, create: createStack,
});

export default { render };
