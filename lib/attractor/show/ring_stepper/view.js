// The explorable: attention on a ring of hosts, a step at a time.
import {
  button, choice, element, readingRows, slider, toggle,
} from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { drawCircle } from "./circle.js";
import {
  hostOf, pairsByStep, placesByHost, runningParts, sourceAt, usedShare, wholeBlocks,
} from "./ring.js";
import {
  hostCounts, RING_FIELDS, RING_ORDERS, sensibleRing, withinRing,
} from "./setting.js";
import { drawTable, rowUnder } from "./table.js";
import {
  keptRows, loadRows, queryName, ringHeadline, ringSummary, tableWords,
} from "./words.js";

const ORDER_NAMES = { contiguous: "neighbors", striped: "striped", zigzag: "zig-zag" };

// What the state makes of the tokens, scores and values that were given.
function ringFound(given, { hosts, step, order, causal, query }) {
  const places = placesByHost(given.n, hosts, order);
  const pairs = pairsByStep(places, causal);
  return {
    hosts, step, causal, query, places, pairs, tokens: given.tokens,
    owner: hostOf(places, query),
    sources: places.map((_, host) => sourceAt(host, step, hosts)),
    most: (given.n / hosts) ** 2,
    parts: runningParts(given, places, query, causal),
    inPairs: usedShare(pairs),
    inBlocks: usedShare(wholeBlocks(pairs)),
  };
}

function createRing(view) {
  const { apply, set, settle, state } = view;
  const get = (name) => view.model.get(name);
  const given = { tokens: get("tokens"), scores: get("scores"), values: get("values") };
  given.n = given.tokens.length;
  let [found, frame] = [null, null];

  const go = (by) => apply({ step: state().step + by });
  const back = button("Back", () => go(-1), "back");
  const next = button("Next step", () => go(1), "next");
  const step = slider({
    label: "step of the pass", sign: "step", name: "step",
    range: { least: 0, most: 1, step: 1 }, words: (value) => `${value + 1}`,
  }, (value) => set({ step: value }), settle);
  const hosts = choice("hosts", hostCounts(given.n).map((count) => [count, `${count}`]),
    (count) => apply({ hosts: count, step: Math.min(state().step, count - 1) }));
  const order = choice("who holds what",
    RING_ORDERS.map((name) => [name, ORDER_NAMES[name]]), (name) => apply({ order: name }));
  const causal = toggle("causal mask", (on) => apply({ causal: on }), "causal");
  const query = slider({
    label: "query, its place in the text", sign: "query", name: "query",
    range: { least: 0, most: given.n - 1, step: 1 },
    words: (place) => queryName(given.tokens, place),
  }, (place) => set({ query: place }), settle);

  const [circle, table] = ["ring-circle", "ring-table"].map((name) =>
    element("canvas", { role: "img", class: name }));
  const hostStage = element("div", { class: "ring-stage" }, circle);
  const pairStage = element("div", { class: "ring-stage is-table", onclick: onPick }, table);
  view.stage = element("div", { class: "ring-stages" }, hostStage, pairStage);
  const title = element("p", { class: "ex-headline" });
  const [kept, load] = [1, 2].map(() => element("dl", { class: "ex-readings" }));
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = '<span><i class="ring-key is-now"></i>at work</span>'
    + '<span><i class="ring-key is-done"></i>done</span>'
    + '<span><i class="ring-key is-later"></i>to come</span>'
    + '<span class="is-fails">/ masked, at work for nothing</span>'
    + '<span class="is-holds">◔ share of the block that counts</span>'
    + "<span>Press a row of the table to choose its query.</span>";
  view.body.append(
    element("div", { class: "ex-top" },
      element("div", { class: "ring-steps" }, back, next), step.node,
      element("div", { class: "ring-hosts" },
        element("span", { "aria-hidden": "true" }, "hosts"), hosts.node)),
    element("div", { class: "ex-picture" }, view.stage, legend),
    element("div", { class: "ex-side" },
      title, element("div", { class: "ring-readings" }, kept, load),
      query.node,
      element("div", { class: "ring-options" }, order.node, causal.node),
      element("div", { class: "ex-buttons" }, ...view.buttons)));

  function onPick(event) {
    const box = pairStage.getBoundingClientRect();
    const row = rowUnder(frame, [event.clientX - box.left, event.clientY - box.top]);
    if (row !== null) apply({ query: found.places.flat()[row] });
  }

  function draw() {
    const now = { ...state(), ...withinRing(state(), given.n) };
    const size = [hostStage.clientWidth, hostStage.clientHeight];
    if (!size[0] || !size[1]) return;
    found = ringFound(given, now);
    drawCircle(circle, size, found, view.colors);
    frame = drawTable(table, [pairStage.clientWidth, pairStage.clientHeight], found,
      view.colors);
    step.input.max = Math.max(1, now.hosts - 1);
    step.input.disabled = now.hosts === 1;
    [[step, now.step], [hosts, now.hosts], [order, now.order], [causal, now.causal],
      [query, now.query]].forEach(([control, value]) => control.show(value));
    back.disabled = now.step === 0;
    next.disabled = now.step === now.hosts - 1;
    title.textContent = ringHeadline(found);
    kept.replaceChildren(...readingRows(keptRows(found)));
    load.replaceChildren(...readingRows(loadRows(found)));
    table.setAttribute("aria-label", tableWords(found));
    view.root.dataset.used = found.inPairs.toFixed(6);
    view.say(() => ringSummary(found), circle);
  }

  // After an address: what does not fit the tokens that are here comes back to them.
  function opened() {
    for (const [trait, value] of Object.entries(withinRing(state(), given.n)))
      view.model.set(trait, value);
  }

  return { draw, opened };
}

export const render = explorable({
  title: "Attention on a ring of hosts", name: "ring", fields: RING_FIELDS,
  sensible: sensibleRing, create: createRing,
});

export default { render };
