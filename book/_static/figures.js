// Draws the page's Plotly figures when they come near the screen.
(() => {
  const { light, dark } = globalThis.bookPalette;
  const partner = new Map(
    Object.keys(light).map((name) => [light[name].toLowerCase(), dark[name]]),
  );
  const config = {
    responsive: true,
    displaylogo: false,
    displayModeBar: false,
  };
  const isDark = () => document.documentElement.dataset.theme === "dark";

  // A figure is written in the light palette; dark swaps each color.
  const figureOf = (place) => {
    const text = place.querySelector("script").textContent;
    const swap = (hex) => partner.get(hex.toLowerCase()) ?? hex;
    const inked = isDark() ? text.replace(/#[0-9a-f]{6}/gi, swap) : text;
    const figure = JSON.parse(inked);
    delete figure.layout.width;
    figure.layout.autosize = true;
    return figure;
  };

  const draw = async (place) => {
    const figure = figureOf(place);
    let chart = place.querySelector(".chart");
    if (!chart) {
      chart = document.createElement("div");
      chart.className = "chart";
      place.append(chart);
    }
    const { data, layout, frames } = figure;
    await Plotly.newPlot(chart, { data, layout, frames, config });
    place.dataset.ready = "1";
    place.dataset.drawn = isDark() ? "dark" : "light";
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

  const drawn = () => places.filter((place) => place.dataset.ready);
  const redraw = () => drawn().forEach(draw);
  new MutationObserver(redraw).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  addEventListener("beforeprint", () => {
    near.disconnect();
    places.filter((place) => !place.dataset.ready).forEach(draw);
  });
})();
