// What a reader can do to a landscape: every control and handle ends in one of these.
import {
  FIGURE_1, FIRST_QUERY, freePlace, MOST_PATTERNS, reachOf, rounded,
} from "./state.js";

const STEP = { near: 0.05, far: 0.5 };

export function createActions(view) {
  const { set, settle, apply, state } = view;
  const kept = {}; // what the other dimension held
  let last = 0; // the pattern moved last
  let before = null; // the query before the last press

  function show(change) {
    set({ ...change, dim: change.patterns[0].length });
    view.reach = reachOf(state());
    settle();
  }

  function move(which, point) {
    const to = rounded(view.frame.within(point));
    if (which === "query") return set({ query: to });
    last = which;
    set({ patterns: state().patterns.map((p, i) => (i === which ? to : p)) });
  }

  function add(point, query) {
    const { patterns } = state();
    if (patterns.length >= MOST_PATTERNS) return;
    last = patterns.length;
    apply({ patterns: [...patterns, rounded(view.frame.within(point))], query });
  }

  function remove(which) {
    const { patterns } = state();
    if (which === "query") apply({ query: null });
    else if (patterns.length > 1)
      apply({ patterns: patterns.filter((_, i) => i !== which) });
    last = Math.min(last, state().patterns.length - 1);
  }

  view.reset = () => show(view.authored);
  return {
    set, settle, apply, move, remove,
    nudge(which, [right, up], far) {
      const from = which === "query" ? state().query : state().patterns[which];
      const step = (far ? STEP.far : STEP.near) * Math.max(1, Math.round(view.reach / 4));
      const along = from.length === 1 ? [right || up] : [right, up];
      move(which, from.map((value, k) => value + step * along[k]));
      view.settleSoon();
    },
    drop(point) {
      before = state().query;
      set({ query: rounded(view.frame.within(point)) });
      view.play();
    },
    dropOne() {
      apply({ query: freePlace(state(), view.frame.half) });
      view.play();
      view.focus("query");
    },
    addAt: (point) => add(point, before), // its first press had moved the query
    addOne() {
      add(freePlace(state(), view.frame.half), state().query);
      view.focus(last);
    },
    removeHere(which) {
      remove(which);
      view.focus(which === "query" ? last : Math.min(which, last));
    },
    removeOne: () => remove(last),
    switchTo(dim) {
      const { patterns, query } = state();
      kept[patterns[0].length] = { patterns, query };
      show(kept[dim] ?? { patterns: FIGURE_1[dim], query: FIRST_QUERY[dim] });
    },
    figure1: () => show({ patterns: FIGURE_1[state().patterns[0].length], beta: 1 }),
    opposite: () => show({ patterns: [[-3], [3]], query: [3], beta: 1 }),
    band(name, on) {
      const bands = state().bands.filter((band) => band !== name);
      apply({ bands: on ? [...bands, name].sort() : bands });
    },
  };
}
