// The explorable: how many pairs a matrix holds, beside attention that keeps them all.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { createHandles } from "../explorable/handles.js";
import { explorable } from "../explorable/view.js";
import { coordinatesOf } from "./basis.js";
import { drawInterference, HUES, interferenceFrame } from "./chart.js";
import { drawnKeys, productsOf } from "./draws.js";
import { answersAt, errorsByCount, expectedError, valuesOf, wrongSigns } from "./memories.js";
import { drawPictures } from "./shown.js";
import {
  BETAS, DIMS, INTERFERENCE_FIELDS, MEMORIES, MOST_PAIRS, nextSeed, sensibleInterference,
  tidyPairs, valueOf,
} from "./setting.js";
import {
  interferenceHeadline, interferenceRows, interferenceSummary, MEMORY_NAMES,
} from "./words.js";

const CAPTION = "The oldest pairs and the newest, by number: the picture stored, what comes "
  + "back for its key, and the error.";
const FAR = 10; // pairs of a long step

// The last thing made, kept while what it is made of stays the same.
function kept(make) {
  let [key, made] = [null, null];
  return (...of) => {
    if (key !== JSON.stringify(of)) [key, made] = [JSON.stringify(of), make(...of)];
    return made;
  };
}

const inTurn = (pictures) =>
  Array.from({ length: MOST_PAIRS }, (_, k) => pictures[k % pictures.length]);

function createInterference(view) {
  const { apply, model, set, settle, settleSoon } = view;
  const stored = model.get("pictures").map(valueOf);
  const rows = inTurn(stored);
  const values = valuesOf(rows);
  const { width } = values;
  const spanned = valuesOf(inTurn(coordinatesOf(stored))); // errors are lengths: the same
  const productsFor = kept((...of) => productsOf(drawnKeys(of[0], of[1], MOST_PAIRS, of[2])));
  const matrices = kept((...of) => ["hebb", "delta"].map(
    (kind) => errorsByCount(kind, productsFor(...of), spanned, 0)));
  const attended = kept((beta, ...of) =>
    errorsByCount("softmax", productsFor(...of), spanned, beta));

  function factsOf(now) {
    const { seed, dim, directions, memory, pairs, beta } = now;
    const products = productsFor(seed, dim, directions);
    const [hebb, delta] = matrices(seed, dim, directions);
    const curves = { hebb, delta, softmax: attended(beta, seed, dim, directions) };
    const answers = answersAt(memory, products, values, beta, pairs);
    return {
      ...now, curves, rows, answers,
      errors: Object.fromEntries(MEMORIES.map((kind) => [kind, curves[kind][pairs - 1]])),
      error: curves[memory][pairs - 1],
      expected: expectedError(pairs, dim, directions),
      wrong: wrongSigns(rows, answers),
    };
  }

  const memory = choice("memory", MEMORIES.map((kind) => [kind, MEMORY_NAMES[kind]]),
    (value) => apply({ memory: value }));
  const directions = choice("keys", [["random", "random keys"], ["orthonormal", "orthonormal"]],
    (value) => apply({ directions: value }));
  const dim = slider({
    label: "dimension of the keys", sign: "d", name: "dim", range: { ...DIMS, step: 1 },
  }, (value) => set({ dim: value }), settle);
  const pairs = slider({
    label: "pairs written", sign: "n", name: "pairs",
    range: { least: 1, most: MOST_PAIRS, step: 1 },
  }, (value) => set({ pairs: value }), settle);
  const beta = slider({
    label: "inverse temperature of the softmax", sign: "β", name: "beta",
    range: { ...BETAS, step: 0.5 },
  }, (value) => set({ beta: value }), settle);
  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage interference-stage" }, canvas);
  const pictures = element("canvas", { class: "interference-pictures", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const again = button("Other keys", () => apply({ seed: nextSeed(view.state().seed) }), "again");
  view.body.append(
    element("div", { class: "ex-top" }, memory.node, directions.node),
    element("div", { class: "ex-picture" }, view.stage, legend(), pictures,
      element("p", { class: "interference-caption" }, CAPTION)),
    element("div", { class: "ex-side" }, title, dim.node, pairs.node, beta.node, list,
      element("div", { class: "ex-buttons" }, again, ...view.buttons)));

  let frame = null;
  const handles = createHandles(view.stage,
    { make: () => ({ inside: "", kind: "interference-grip" }) }, {
      settle,
      drop: ([x]) => { set({ pairs: tidyPairs(frame.toPairs(x)) }); return "pairs"; },
      move: (_, [x]) => set({ pairs: tidyPairs(frame.toPairs(x)) }),
      nudge(_, [right, up], far) {
        set({ pairs: tidyPairs(view.state().pairs + (right + up) * (far ? FAR : 1)) });
        settleSoon();
      },
    });

  function draw() {
    const now = view.state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const facts = factsOf(now);
    frame = interferenceFrame(...room);
    drawInterference(canvas, room, facts, frame, view.colors);
    drawPictures(pictures, [pictures.clientWidth, pictures.clientHeight], facts, view.colors);
    handles.update([{ which: "pairs", at: [frame.toX(now.pairs), frame.toY(facts.error)],
      label: `${now.pairs} pairs; arrow keys write and take away` }]);
    memory.show(now.memory);
    directions.show(now.directions);
    dim.show(now.dim);
    pairs.show(now.pairs);
    beta.show(now.beta);
    title.textContent = interferenceHeadline(facts);
    list.replaceChildren(...readingRows(interferenceRows(facts, width)));
    view.root.dataset.error = facts.error;
    pictures.setAttribute("aria-label", "Stored pictures, and below each what comes back; "
      + interferenceHeadline(facts));
    view.say(() => interferenceSummary(facts, width), canvas);
  }
  return { draw };
}

const legend = () => element("div", { class: "ex-legend" },
  ...MEMORIES.map((kind) => element("span", {},
    element("b", { class: `is-${HUES[kind]}`, "aria-hidden": "true" }, "━"), ` ${MEMORY_NAMES[kind]}`)),
  element("span", {}, element("b", { "aria-hidden": "true" }, "━"), " law for Hebb"));

export const render = explorable({
  title: "Interference in a matrix memory", name: "interference",
  fields: INTERFERENCE_FIELDS, sensible: sensibleInterference, create: createInterference,
});

export default { render };
