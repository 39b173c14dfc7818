// The explorable: recorded runs on parts of a text, read at one place of either axis.
import { choice, element, readingRows, slider } from "../explorable/elements.js";
import { createHandles } from "../explorable/handles.js";
import { explorable } from "../explorable/view.js";
import { rangeOf } from "./curves.js";
import { drawFractions, fractionFrame, KINDS, SHAPES } from "./picture.js";
import { atRung, FRACTION_FIELDS, rungOf, RUNGS, sensibleFractions, tidyPlace } from "./setting.js";
import {
  fractionFacts, fractionHeadline, fractionRows, fractionSummary, placeWords,
} from "./words.js";

const FAR = 10; // rungs of a long step
const HANDLE = 14; // pixels of the marker's head above the picture

function createFractions(view) {
  const { apply, model, set, settle, settleSoon } = view;
  const curves = model.get("curves");
  const ranges = { epochs: rangeOf(curves, "epochs"), steps: rangeOf(curves, "steps") };
  const state = () => {
    const now = view.state();
    return { ...now, epochs: tidyPlace(now.epochs, ranges.epochs),
      steps: tidyPlace(now.steps, ranges.steps) };
  };
  const moveTo = (value) => {
    const { axis } = state();
    set({ [axis]: tidyPlace(value, ranges[axis]) });
  };

  const axis = choice("axis", [["steps", "Against steps"], ["epochs", "Against epochs"]],
    (value) => apply({ axis: value }));
  const shown = choice("what is drawn", [["losses", "Losses"], ["gap", "Gap"]],
    (value) => apply({ view: value }));
  const place = slider({
    label: "marker, on a logarithmic scale", sign: "at", name: "place",
    range: { least: 0, most: RUNGS, step: 1 },
    words: () => placeWords(state()[state().axis], state().axis),
  }, (rung) => moveTo(atRung(rung, ranges[state().axis])), settle);
  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage fractions-stage" }, canvas);
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  view.body.append(
    element("div", { class: "ex-top" }, axis.node, shown.node),
    element("div", { class: "ex-picture" }, view.stage, legend(curves)),
    element("div", { class: "ex-side" }, title, place.node, list,
      element("div", { class: "ex-buttons" }, ...view.buttons)));

  let frame = null;
  const handles = createHandles(view.stage,
    { make: () => ({ inside: "", kind: "fractions-grip" }) }, {
      settle,
      drop: ([x]) => { moveTo(frame.toAt(x)); return "marker"; },
      move: (_, [x]) => moveTo(frame.toAt(x)),
      nudge(_, [right, up], far) {
        const now = state();
        const range = ranges[now.axis];
        const rung = rungOf(now[now.axis], range) + (right + up) * (far ? FAR : 1);
        moveTo(atRung(Math.min(RUNGS, Math.max(0, rung)), range));
        settleSoon();
      },
    });

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const facts = fractionFacts(now, curves);
    const range = ranges[now.axis];
    frame = fractionFrame(...room, curves, now, range);
    drawFractions(canvas, room, facts, frame, view.colors);
    handles.update([{ which: "marker", at: [frame.toX(facts.at), HANDLE],
      label: `marker at ${placeWords(facts.at, now.axis)}; arrow keys move it` }]);
    axis.show(now.axis);
    shown.show(now.view);
    place.show(rungOf(facts.at, range));
    title.textContent = fractionHeadline(facts);
    list.replaceChildren(...readingRows(fractionRows(facts)));
    view.root.dataset.apart = facts.apart.training;
    view.say(() => fractionSummary(facts), canvas);
  }

  // A place that a link asks for, where the runs are.
  function opened() {
    const now = state();
    for (const name of Object.keys(ranges)) model.set(name, now[name]);
  }
  return { draw, opened };
}

const sign = (kind, mark, words) => element("span", {},
  element("b", { class: `is-${kind}`, "aria-hidden": "true" }, mark), ` ${words}`);
const legend = (curves) => element("div", { class: "ex-legend" },
  ...curves.map(({ name }, k) => sign(KINDS[k], SHAPES[k], name)),
  sign("text", "━", "training"), sign("text", "╌", "held out"));

export const render = explorable({
  title: "Data fractions", name: "fractions", fields: FRACTION_FIELDS,
  sensible: sensibleFractions, create: createFractions,
});

export default { render };
