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
  const NARROW = 480; // pixels
  const [LETTER, SMALL] = [6.5, 12]; // pixels of a small letter, and its size
  const isDark = () => document.documentElement.dataset.theme === "dark";

  // On a phone, titles too long for their place go on in a second line.
  const wrapped = (text, most) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (longer.length > most && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.join("<br>");
  };
  const narrow = (layout, width) => {
    const fits = width / LETTER;
    const panels = (layout.annotations ?? []).filter(({ showarrow }) => !showarrow);
    for (const panel of panels) {
      const beside = panels.filter(({ y }) => Math.abs(y - panel.y) < 0.02).length;
      panel.text = wrapped(panel.text, 0.8 * fits / beside);
      panel.font = { ...panel.font, size: SMALL };
    }
    for (const name of Object.keys(layout).filter((key) => /^[xy]axis/.test(key))) {
      const title = layout[name].title;
      if (title?.text) title.text = wrapped(title.text, 0.75 * fits);
    }
  };

  // A figure is written in the light palette; dark swaps each color for its partner.
  const figureOf = (place) => {
    const text = place.querySelector("script").textContent;
    const swap = (hex) => partner.get(hex.toLowerCase()) ?? hex;
    const figure = JSON.parse(
      isDark() ? text.replace(/#[0-9a-f]{6}/gi, swap) : text,
    );
    delete figure.layout.width;
    if (place.clientWidth < NARROW) narrow(figure.layout, place.clientWidth);
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
