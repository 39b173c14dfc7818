// The explorable: sizes of the word classes, the exact floor, recorded plateaus.
import { element, readingRows } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { barsOf, cascadeFrame, drawCascade } from "./cascade.js";
import { createChoices, createLexicons, createSizes } from "./controls.js";
import { momentsOf } from "./entropy.js";
import { createGrips } from "./grips.js";
import { LINES_LADDER } from "./ladder.js";
import { endOfScale } from "./marks.js";
import { drawPlateaus } from "./plateaus.js";
import { FLOOR_FIELDS, sensibleFloor } from "./setting.js";
import {
  floorFacts, floorHeadline, floorRows, floorSummary, gripLabel, plateauSummary,
} from "./words.js";

function createFloor(view) {
  const { apply, model, set, settle, settleSoon } = view;
  const [sources, lexicons, plateaus] = ["sources", "lexicons", "plateaus"]
    .map((name) => model.get(name));
  const names = Object.keys(sources);
  const moments = Object.fromEntries(
    names.map((name) => [name, momentsOf(sources[name])]));
  const given = { sources, moments, lexicons, plateaus };
  let lastKnown = view.authored.weights;
  const state = () => lawful(view.state(), names, lastKnown);

  const stairs = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage floor-stage" }, stairs);
  const lower = element("canvas", { class: "floor-lower", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const choices = createChoices({ apply, state }, names);
  const known = createLexicons(apply, lexicons);
  const sizes = createSizes({ set, settle });
  view.body.append(choices.node,
    element("div", { class: "ex-picture" }, view.stage, stairsLegend(), lower,
      plateausLegend(plateaus.length)),
    element("div", { class: "ex-side" }, title, known.node, sizes.node, list,
      element("div", { class: "ex-buttons" }, ...view.buttons)));

  const grips = createGrips(view.stage, {
    settle, settleSoon,
    sizeOf: (trait) => state()[trait],
    resize: (trait, value, step = 0) => set(sensibleFloor({
      [trait]: trait === "lines" && step
        ? LINES_LADDER.at(LINES_LADDER.of(value) + step) : value + step,
    })),
  });
  let most = 0;

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    lastKnown = now.weights;
    const facts = floorFacts(now, given);
    if (!grips.dragging()) most = endOfScale(facts.perToken, facts.memorized);
    const bars = barsOf(facts);
    const frame = cascadeFrame(...room, most);
    drawCascade(stairs, room, bars, frame, view.colors);
    drawPlateaus(lower, [lower.clientWidth, lower.clientHeight], facts, view.colors);
    grips.show(facts, bars, frame, gripLabel);
    choices.show(now);
    known.show(facts);
    sizes.show(now);
    title.textContent = floorHeadline(facts);
    list.replaceChildren(...readingRows(floorRows(facts)));
    view.root.dataset.floor = facts.perToken;
    lower.setAttribute("aria-label", plateauSummary(facts));
    view.say(() => floorSummary(facts), stairs);
  }

  // What a link asked for, as far as it goes together.
  function opened() {
    const { weights, copies } = state();
    model.set("weights", weights);
    model.set("copies", copies);
  }
  return { draw, opened };
}

const lawful = (now, names, lastKnown) => ({
  ...now,
  weights: names.includes(now.weights) ? now.weights : lastKnown,
  copies: Math.max(now.scored === "target" ? 1 : 0, now.copies),
});

const sign = (kind, mark, words) => element("span", {},
  element("b", { class: `is-${kind}`, "aria-hidden": "true" }, mark), ` ${words}`);
const stairsLegend = () => element("div", { class: "ex-legend" },
  sign("muted", "▬", "structure and marker"), sign("query", "▬", "choice of words"),
  sign("pattern", "▬", "lines known by heart"));
const plateausLegend = (count) => element("div", { class: "ex-legend" },
  sign("query", "●", "this floor"),
  count ? sign("holds", "●", `where ${count} recorded runs settled`)
    : element("span", {}, "No recorded runs here; a converged one belongs on the diagonal."));

export const render = explorable({
  title: "Lexicon floor", name: "floor", fields: FLOOR_FIELDS,
  sensible: sensibleFloor, create: createFloor,
});

export default { render };
