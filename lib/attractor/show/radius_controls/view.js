// The explorable: pick a cloud, add points, turn the knob of the final norm.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { endsOfAxis, factorFor, radiusFacts } from "./facts.js";
import { drawGrowth } from "./growth.js";
import { drawHistogram, frameOf } from "./histogram.js";
import {
  factorAt, lawfulRadius, placeOfFactor, RADIUS_FIELDS, sensibleRadius, SLIDER, tidyFactor,
} from "./setting.js";
import {
  aboutCloud, cloudWords, factorWords, growthSummary, radiusHeadline, radiusRows,
  radiusSummary,
} from "./words.js";

function createRadius(view) {
  const { apply, model, set, settle } = view;
  const recorded = model.get("recorded");
  const most = recorded.counts.at(-1);
  const given = {
    ...recorded, shares: recorded.counts.map((count) => Math.round((100 * count) / most)),
  };
  const ends = endsOfAxis(given);
  let lastKnown = view.authored.cloud;
  const state = () => lawfulRadius(view.state(), given, lastKnown);

  const clouds = choice("cloud of vectors",
    given.clouds.map(({ name }) => [name, cloudWords(name)]), (cloud) => apply({ cloud }));
  const shares = choice("share of the vectors",
    given.shares.map((share) => [share, `${share} %`]), (share) => apply({ share }));
  const factor = slider({
    label: "factor c on the final norm, 1/c on the head", sign: "c", name: "factor",
    range: SLIDER, words: () => factorWords(state().factor),
  }, (place) => set({ factor: factorAt(place) }), settle);

  const upper = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage radius-stage" }, upper);
  const lower = element("canvas", { class: "radius-lower", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const about = element("p", { class: "radius-about" });
  const list = element("dl", { class: "ex-readings" });
  const hits = ["token", "sequence"].map((which) => {
    const words = which === "token" ? "Fit n = one token" : "Fit n = sequence";
    const hit = button(words, () => {
      const facts = radiusFacts(state(), given);
      apply({ factor: factorFor(facts.cloud, facts.at, facts[which]) });
    }, `fit-${which}`);
    return { which, hit };
  });
  view.body.append(
    element("div", { class: "ex-top" }, clouds.node, shares.node),
    element("div", { class: "ex-picture" }, view.stage,
      element("p", { class: "radius-words" },
        "The mean over that of the smallest sample, as points are added:"), lower),
    element("div", { class: "ex-side" }, title, about, factor.node,
      element("div", { class: "ex-buttons" }, ...hits.map(({ hit }) => hit)), list,
      element("div", { class: "ex-buttons" }, ...view.buttons)));
  grabCloud(view.stage, {
    factor: () => state().factor, settle,
    move: (value) => set({ factor: tidyFactor(value) }),
    by: (pixels) => frameOf([view.stage.clientWidth, 1], ends).factorBy(pixels),
  });

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    lastKnown = now.cloud;
    const facts = radiusFacts(now, given);
    drawHistogram(upper, room, facts, frameOf(room, ends), view.colors);
    if (view.resized || view.changed.has("cloud") || view.changed.has("share"))
      drawGrowth(lower, [lower.clientWidth, lower.clientHeight], facts, given, view.colors);
    clouds.show(now.cloud);
    shares.show(now.share);
    factor.show(placeOfFactor(now.factor));
    for (const { which, hit } of hits)
      hit.disabled = factorFor(facts.cloud, facts.at, facts[which]) === null;
    title.textContent = radiusHeadline(facts);
    about.textContent = aboutCloud(now.cloud);
    list.replaceChildren(...readingRows(radiusRows(facts)));
    Object.assign(view.root.dataset, { mean: facts.mean, noise: facts.noise });
    lower.setAttribute("aria-label", growthSummary(facts));
    view.say(() => radiusSummary(facts), upper);
  }

  // What a link asked for, as far as it was recorded.
  function opened() {
    const { cloud, share } = state();
    model.set("cloud", cloud);
    model.set("share", share);
  }
  return { draw, opened };
}

// Take hold of the cloud anywhere and shift it: on a logarithmic axis, that is c.
function grabCloud(stage, { factor, move, by, settle }) {
  let held = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = { x: event.clientX, factor: factor() };
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    if (held) move(held.factor * by(event.clientX - held.x));
  });
  const drop = () => { if (held) settle(); held = null; };
  stage.addEventListener("pointerup", drop);
  stage.addEventListener("pointercancel", drop);
}

export const render = explorable({
  title: "Radius controls", name: "radius", fields: RADIUS_FIELDS,
  sensible: sensibleRadius, create: createRadius,
});

export default { render };
