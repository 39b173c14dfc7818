// The elements around the picture, and the words they carry.
import { element, number, readingRows } from "../explorable/elements.js";
import { gapSentence, headline, readings, summary } from "./words.js";

const LEGEND = '<span class="is-pattern">◆</span> pattern '
  + '<span class="is-query">●</span> query '
  + '<span class="is-minimum">◯</span> minimum '
  + '<span class="is-weight">▮</span> weight';

export function createLayout(controls) {
  const base = element("canvas", { role: "img" });
  const over = element("canvas", { "aria-hidden": "true" });
  const stage = element("div", {
    class: "ex-stage landscape-stage", role: "application",
    "aria-label": "Landscape: Tab reaches patterns and query, arrow keys move them",
  }, base, over);
  const legend = element("span");
  legend.innerHTML = LEGEND;
  const scale = element("span", { class: "landscape-scale" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  const verdict = element("p", { class: "landscape-verdict" });
  const picture = element("div", { class: "ex-picture" }, stage,
    element("div", { class: "ex-legend landscape-legend" }, legend, scale));
  const side = element("div", { class: "ex-side" }, title, controls.name,
    controls.sliders, list, controls.bands, verdict, controls.buttons);
  const parts = [controls.top, picture, side];
  return { parts, base, over, stage, scale, title, list, verdict };
}

// Writes what was found, for the eye and for a screen reader.
export function say(view, found, bands) {
  const { base, stage, scale, title, list, verdict } = view.layout;
  const line = found.setting.patterns[0].length === 1;
  view.root.dataset.minima = found.minima ? found.minima.length : "none";
  title.textContent = headline(found);
  list.replaceChildren(...readingRows(readings(found)));
  verdict.hidden = !bands.third;
  verdict.textContent = bands.third ? gapSentence(found) : "";
  const { low, high } = view.range;
  scale.hidden = line;
  scale.replaceChildren(`E ${number(low, 1)}`, element("i"), number(high, 1));
  stage.classList.toggle("landscape-line", line);
  stage.classList.toggle("landscape-tall", bands.third);
  const words = () => `${summary(found)} ${verdict.textContent}`.trim();
  view.say(words, base);
}
