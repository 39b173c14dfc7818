// The explorable energy landscape: what it keeps beside the state, and when the
// landscape itself must be drawn again.
import { explorable } from "../explorable/view.js";
import { createActions } from "./actions.js";
import { createControls } from "./controls.js";
import { draw } from "./drawing.js";
import { createPoints } from "./handles.js";
import { createLayout } from "./layout.js";
import { FIELDS, reachOf, sensible, written } from "./state.js";

const STILL = 120; // milliseconds before the fine grid replaces the coarse one

function create(view) {
  let still = 0;
  Object.assign(view, {
    reach: reachOf(view.state()), // how far the picture reaches
    frame: null, // where points lie in it
    range: null, // energies the color or the axis runs over
    coarse: false, // whether it is time for the fine grid
    dropped: null, // when the query was dropped, while its path draws itself
  });
  view.refine = () => {
    clearTimeout(still);
    still = setTimeout(() => {
      if (view.handles.dragging()) return view.refine();
      view.coarse = true;
      view.schedule();
    }, STILL);
  };
  view.play = () => { view.dropped = view.calm() ? null : performance.now(); };
  view.focus = (which) => { view.drawNow(); view.handles.focus(which); };
  const actions = createActions(view);
  view.controls = createControls(actions, view.buttons);
  view.layout = createLayout(view.controls);
  view.handles = createPoints(view.layout.stage, actions,
    (at) => view.frame.fromPixel(...at));
  view.stage = view.layout.stage;
  view.body.append(...view.layout.parts);
  return { draw, opened: () => opened(view), stop: () => clearTimeout(still) };
}

// After an address: a query of the wrong width goes, and all is in the picture.
function opened(view) {
  const { patterns, query } = view.state();
  if (query && query.length !== patterns[0].length) view.model.set("query", null);
  view.reach = reachOf(view.state());
}

export const render = explorable({
  title: "Energy landscape", name: "landscape", fields: FIELDS, sensible, written, create,
});

export default { render };
