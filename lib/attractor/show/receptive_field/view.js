// The explorable: what reaches a token through windows of attention, layer by layer.
import { choice, element, readingRows, slider } from "../explorable/elements.js";
import { createHandles } from "../explorable/handles.js";
import { explorable } from "../explorable/view.js";
import { drawReach, reachFrame } from "./picture.js";
import { countReached, N_TOKENS } from "./reach.js";
import { REACH_FIELDS, REACH_RANGES, READERS, sensibleReach } from "./setting.js";
import { reachHeadline, reachRows, reachSummary } from "./words.js";

const GRIP = 11; // pixels of the marker's head above the top row
const FAR = 8; // tokens of a long step
const SLIDERS = [
  ["block", "tokens to a block", "B"], ["segments", "memory segments", "m"],
  ["layers", "layers", "L"], ["place", "place of the token", "t"],
];

function createReach(view) {
  const { apply, set, settle, settleSoon, state } = view;
  const stay = (place) => Math.min(N_TOKENS - 1, Math.max(0, place));

  const reader = choice("kind of attention", READERS, (name) => apply({ reader: name }));
  const sliders = SLIDERS.map(([name, label, sign]) => [name, slider(
    { label, sign, name, range: REACH_RANGES[name] },
    (value) => set({ [name]: value }), settle)]);
  const canvas = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage reach-stage" }, canvas);
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = '<span class="is-query">■ reaches it</span>'
    + '<span class="is-weights">▣ through slots only</span>'
    + '<span class="is-pattern">■ slots on the way</span>'
    + "<span>Press a token, drag, or use the arrow keys.</span>";
  view.body.append(
    element("div", { class: "ex-top" }, reader.node),
    element("div", { class: "ex-picture" }, view.stage, legend),
    element("div", { class: "ex-side" }, title, ...sliders.map(([, one]) => one.node), list,
      element("div", { class: "ex-buttons" }, ...view.buttons)));

  let frame = null;
  const handles = createHandles(view.stage,
    { make: () => ({ inside: "", kind: "reach-grip" }) }, {
      settle,
      drop: ([x]) => { set({ place: frame.toPlace(x) }); return "token"; },
      move: (_, [x]) => set({ place: frame.toPlace(x) }),
      nudge(_, [right, up], far) {
        set({ place: stay(state().place + (right + up) * (far ? FAR : 1)) });
        settleSoon();
      },
    });

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    frame = reachFrame(...room, now);
    drawReach(canvas, room, now, frame, view.colors);
    handles.update([{ which: "token",
      at: [frame.toX(now.place) + frame.wide / 2, frame.top - GRIP - frame.high / 2],
      label: `token ${now.place}; arrow keys choose another` }]);
    reader.show(now.reader);
    for (const [name, one] of sliders) one.show(now[name]);
    title.textContent = reachHeadline(now);
    list.replaceChildren(...readingRows(reachRows(now)));
    view.root.dataset.reached = countReached(now);
    view.say(() => reachSummary(now), canvas);
  }
  return { draw };
}

export const render = explorable({
  title: "Receptive field", name: "reach", fields: REACH_FIELDS,
  sensible: sensibleReach, create: createReach,
});

export default { render };
