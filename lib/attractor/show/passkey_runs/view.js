// The explorable: recorded readers of pass keys, one switch for each.
import { choice, element, readingRows, slider, toggle } from "../explorable/elements.js";
import { createHandles } from "../explorable/handles.js";
import { explorable } from "../explorable/view.js";
import { drawKeys, keysFrame, KINDS, SHAPES } from "./picture.js";
import { KEY_FIELDS, MEASURES, sensibleKeys, withinRuns } from "./setting.js";
import { summed } from "./summaries.js";
import { blocksWords, keysHeadline, keysRows, keysSummary } from "./words.js";

function createKeys(view) {
  const { apply, model, set, settle, settleSoon } = view;
  const [readers, between] = [model.get("readers"), model.get("between")];
  const [trained, chance] = [model.get("trained"), model.get("chance")];
  const top = Math.max(...readers.flatMap((reader) => reader.nats.flat()));
  const state = () => {
    const now = view.state();
    return { ...now, ...withinRuns(now, readers, between.length) };
  };
  const stay = (test) => Math.min(between.length - 1, Math.max(0, test));

  const measure = choice("what is drawn", MEASURES, (name) => apply({ measure: name }));
  const switches = readers.map(({ name }, which) => {
    const one = toggle("", (on) => {
      const list = [...state().drawn[0]];
      list[which] = on ? 1 : 0;
      apply({ drawn: [list] });
    }, `reader-${which}`);
    one.node.append(element("span", {},
      element("b", { class: `is-${KINDS[which]}`, "aria-hidden": "true" }, SHAPES[which]),
      ` ${name}`));
    return one;
  });
  const place = slider({
    label: "blocks of filler", sign: "filler", name: "test",
    range: { least: 0, most: between.length - 1, step: 1 },
    words: (test) => String(between[test]),
  }, (test) => set({ test }), settle);
  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage keys-stage" }, canvas);
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  view.body.append(
    element("div", { class: "ex-top" }, measure.node),
    element("div", { class: "ex-picture" }, view.stage,
      element("div", { class: "ex-legend" },
        element("span", {}, "large marks: medians; small ones: seeds"))),
    element("div", { class: "ex-side" }, title,
      element("div", { class: "keys-readers", role: "group", "aria-label": "readers" },
        ...switches.map((one) => one.node)),
      place.node, list, element("div", { class: "ex-buttons" }, ...view.buttons)));

  let frame = null;
  const handles = createHandles(view.stage,
    { make: () => ({ inside: "", kind: "keys-grip" }) }, {
      settle,
      drop: ([x]) => { set({ test: frame.toTest(x) }); return "marker"; },
      move: (_, [x]) => set({ test: frame.toTest(x) }),
      nudge(_, [right, up], far) {
        set({ test: stay(state().test + (right + up) * (far ? between.length : 1)) });
        settleSoon();
      },
    });

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const rows = summed(readers, now.drawn[0], now.measure);
    const facts = { ...now, between, trained, chance, rows };
    frame = keysFrame(...room, { measure: now.measure, tests: between.length, top });
    drawKeys(canvas, room, facts, frame, view.colors);
    handles.update([{ which: "marker", at: [frame.toX(now.test), frame.bottom - 2],
      label: `marker at ${blocksWords(between[now.test])}; arrow keys move it` }]);
    measure.show(now.measure);
    switches.forEach((one, which) => one.show(now.drawn[0][which] === 1));
    place.show(now.test);
    title.textContent = keysHeadline(facts);
    list.replaceChildren(...readingRows(keysRows(facts)));
    view.root.dataset.shown = rows.length;
    view.say(() => keysSummary(facts), canvas);
  }

  // After an address: what lies beyond the recorded tests comes back to them.
  function opened() {
    const now = state();
    for (const name of ["test", "drawn"]) model.set(name, now[name]);
  }
  return { draw, opened };
}

export const render = explorable({
  title: "Pass keys", name: "keys", fields: KEY_FIELDS,
  sensible: sensibleKeys, create: createKeys,
});

export default { render };
