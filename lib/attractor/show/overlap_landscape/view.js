// The explorable: few patterns on a circle, or a crowd of them in 64 units, under one
// power after another.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { drawCircle } from "./circle_picture.js";
import { censusOf, drawCrowd } from "./crowd.js";
import { drawCrowdWalks } from "./crowd_picture.js";
import { createHolds } from "./hold.js";
import {
  circleHeadline, circleRows, crowdHeadline, crowdRows, formulaWords, overlapSummary,
  patternLabel,
} from "./sayings.js";
import {
  ANGLES, DEGREES, ENERGIES, halfOf, LOADS, loadOf, OVERLAP_FIELDS, oneMore, SCENES,
  sensibleOverlaps, SHARPNESS, tidyAngle,
} from "./setting.js";

function createOverlaps(view) {
  const { apply, set, settle, settleSoon, state } = view;
  let current = 0; // the pattern whose terms are read out
  let crowd = null;
  let ring = null; // where angles lie in the picture
  const drawn = { load: null, seed: null };

  const turn = (which, angle) => set({
    angles: state().angles.map((old, k) => (k === which ? tidyAngle(angle) : old)),
  });
  const holdActions = {
    turn, settle,
    take(which) {
      current = which;
      view.schedule();
    },
    nudge(which, by) {
      turn(which, state().angles[which] + by);
      settleSoon();
    },
  };

  const scene = choice("where", SCENES, (value) => apply({ scene: value }));
  const energy = choice("energy", ENERGIES, (value) => apply({ energy: value }));
  const degree = slider({
    label: "degree, the power r", sign: "r", name: "degree", range: DEGREES,
  }, (value) => set({ degree: value }), settle);
  const sharpness = slider({
    label: "sharpness b of the exponential", sign: "b", name: "sharpness",
    range: SHARPNESS,
  }, (value) => set({ sharpness: value }), settle);
  const load = slider({
    label: "number of patterns", sign: "d", name: "load", range: LOADS,
    words: (half) => String(loadOf(half)),
  }, (half) => set({ load: loadOf(half) }), settle);

  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", {
    class: "ex-stage overlap-stage", role: "application",
    "aria-label": "Patterns: Tab reaches them, arrow keys move them",
  }, canvas);
  const title = element("p", { class: "ex-headline" });
  const formula = element("p", { class: "ex-formula" });
  const list = element("dl", { class: "ex-readings" });
  const more = button("Add a pattern",
    () => apply({ angles: oneMore(state().angles) }), "more");
  const fewer = button("Take one away", () => {
    current = 0;
    apply({ angles: state().angles.slice(0, -1) });
  }, "fewer");
  const again = button("New patterns", () => apply({ seed: state().seed + 1 }), "draw");
  view.body.append(
    element("div", { class: "ex-top" }, scene.node, energy.node),
    element("div", { class: "ex-picture" }, view.stage),
    element("div", { class: "ex-side" }, title, formula, list,
      element("div", {}, degree.node, sharpness.node, load.node),
      element("div", { class: "ex-buttons" }, more, fewer, again, ...view.buttons)));
  const holds = createHolds(view.stage, holdActions, (x) => ring.toAngle(x));

  function drawScene(now, size) {
    if (now.scene === "circle") {
      current = Math.min(current, now.angles.length - 1);
      ring = drawCircle(canvas, size, now, view.colors);
      holds.update(now.angles.map((angle, which) => ({
        which, at: ring.place(angle), label: patternLabel(angle, which),
        current: which === current,
      })));
      title.textContent = circleHeadline(now, ring.bottoms);
      list.replaceChildren(...readingRows(circleRows(now, ring.bottoms, current)));
      view.root.dataset.minima = ring.bottoms.length;
      return ring.bottoms;
    }
    if (drawn.load !== now.load || drawn.seed !== now.seed) {
      crowd = drawCrowd(now.load, now.seed);
      Object.assign(drawn, { load: now.load, seed: now.seed });
    }
    holds.update([]);
    drawCrowdWalks(canvas, size, now, crowd, view.colors);
    const census = censusOf(now, crowd);
    title.textContent = crowdHeadline(now.load, census);
    list.replaceChildren(...readingRows(crowdRows(census)));
    view.root.dataset.stay = census.stay;
    return census;
  }

  function draw() {
    const now = state();
    const size = [view.stage.clientWidth, view.stage.clientHeight];
    if (!size[0] || !size[1]) return;
    const found = drawScene(now, size);
    formula.textContent = formulaWords(now);
    scene.show(now.scene);
    energy.show(now.energy);
    degree.show(now.degree);
    sharpness.show(now.sharpness);
    load.show(halfOf(now.load));
    load.input.setAttribute("aria-valuetext", String(now.load));
    const circle = now.scene === "circle";
    degree.node.hidden = now.energy !== "power";
    sharpness.node.hidden = now.energy === "power";
    load.node.hidden = circle;
    again.hidden = circle;
    more.hidden = fewer.hidden = !circle;
    more.disabled = now.angles.length >= ANGLES.most;
    fewer.disabled = now.angles.length <= ANGLES.least;
    view.say(() => overlapSummary(now, found, current), canvas);
  }

  return { draw };
}

export const render = explorable({
  title: "Overlap landscape", name: "overlaps", fields: OVERLAP_FIELDS,
  sensible: sensibleOverlaps, create: createOverlaps,
});

export default { render };
