// Draws the page's Plotly figures when they come near the screen, in the theme's
// colors, with sliders and menus that the keyboard reaches.
(() => {
  const { light, dark } = globalThis.bookPalette;
  const partner = new Map(
    Object.keys(light).map((name) => [light[name].toLowerCase(), dark[name]]),
  );
  const config = {
    responsive: true,
    displaylogo: false,
    displayModeBar: false,
    modeBarButtonsToRemove: ["sendChartToCloud"],
  };
  const isDark = () => document.documentElement.dataset.theme === "dark";

  // A figure is written in the light palette; dark swaps each color for its partner.
  const figureOf = (place) => {
    const text = place.querySelector("script").textContent;
    const swap = (hex) => partner.get(hex.toLowerCase()) ?? hex;
    const figure = JSON.parse(
      isDark() ? text.replace(/#[0-9a-f]{6}/gi, swap) : text,
    );
    delete figure.layout.width;
    figure.layout.autosize = true;
    const family = getComputedStyle(place).fontFamily;
    figure.layout.font = { ...figure.layout.font, family };
    return figure;
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const perform = (chart, { method, args }) => {
    if (method !== "skip") Plotly[method](chart, ...args);
  };

  // Plotly draws its sliders and menus where the Tab key cannot go: ours replace them.
  const slider = (chart, { steps, active = 0, currentvalue }) => {
    const name = (currentvalue?.prefix ?? "step").replace(/[:=\s]+$/, "");
    const input = element("input", {
      type: "range",
      max: steps.length - 1,
      value: active,
    });
    const shown = element("output");
    const move = () => {
      const step = steps[input.value];
      shown.value = step.label + (currentvalue?.suffix ?? "");
      input.setAttribute("aria-valuetext", shown.value);
      perform(chart, step);
    };
    input.addEventListener("input", move);
    const control = element("label", {}, element("span", {}, name), input, shown);
    return { control, move };
  };
  const menu = (chart, { buttons, active = 0 }) => {
    const options = buttons.map(({ label }) => element("option", {}, label));
    const select = element("select", { ariaLabel: "Shown" }, ...options);
    select.selectedIndex = active;
    const move = () => perform(chart, buttons[select.selectedIndex]);
    select.addEventListener("change", move);
    return { control: select, move };
  };

  const controlsOf = new Map();
  const addControls = (place, chart, layout) => {
    if (controlsOf.has(place)) return;
    const controls = [
      ...(layout.sliders ?? []).map((each) => slider(chart, each)),
      ...(layout.updatemenus ?? []).map((each) => menu(chart, each)),
    ];
    controlsOf.set(place, controls);
    if (!controls.length) return;
    const row = element("div", { className: "plotly-controls" });
    row.append(...controls.map(({ control }) => control));
    chart.after(row);
  };

  const draw = async (place) => {
    const theme = isDark() ? "dark" : "light";
    const { data, layout, frames } = figureOf(place);
    let chart = place.querySelector(".chart");
    if (!chart) {
      chart = element("div", { className: "chart" });
      place.append(chart);
    }
    addControls(place, chart, layout);
    delete layout.sliders;
    delete layout.updatemenus;
    await Plotly.newPlot(chart, { data, layout, frames, config });
    controlsOf.get(place).forEach(({ move }) => move());
    place.dataset.ready = "1";
    place.dataset.drawn = theme;
  };

  const places = [...document.querySelectorAll(".plotly-figure")];
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: "400px" },
  );
  places.forEach((place) => near.observe(place));

  // The theme sets the attribute on load too: draw again only for another color.
  const redraw = () => {
    const theme = isDark() ? "dark" : "light";
    for (const place of places)
      if (place.dataset.drawn && place.dataset.drawn !== theme) draw(place);
  };
  new MutationObserver(redraw).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  addEventListener("beforeprint", () => {
    near.disconnect();
    places.filter((place) => !place.dataset.ready).forEach(draw);
  });
})();
