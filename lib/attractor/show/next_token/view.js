// The explorable: a text, what the model says comes next, three knobs, and draws.
import { element, readingRows } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { drawBars, rowsOf } from "./bars.js";
import { createDraws, createKnobs, createStarts } from "./controls.js";
import { alongPassage, nextFacts } from "./facts.js";
import { lawfulNext, NEXT_FIELDS, PASSAGE, sensibleNext } from "./setting.js";
import { drawStrip, stripFrame } from "./strip.js";
import {
  nextHeadline, nextRows, nextSummary, signs, stripSummary, textOf,
} from "./words.js";

const KNOBS = ["temperature", "top_k", "top_p"];

function createNext(view) {
  const { apply, model } = view;
  const recorded = model.get("recorded");
  const state = () => lawfulNext(view.state(), recorded);

  const bars = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage next-stage" }, bars);
  const strip = element("canvas", { class: "next-lower", role: "img" });
  const text = element("p", { class: "next-text" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const starts = createStarts(apply, recorded);
  const knobs = createKnobs(view, recorded);
  const draws = createDraws(apply, state);
  view.body.append(starts.node,
    element("div", { class: "ex-picture" }, text, view.stage, legendOfBars()),
    element("div", { class: "ex-side" }, title, knobs.node, draws.node, list,
      element("div", { class: "ex-buttons" }, ...view.buttons)),
    element("div", { class: "next-along" }, strip, legendOfStrip()));
  strip.addEventListener("click", ({ offsetX }) => {
    const { placeAt } = stripFrame([strip.clientWidth, 1], recorded.along.length);
    apply({ start: PASSAGE, at: placeAt(offsetX) });
  });
  let places = null;

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const facts = nextFacts(now, recorded);
    const at = facts.walking ? now.at : null;
    drawBars(bars, room, rowsOf(facts), view.colors);
    if (!places || KNOBS.some((name) => view.changed.has(name)))
      places = alongPassage(now, recorded);
    drawStrip(strip, [strip.clientWidth, strip.clientHeight],
      { places, at, tokens: recorded.passage.map((place) => recorded.tokens[place]) },
      view.colors);
    const parts = textOf(now, recorded);
    showText(text, parts, facts);
    for (const control of [starts, knobs, draws]) control.show(now);
    title.textContent = nextHeadline(facts);
    list.replaceChildren(...readingRows(nextRows(facts)));
    Object.assign(view.root.dataset, {
      kept: facts.nKept, entropy: facts.entropies[1], drawn: facts.last ?? "",
    });
    strip.setAttribute("aria-label", stripSummary(places, at));
    view.say(() => nextSummary(facts, parts), bars);
  }

  // What a link asked for, as far as it was recorded.
  function opened() {
    for (const [name, value] of Object.entries(state())) model.set(name, value);
  }
  return { draw, opened };
}

// The text read, what was drawn after it, and how it really goes on.
function showText(node, [read, rest], { last, tokens }) {
  const drawn = last === null
    ? element("span", { class: "next-drawn next-none" }, "?")
    : element("span", { class: "next-drawn" }, signs(tokens[last]));
  node.replaceChildren(read.replaceAll("\n", "⏎\n"), drawn,
    element("span", { class: "next-rest" }, rest.replaceAll("\n", "⏎\n")));
}

const sign = (kind, mark, words) => element("span", {},
  element("b", { class: `is-${kind}`, "aria-hidden": "true" }, mark), ` ${words}`);
const legendOfBars = () => element("div", { class: "ex-legend" },
  sign("muted", "▭", "what the model says"), sign("query", "▬", "what is drawn from"),
  sign("pattern", "◆", "what was drawn"), sign("fails", "┄", "cut"));
const legendOfStrip = () => element("div", { class: "ex-legend" },
  sign("muted", "▮", "nats of entropy, place by place"),
  sign("pattern", "●", "surprise at what came"), sign("fails", "✕", "could not be drawn"));

export const render = explorable({
  title: "Next token", name: "next", fields: NEXT_FIELDS,
  sensible: sensibleNext, create: createNext,
});

export default { render };
