// The explorable: attention weights of given scores, under a mask one can build.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { cellUnder, drawAttention } from "./picture.js";
import {
  ATTENTION_FIELDS, ATTENTION_MASKS, MOST_BETA, PADDING_SIDES, sensibleAttention, turned,
  withinTokens,
} from "./setting.js";
import { attentionWeights, mayLook, mixedValues, paddedPlaces } from "./weights.js";
import {
  attentionHeadline, attentionLists, attentionRows, attentionSummary, spelled,
} from "./words.js";

const STEPS = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
};

// What the state makes of the tokens, scores and values that were given.
function foundOf(given, state) {
  const { n, scores, values, tokens } = given;
  const padded = paddedPlaces(n, state);
  const cells = mayLook(n, state);
  const weights = attentionWeights(scores[state.map], cells, state.beta);
  return {
    padded, cells, weights, scores: scores[state.map], cell: state.cell,
    names: tokens.map((token, place) => (padded[place] ? "PAD" : spelled(token))),
    outputs: values.length ? mixedValues(weights, values) : null,
  };
}

function createAttention(view) {
  const { apply, set, settle, settleSoon, state } = view;
  const get = (name) => view.model.get(name);
  const given = {
    tokens: get("tokens"), scores: get("scores"), values: get("values"), maps: get("maps"),
  };
  given.n = given.tokens.length;
  let frame = null;

  const maskNames = { none: "no mask", "look-ahead": "look-ahead", padding: "padding", both: "both" };
  const mask = choice("mask", ATTENTION_MASKS.map((name) => [name, maskNames[name]]),
    (name) => apply({ mask: name }));
  const side = choice("where padding stands",
    PADDING_SIDES.map((name) => [name, `at the ${name}`]), (name) => apply({ side: name }));
  const padding = slider({
    label: "tokens that are padding", sign: "PAD", name: "padding",
    range: { least: 0, most: given.n, step: 1 },
  }, (count) => set({ padding: count }), settle);
  const map = slider({
    label: "layer and head", sign: "head", name: "map",
    range: { least: 0, most: Math.max(1, given.scores.length - 1), step: 1 },
    words: (which) => given.maps[which] ?? "",
  }, (which) => set({ map: which }), settle);
  map.node.hidden = given.scores.length === 1;
  const most = Math.min(MOST_BETA, Math.max(1, 4 * view.authored.beta));
  const beta = slider({
    label: "inverse temperature β, by which scores are multiplied", sign: "β", name: "beta",
    range: { least: 0, most, step: 0.001 }, words: (value) => value.toFixed(3),
  }, (value) => set({ beta: value }), settle);

  const canvas = element("canvas", { role: "img" });
  const chosen = element("button", {
    type: "button", class: "ex-handle attention-cell", "data-act": "cell",
    onclick: turn, onkeydown: onKey,
  });
  view.stage = element("div", { class: "ex-stage attention-stage", onclick: onClick },
    canvas, chosen);
  const title = element("p", { class: "ex-headline" });
  const lists = element("div", { class: "attention-lists" });
  const readings = element("dl", { class: "ex-readings" });
  const hide = button("Hide this cell", turn, "turn");
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = "<span>/ hidden by the mask</span>"
    + '<span class="is-fails">✕ hidden by hand</span>'
    + '<span class="is-holds">◤ shown by hand</span>'
    + "<span>Press a cell to choose it, again to hide or show it; arrow keys move.</span>";
  view.body.append(
    element("div", { class: "ex-top" }, mask.node),
    element("div", { class: "ex-picture" }, view.stage, legend),
    element("div", { class: "ex-side" }, title, lists, readings,
      element("div", {}, map.node, beta.node),
      element("div", { class: "attention-padding" }, padding.node, side.node),
      element("div", { class: "ex-buttons" }, hide, ...view.buttons)));

  function turn() {
    apply({ toggled: turned(state().toggled, state().cell) });
  }
  function onClick(event) {
    if (event.target === chosen) return;
    const box = view.stage.getBoundingClientRect();
    const cell = cellUnder(frame, [event.clientX - box.left, event.clientY - box.top]);
    if (!cell) return;
    apply({ cell });
    chosen.focus({ preventScroll: true });
  }
  function onKey(event) {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const go = (place, by) => (place + by + given.n) % given.n;
    set({ cell: state().cell.map((place, axis) => go(place, step[axis])) });
    settleSoon();
  }

  function placeChosen([query, key], words) {
    const { left, top, side: wide } = frame;
    chosen.style.width = chosen.style.height = `${wide - 1}px`;
    chosen.style.transform = `translate(${left + key * wide}px, ${top + query * wide}px)`;
    chosen.setAttribute("aria-label", words);
  }

  function draw() {
    const now = state();
    const size = [view.stage.clientWidth, view.stage.clientHeight];
    if (!size[0] || !size[1]) return;
    const found = foundOf(given, now);
    frame = drawAttention(canvas, size, found, now.toggled, view.colors);
    const [query, key] = now.cell;
    const seen = found.cells[query][key];
    const headline = attentionHeadline(found);
    placeChosen(now.cell, `${headline}. ${seen ? "Hide" : "Show"} this cell`);
    [[mask, now.mask], [side, now.side], [padding, now.padding], [map, now.map],
      [beta, now.beta]].forEach(([control, value]) => control.show(value));
    title.textContent = headline;
    hide.textContent = seen ? "Hide this cell" : "Show this cell";
    lists.replaceChildren(...attentionLists(found));
    readings.replaceChildren(...readingRows(attentionRows(found, now.beta)));
    view.root.dataset.weight = found.weights[query][key].toFixed(6);
    view.say(() => attentionSummary(found), canvas);
  }

  // After an address: what lies beyond the tokens that are here comes back to them.
  function opened() {
    const fitting = withinTokens(state(), given.n, given.scores.length);
    for (const [trait, value] of Object.entries(fitting)) view.model.set(trait, value);
  }

  return { draw, opened };
}

export const render = explorable({
  title: "Attention matrix", name: "attention", fields: ATTENTION_FIELDS,
  sensible: sensibleAttention, create: createAttention,
});

export default { render };
