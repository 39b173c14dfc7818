// The ends of the bars: a handle each, whose place is the size of its class.
import { createHandles } from "../explorable/handles.js";
import { WORD_CLASSES } from "./setting.js";

const KEY_STEPS = { near: 1, far: 10 };
const look = { make: () => ({ inside: "", kind: "floor-grip" }) };

// actions: sizeOf(trait), as it is now, drawn or not; resize(trait, value), settle(),
// settleSoon().
export function createGrips(stage, { sizeOf, resize, settle, settleSoon }) {
  let shown = null; // { facts, bars, frame } as drawn last
  const handles = createHandles(stage, look, {
    settle,
    move: (trait, [x]) => {
      const value = valueAt(shown, trait, x);
      if (Number.isFinite(value)) resize(trait, value);
    },
    nudge(trait, [right, up], far) {
      const step = (right + up) * (far ? KEY_STEPS.far : KEY_STEPS.near);
      resize(trait, sizeOf(trait), step);
      settleSoon();
    },
  });
  return {
    dragging: handles.dragging,
    show(facts, bars, frame, name) {
      shown = { facts, bars, frame };
      handles.update(bars.flatMap(({ trait, to }, row) => (trait ? [{
        which: trait, at: [frame.toX(to), frame.rowY(row)], label: name(facts, trait),
      }] : [])));
    },
  };
}

// The size with which a class's bar would end at x: log|k| = nats / E[n_k].
export function valueAt({ facts, bars, frame }, trait, x) {
  if (facts.scored === "target") return NaN;
  const { from } = bars.find((bar) => bar.trait === trait);
  const nats = Math.max(0, frame.toNats(x) - from) * facts.tokens;
  const k = WORD_CLASSES.findIndex((one) => one.trait === trait);
  return Math.exp(k < 0 ? nats : nats / facts.uses[k]);
}
