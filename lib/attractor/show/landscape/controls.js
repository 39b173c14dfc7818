// The controls around the picture: which energy, how many dimensions, β, degree,
// the bands and the buttons. Each tells `act` what is wanted, and shows the state.
import { button, choice, element, slider, toggle } from "../explorable/elements.js";
import { ENERGIES, SMOOTH } from "./energies.js";
import { BETA, DEGREE, MOST_PATTERNS } from "./state.js";
import { boundedness, WRITTEN } from "./words.js";

const capital = (word) => word[0].toUpperCase() + word.slice(1);

// β on a logarithmic slider, beside a field for the exact number.
function betaControl(act) {
  const slider = element("input", {
    type: "range", min: Math.log10(BETA.least), max: Math.log10(BETA.most), step: 0.005,
    "aria-label": "inverse temperature β", "data-act": "beta",
    oninput: () => act.set({ beta: Number((10 ** slider.value).toPrecision(3)) }),
    onchange: () => act.settle(),
  });
  const field = element("input", {
    type: "number", min: BETA.least, max: BETA.most, step: "any",
    "aria-label": "β, exactly",
    onchange: () => { act.apply({ beta: Number(field.value) }); },
  });
  const node = element("div", { class: "ex-slider" },
    element("span", { "aria-hidden": "true" }, "β"), slider, field);
  const show = (beta) => {
    slider.value = Math.log10(beta);
    slider.setAttribute("aria-valuetext", String(beta));
    if (Number(field.value) !== beta) field.value = beta;
  };
  return { node, show };
}

const degreeControl = (act) => slider(
  { label: "degree r", sign: "r", name: "degree",
    range: { ...DEGREE, step: 1 } },
  (degree) => act.set({ degree }), act.settle);

// own: the buttons that every explorable has.
export function createControls(act, own) {
  const energy = choice("energy", ENERGIES.map((name) => [name, name]),
    (name) => act.apply({ energy: name }));
  const dim = choice("dimensions", [[1, "1-D"], [2, "2-D"]], act.switchTo);
  const beta = betaControl(act);
  const degree = degreeControl(act);
  const still = element("p",
    { class: "landscape-still" }, "β does not enter this energy.");
  const first = toggle("Band of Prop. 1", (on) => act.band("proposition-1", on));
  const third = toggle("Intervals of Prop. 3", (on) => act.band("proposition-3", on));
  const opposite = button("Try ρ = ±3", act.opposite, "opposite",
    { title: "Two patterns of equal length: the counterexample to Prop. 3 as printed" });
  const bands = element("div",
    { class: "landscape-bands" }, first.node, third.node, opposite);
  const add = button("Add pattern", act.addOne, "add");
  const remove = button("Remove", act.removeOne, "remove",
    { title: "Removes the pattern that was moved last" });
  const drop = button("Drop a query", act.dropOne, "drop");
  const buttons = element("div", { class: "ex-buttons" }, add, remove, drop,
    button("Paper’s Fig. 1", act.figure1, "figure-1"), ...own);
  const name = element("div", { class: "landscape-name" });

  function show({ query, bands: bandsShown, ...setting }) {
    const smooth = SMOOTH.includes(setting.energy);
    const line = setting.patterns[0].length === 1;
    energy.show(setting.energy);
    dim.show(setting.patterns[0].length);
    beta.show(setting.beta);
    degree.show(setting.degree);
    beta.node.hidden = !smooth;
    degree.node.hidden = setting.energy !== "polynomial";
    still.hidden = smooth || setting.energy === "polynomial";
    bands.hidden = !line || !smooth;
    first.node.hidden = setting.energy !== "distance";
    first.show(bandsShown.includes("proposition-1"));
    third.show(bandsShown.includes("proposition-3"));
    opposite.hidden = !third.input.checked;
    add.disabled = setting.patterns.length >= MOST_PATTERNS;
    remove.disabled = setting.patterns.length === 1;
    drop.hidden = query !== null;
    const warning = boundedness(setting);
    name.replaceChildren(
      element("p", {}, element("b", {}, `${capital(setting.energy)} energy`),
        ...(warning ? [" ", element("strong", {}, warning)] : [])),
      element("p", { class: "ex-formula" }, WRITTEN[setting.energy]));
  }

  return {
    top: element("div", { class: "ex-top" }, energy.node, dim.node),
    sliders: element("div", {}, beta.node, degree.node, still),
    name, bands, buttons, show,
  };
}
