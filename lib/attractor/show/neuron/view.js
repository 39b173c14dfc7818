// The explorable: one cell under one current, integrated in the page.
import {
  button, choice, clamp, element, number, readingRows, slider,
} from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { curveFrame, drawCurve } from "./curve.js";
import { createGrip } from "./grip.js";
import { cellHeadline, cellRows, cellSummary, place } from "./sentences.js";
import {
  CURRENT, DURATION, FIELDS, run, sensible, SIZE, SPANS, spanEnd, STARTS,
} from "./setting.js";
import { drawTraces } from "./traces.js";

const GRAIN = { near: 0.01, whole: 0.1 }; // µA/cm² from one slider stop to the next
const PLACES = 100;
const round = (value) => Math.round(value * PLACES) / PLACES;

function createCell(view) {
  const { apply, model, set, settle, settleSoon, state } = view;
  const move = (current) => set({ current: round(current) });
  const actions = {
    move, settle,
    nudge(steps, far) {
      const { current, span } = state();
      move(clamp(current + steps * GRAIN[span] * (far ? 10 : 1), 0, spanEnd(span)));
      settleSoon();
    },
    end(which) {
      move(which === "Home" ? 0 : spanEnd(state().span));
      settleSoon();
    },
  };

  const start = choice("where it starts", STARTS, (name) => apply({ start: name }));
  const span = choice("range of the current", SPANS, (name) =>
    apply({ span: name, current: Math.min(state().current, spanEnd(name)) }));
  const current = slider({
    label: "current, microamperes per square centimeter", sign: "I", name: "current",
    range: { ...CURRENT, step: 0.01 }, words: (value) => number(value, 2),
  }, move, settle);
  const kick = slider({
    label: "size of the kick, microamperes per square centimeter", sign: "kick",
    name: "kick", range: { ...SIZE, step: 0.5 }, words: (value) => number(value, 1),
  }, (size) => set({ kick: size }), settle);
  const at = slider({
    label: "time of the kick, milliseconds", sign: "at", name: "kick-at",
    range: { least: 0, most: DURATION, step: 0.1 }, words: (t) => `${number(t, 1)} ms`,
  }, (t) => set({ kick_at: t }), settle);

  const picture = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage neuron-traces" }, picture);
  const plot = element("canvas", { "aria-hidden": "true" });
  const lower = element("div", { class: "ex-stage neuron-curve" }, plot);
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = '<span><span class="is-weights">╌╌</span> n opens potassium</span>'
    + '<span><span class="is-fails">──</span> m opens sodium</span>'
    + '<span><span class="is-holds">┈┈</span> h lets sodium pass</span>';
  const below = element("div", { class: "ex-legend" });
  below.innerHTML = '<span><span class="is-query">──</span> keeps firing</span>'
    + '<span><span class="is-holds">──</span> stays at balance</span>'
    + '<span><span class="is-fails">╎</span> thresholds</span>';
  const title = element("p", { class: "ex-headline" });
  const where = element("p", { class: "neuron-place" });
  const list = element("dl", { class: "ex-readings" });
  const buttons = element("div", { class: "ex-buttons" },
    button("No kick", () => apply({ kick: 0 }), "calm"), ...view.buttons);
  view.body.append(
    element("div", { class: "ex-top" }, start.node, span.node),
    element("div", { class: "ex-picture" }, view.stage, legend, lower, below),
    element("div", { class: "ex-side" }, title, where, list,
      element("div", { class: "neuron-sliders" }, current.node, kick.node, at.node),
      buttons));
  const grip = createGrip(lower, actions);

  function draw() {
    const now = state();
    const size = ({ clientWidth, clientHeight }) => [clientWidth, clientHeight];
    if (!size(view.stage)[0] || !size(lower)[0]) return;
    const found = run(now);
    drawTraces(picture, size(view.stage), now, found, view.colors);
    const frame = curveFrame(size(lower), now.span);
    if (view.resized || view.changed.has("span"))
      drawCurve(plot, frame, model.get("curve"), model.get("thresholds"), view.colors);
    const words = cellHeadline(found);
    grip.update(frame, now.current, found.rate,
      `${number(now.current, 2)} µA/cm²: ${words.toLowerCase()}`);
    start.show(now.start);
    span.show(now.span);
    current.input.max = spanEnd(now.span);
    current.input.step = GRAIN[now.span];
    current.show(now.current);
    kick.show(now.kick);
    at.show(now.kick_at);
    at.node.hidden = !now.kick;
    title.textContent = words;
    where.textContent = place(now.current, model.get("thresholds"));
    list.replaceChildren(...readingRows(cellRows(now, found)));
    view.root.dataset.rate = found.rate.toFixed(3);
    view.root.dataset.spikes = found.spikes.length;
    view.say(() => cellSummary(now, found), picture);
  }
  return { draw };
}

export const render = explorable({
  title: "A cell under a current", name: "neuron", fields: FIELDS, sensible,
  create: createCell,
});
export default { render };
