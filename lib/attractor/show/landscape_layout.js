// The elements around the picture, and the words they carry.
import { element } from "./landscape_controls.js";
import { gapSentence, headline, number, readings, summary } from "./landscape_words.js";

const QUIET = 600; // milliseconds without change before a screen reader is told

const LEGEND = '<span class="is-pattern">◆</span> pattern '
  + '<span class="is-query">●</span> query '
  + '<span class="is-minimum">◯</span> minimum '
  + '<span class="is-weight">▮</span> weight';

export function createLayout(controls) {
  const base = element("canvas", { role: "img" });
  const over = element("canvas", { "aria-hidden": "true" });
  const stage = element("div", {
    class: "landscape-stage", role: "application",
    "aria-label": "Landscape: Tab reaches patterns and query, arrow keys move them",
  }, base, over);
  const legend = element("span");
  legend.innerHTML = LEGEND;
  const scale = element("span", { class: "landscape-scale" });
  const title = element("p", { class: "landscape-headline" });
  const list = element("dl", { class: "landscape-readings" });
  const verdict = element("p", { class: "landscape-verdict" });
  const live = element("p", { class: "landscape-live", "aria-live": "polite" });
  const picture = element("div", { class: "landscape-picture" }, stage,
    element("div", { class: "landscape-legend" }, legend, scale));
  const side = element("div", { class: "landscape-side" }, title, controls.name,
    controls.sliders, list, controls.bands, verdict, controls.buttons, live);
  const body = element("div", { class: "landscape-body" }, controls.top, picture, side);
  const root = element("section",
    { class: "attractor-landscape", "aria-label": "Energy landscape" }, body);
  return { root, base, over, stage, scale, title, list, verdict, live };
}

// Writes what was found; the live region hears of it once things are quiet.
export function say(layout, found, { bands, range, aloud }) {
  const { root, base, stage, scale, title, list, verdict, live } = layout;
  const line = found.setting.patterns[0].length === 1;
  root.dataset.minima = found.minima ? found.minima.length : "none";
  title.textContent = headline(found);
  list.replaceChildren(...readings(found).flatMap(([term, value]) =>
    [element("dt", {}, term), element("dd", {}, value)]));
  verdict.hidden = !bands.third;
  verdict.textContent = bands.third ? gapSentence(found) : "";
  scale.hidden = line;
  scale.replaceChildren(`E ${number(range.low, 1)}`, element("i"), number(range.high, 1));
  stage.classList.toggle("landscape-line", line);
  stage.classList.toggle("landscape-tall", bands.third);
  clearTimeout(layout.quiet);
  layout.quiet = setTimeout(() => {
    const words = `${summary(found)} ${verdict.textContent}`.trim();
    base.setAttribute("aria-label", words);
    if (aloud) live.textContent = words;
  }, QUIET);
  if (!base.hasAttribute("aria-label")) base.setAttribute("aria-label", summary(found));
}
