// What a reader can do to the pad: every control ends in one of these.
import { restless } from "./network.js";
import { damaged, pack, pictureOf, shuffled, unpack } from "./pixels.js";
import { advance, MOST_UPDATES, startRun } from "./run.js";
import { MOST_STORED } from "./state.js";

const PER_SECOND = 60; // updates

export function createActions(view) {
  const { set, settle, apply, state } = view;
  let ink = 1; // what the hand paints
  let harm = null; // { clean, order }: what the noise slider damages
  const drawn = () => unpack(state().drawing);
  const show = (states) => set({ drawing: pack(states) });

  // The picture changed by hand: settling stops, and its story begins anew.
  function touch(states) {
    view.halt();
    show(states);
    view.run = startRun(view.couplings(), states);
  }

  function paint(unit) {
    const states = drawn();
    if (states[unit] === ink) return;
    states[unit] = ink;
    touch(states);
    forgive();
  }
  const forgive = () => { harm = null; view.noise = 0; };

  // One update; false once nothing wants to flip or the run is long enough.
  function step() {
    const states = drawn();
    advance(view.run, view.couplings(), states);
    show(states);
    forgive();
    return restless(view.couplings(), states) > 0 && view.run.updates < view.goal;
  }

  function go() {
    view.goal = view.run.updates + MOST_UPDATES;
    if (restless(view.couplings(), drawn()) === 0) return;
    if (view.calm()) {
      while (step());
      return settle();
    }
    let last = null;
    view.animate((now) => {
      const due = last === null ? 1 : Math.floor(((now - last) * PER_SECOND) / 1000);
      if (due > 0) last = now;
      for (let k = 0; k < Math.min(due, 8); k++)
        if (!step()) { settle(); return false; }
      return true;
    });
  }

  return {
    begin(unit) {
      ink = -drawn()[unit];
      paint(unit);
    },
    paint,
    end: settle,
    look: () => view.schedule(),
    load(word) {
      touch(unpack(pictureOf(word, view.library)));
      forgive();
      settle();
    },
    keep(word, on) {
      const others = state().stored.filter((other) => other !== word);
      view.halt();
      apply({ stored: on ? [...others, word].slice(0, MOST_STORED).sort() : others });
    },
    keepDrawing() {
      const { stored, drawing } = state();
      const twin = Object.keys(view.library).find((k) => view.library[k] === drawing);
      if (stored.length < MOST_STORED && !stored.includes(twin ?? drawing))
        apply({ stored: [...stored, twin ?? drawing].sort() });
    },
    damage(count) {
      harm ??= { clean: drawn(), order: shuffled(Math.random) };
      touch(damaged(harm.clean, harm.order, count));
      view.noise = count;
    },
    damaged: settle,
    clear() {
      touch(unpack("0".repeat(16)));
      forgive();
      settle();
    },
    step() {
      view.halt();
      view.goal = view.run.updates + MOST_UPDATES;
      step();
      settle();
    },
    go() {
      if (!view.isMoving()) return go();
      view.halt();
      settle();
    },
    pick: (change) => { view.halt(); apply(change); },
  };
}
