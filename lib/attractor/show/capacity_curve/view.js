// The explorable: pick a load; see the curves, the recorded histogram, a live network.
import { button, choice, clamp, element, readingRows, slider } from "../explorable/elements.js";
import { grab } from "../explorable/grab.js";
import { explorable } from "../explorable/view.js";
import { curveFrame, drawCurves, LOADS } from "./curves.js";
import { drawHistogram } from "./histogram.js";
import { liveNetwork } from "./network.js";
import { capacityFacts, capacityHeadline, capacityRows, capacitySummary } from "./words.js";

export const LIVE = { units: 300, starts: 24, sweeps: 200 };
const FIELDS = { load: "number", units: "number", seed: "number" };
const PACE = 45; // milliseconds between sweeps
const PAUSE_OF_HAND = 120; // milliseconds before a network is made for a new load
const MOST_SEED = 9999;

const tidyLoad = (load) =>
  Math.round(clamp(load, LOADS.least, LOADS.most) * 1000) / 1000;

function sensibleCapacity(part) {
  const state = {};
  if (Number.isFinite(part.load)) state.load = tidyLoad(part.load);
  if (Number.isInteger(part.units)) state.units = part.units;
  if (Number.isInteger(part.seed)) state.seed = clamp(part.seed, 0, MOST_SEED);
  return state;
}

function createCapacity(view) {
  const { apply, set, settle } = view;
  const recorded = view.model.get("recorded");
  const sizes = recorded.map((size) => size.n_units);
  const state = () => {
    const now = view.state();
    const units = sizes.includes(now.units) ? now.units : sizes[sizes.length - 1];
    return { ...now, units, recorded };
  };
  let [live, wanted, due, last] = [null, "", 0, 0];
  const running = () => !live.done() && live.sweeps < LIVE.sweeps;

  // A new network for a new load or seed, once the hand pauses; it settles a sweep
  // at a time, or all at once for readers who want no motion.
  function refresh({ load, seed }) {
    if (wanted === `${load} ${seed}`) return;
    due = wanted ? performance.now() + PAUSE_OF_HAND : 0;
    wanted = `${load} ${seed}`;
    let fresh = false;
    view.animate((now) => {
      if (now < due) return true;
      if (!fresh) live = liveNetwork(seed, LIVE.units, load, LIVE.starts);
      else if (now - last >= PACE) live.step();
      else return true;
      [fresh, last] = [true, now];
      while (view.calm() && running()) live.step();
      return running();
    });
  }

  const load = slider({
    label: "load, patterns per unit", sign: "α", name: "load",
    range: { ...LOADS, step: 0.001 }, words: (value) => value.toFixed(3),
  }, (value) => set({ load: value }), settle);
  const size = choice("recorded size",
    sizes.map((units) => [units, units.toLocaleString("en")]),
    (units) => apply({ units }));
  const curves = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage capacity-stage" }, curves);
  const bars = element("canvas", { class: "capacity-bars", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const again = button("Another network",
    () => apply({ seed: (view.state().seed + 1) % (MOST_SEED + 1) }), "again");
  view.body.append(
    element("div", { class: "ex-top" },
      element("div", { class: "capacity-size" }, element("span", {}, "units"), size.node)),
    element("div", { class: "ex-picture" }, view.stage, bars, legend()),
    element("div", { class: "ex-side" }, title, load.node, list,
      element("div", { class: "ex-buttons" }, again, ...view.buttons)));
  grab(view.stage, (x) => {
    const frame = curveFrame(view.stage.clientWidth, view.stage.clientHeight);
    set({ load: tidyLoad(frame.toLoad(x)) });
  }, settle);

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    refresh(now);
    const facts = capacityFacts(now);
    drawCurves(curves, room, now, view.colors);
    drawHistogram(bars, [bars.clientWidth, bars.clientHeight],
      facts.size.histogram[facts.at], live, view.colors);
    load.show(now.load);
    size.show(now.units);
    title.textContent = capacityHeadline(facts);
    list.replaceChildren(...readingRows(capacityRows(facts, live)));
    view.root.dataset.error = facts.error.toExponential(9);
    view.root.dataset.resting = resting(live);
    bars.setAttribute("aria-label", capacityHeadline(facts));
    view.say(() => capacitySummary(facts, live), curves);
  }
  return { draw };
}

const resting = (live) => (live ? live.starts.filter((one) => one.resting).length : 0);

const legend = () => element("div", { class: "ex-legend" },
  element("span", {}, element("b", { class: "is-query" }, "▮"), " recorded starts"),
  element("span", {}, element("b", { class: "is-weights" }, "●"),
    ` live, ${LIVE.units} units: open while it moves, filled at rest`));

export const render = explorable({
  title: "Capacity curve", name: "capacity", fields: FIELDS,
  sensible: sensibleCapacity, create: createCapacity,
});

export default { render };
