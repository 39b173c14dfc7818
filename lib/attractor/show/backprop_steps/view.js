// The explorable: one pass forward and one back, a stage at a time.
import { button, choice, element, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { drawGraph } from "./graph.js";
import { createKnobs } from "./knobs.js";
import { afterStep, passOf } from "./network.js";
import { placesOf } from "./places.js";
import {
  ACTIVATION_NAMES, FIELDS_OF_PASS, RATES, sensiblePass, valueOf, withinValue, withValue,
} from "./setting.js";
import {
  digits, knownFrom, LAST_STAGE, stageHeadline, stageLines, stageSummary,
} from "./stages.js";

const WEIGHT_NAMES = ["w₁₁", "w₁₂", "w₂₁", "w₂₂", "b₁", "b₂", "v₁", "v₂", "c"];
const SHOWN_BEFORE = { x0: "", x1: "", target: "t " };
const SAID = { x0: "input 1", x1: "input 2", target: "target" };

function createPass(view) {
  const { apply, set, settle, settleSoon, state } = view;
  const go = (by) => apply({ stage: state().stage + by });

  function takeStep() {
    const now = state();
    const weights = afterStep(now, passOf(now)).map(withinValue);
    apply({ weights, stage: LAST_STAGE });
  }

  const curve = choice("activation", ACTIVATION_NAMES,
    (activation) => apply({ activation }));
  const stage = slider({
    label: "stage of the pass", sign: "stage", name: "stage",
    range: { least: 0, most: LAST_STAGE, step: 1 },
  }, (value) => set({ stage: value }), settle);
  const rate = slider({
    label: "learning rate η", sign: "η", name: "rate", range: RATES,
    words: (value) => value.toFixed(1),
  }, (value) => set({ rate: value }), settle);
  const before = button("Back", () => go(-1), "before");
  const after = button("Next", () => go(1), "next");
  const update = button("Take the step", takeStep, "update");

  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", {
    class: "ex-stage backprop-stage", role: "application",
    "aria-label": "Weights and inputs: Tab reaches them, arrow keys change them",
  }, canvas);
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = '<span><span class="is-query">→</span> forward: values</span>'
    + '<span><span class="is-weights">←</span> back: gradients</span>'
    + "<span>drag a number up or down</span>";
  const title = element("p", { class: "ex-headline" });
  const lines = element("div", { class: "backprop-lines" });
  view.body.append(
    element("div", { class: "ex-top" }, curve.node,
      element("div", { class: "backprop-steps" }, before, after)),
    element("div", { class: "ex-picture" }, view.stage, legend),
    element("div", { class: "ex-side" }, title, lines,
      element("div", {}, stage.node, rate.node),
      element("div", { class: "ex-buttons" }, update, ...view.buttons)));
  const knobs = createKnobs(view.stage, {
    settle, settleSoon,
    value: (which) => valueOf(state(), which),
    turn: (which, value) => set(withValue(state(), which, value)),
  });

  function knobItems(now, found, { grips }) {
    return [...grips].map(([which, at]) => {
      const weight = typeof which === "number";
      const name = weight ? WEIGHT_NAMES[which] : SAID[which];
      const known = weight && now.stage >= knownFrom(which);
      const gradient = known ? `∂ ${digits(found.gradients[which])}` : "";
      const sign = weight ? (which === 4 || which === 5 || which === 8 ? "b " : "")
        : SHOWN_BEFORE[which];
      return {
        which, at, gradient, words: `${sign}${digits(valueOf(now, which))}`,
        label: `${name} ${digits(valueOf(now, which))}`
          + (known ? `, gradient ${digits(found.gradients[which])}` : ""),
      };
    });
  }

  function draw() {
    const now = state();
    const size = [view.stage.clientWidth, view.stage.clientHeight];
    if (!size[0] || !size[1]) return;
    const found = passOf(now);
    const places = placesOf(...size);
    drawGraph(canvas, size, places, now, found, view.colors);
    knobs.update(knobItems(now, found, places));
    curve.show(now.activation);
    stage.show(now.stage);
    rate.show(now.rate);
    before.disabled = now.stage === 0;
    after.disabled = now.stage === LAST_STAGE;
    update.disabled = now.stage !== LAST_STAGE;
    title.textContent = stageHeadline(now.stage);
    lines.replaceChildren(...stageLines(now, found).map((line) => element("p", {}, line)));
    view.root.dataset.loss = found.loss.toPrecision(9);
    view.say(() => stageSummary(now, found), canvas);
  }

  return { draw };
}

export const render = explorable({
  title: "Back-propagation, step by step", name: "backprop", fields: FIELDS_OF_PASS,
  sensible: sensiblePass, create: createPass,
});

export default { render };
