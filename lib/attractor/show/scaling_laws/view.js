// The explorable: a point of size and tokens, two laws, a budget, five models.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { createGrip } from "./grip.js";
import { MODELS } from "./laws.js";
import { createPlane, planeFrame } from "./plane.js";
import { drawRows } from "./rows.js";
import {
  FLOORS, PARAMS, SCALING_FIELDS, sensibleScaling, sizeWords, tidySize, TOKENS,
} from "./setting.js";
import { drawValley } from "./valley.js";
import { scalingFacts, scalingHeadline, scalingRows, scalingSummary } from "./words.js";

const FINE = 0.01; // powers of ten

function createScaling(view) {
  const { apply, set, settle, settleSoon, state } = view;
  const law = choice("law", [["chinchilla", "Chinchilla"], ["kaplan", "Kaplan"]],
    (value) => apply({ law: value }));
  const floor = choice("floor E", FLOORS.map((value) => [value, `E = ${value}`]),
    (value) => apply({ floor: value }));
  const below = choice("below", [["budget", "Budget"], ["table", "Table 2"]],
    (value) => apply({ below: value }));
  const sizes = (sign, label, name, range, trait) => slider({
    label, sign, name, range: { ...range, step: FINE },
    words: (power) => sizeWords(10 ** power),
  }, (power) => set({ [trait]: tidySize(power, range) }), settle);
  const params = sizes("N", "parameters, on a logarithmic scale", "params", PARAMS,
    "n_params");
  const tokens = sizes("D", "tokens, on a logarithmic scale", "tokens", TOKENS,
    "n_tokens");

  const plane = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage scaling-stage" }, plane);
  const drawPlane = createPlane(plane);
  const lower = element("canvas", { class: "scaling-lower", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const toBest = button("Best split", () => {
    const { best } = scalingFacts(state());
    apply({ n_params: best.params, n_tokens: best.tokens });
  }, "best");
  const models = MODELS.map((model) => button(model.name,
    () => apply({ n_params: model.params, n_tokens: model.tokens }),
    `model-${model.name}`));
  view.body.append(
    element("div", { class: "ex-top" }, law.node, floor.node, below.node),
    element("div", { class: "ex-picture" }, view.stage, planeLegend(), lower),
    element("div", { class: "ex-side" }, title,
      element("div", {}, params.node, tokens.node), list,
      element("div", { class: "ex-buttons" }, ...models, toBest, ...view.buttons)));

  const at = (x, y) => {
    const frame = planeFrame(view.stage.clientWidth, view.stage.clientHeight);
    const [n, d] = frame.toPowers(x, y);
    set({ n_params: tidySize(n, PARAMS), n_tokens: tidySize(d, TOKENS) });
  };
  const grip = createGrip(view.stage, {
    place: at, settle,
    nudge(right, up) {
      const now = state();
      set({
        n_params: tidySize(Math.log10(now.n_params) + right, PARAMS),
        n_tokens: tidySize(Math.log10(now.n_tokens) + up, TOKENS),
      });
      settleSoon();
    },
  });

  const legends = { budget: valleyLegend(), table: rowsLegend() };
  lower.before(legends.budget, legends.table);

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const facts = scalingFacts(now);
    const frame = drawPlane(room, now, view.colors);
    const space = [lower.clientWidth, lower.clientHeight];
    (now.below === "table" ? drawRows : drawValley)(lower, space, facts, view.colors);
    for (const [name, legend] of Object.entries(legends)) legend.hidden = name !== now.below;
    grip.show([frame.toX(now.n_params), frame.toY(now.n_tokens)],
      `${sizeWords(now.n_params)} parameters, ${sizeWords(now.n_tokens)} tokens`);
    law.show(now.law);
    floor.show(now.floor);
    below.show(now.below);
    params.show(Math.log10(now.n_params));
    tokens.show(Math.log10(now.n_tokens));
    title.textContent = scalingHeadline(facts);
    list.replaceChildren(...readingRows(scalingRows(facts)));
    view.root.dataset.loss = facts.loss;
    lower.setAttribute("aria-label", now.below === "table"
      ? "Printed losses of five models beside those of the laws"
      : "Loss of every split of the budget, by both laws");
    view.say(() => scalingSummary(facts), plane);
  }
  return { draw };
}

const key = (kind, sign, words) => element("span", {},
  element("b", { class: `is-${kind}`, "aria-hidden": "true" }, sign), ` ${words}`);
const planeLegend = () => element("div", { class: "ex-legend" },
  key("query", "╌", "one budget"), key("weights", "━", "best splits"),
  key("pattern", "◆", "Table 2"), element("span", {}, "contours: loss"));
const valleyLegend = () => element("div", { class: "ex-legend" },
  key("query", "━", "Chinchilla"), key("weights", "╌", "Kaplan"),
  element("span", {}, "● here, ○ best split"));
const rowsLegend = () => element("div", { class: "ex-legend" },
  key("pattern", "◆", "printed"), key("query", "●", "E = 1.69"),
  key("query", "○", "E = 1.61"), key("weights", "■", "Kaplan"));

export const render = explorable({
  title: "Scaling laws", name: "scaling", fields: SCALING_FIELDS,
  sensible: sensibleScaling, create: createScaling,
});

export default { render };
