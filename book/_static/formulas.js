// A formula wider than its place gets smaller, down to three quarters; beyond that it
// scrolls inside itself, and the keyboard reaches it. (The theme does the latter for
// code and tables.)
(() => {
  const LEAST = 0.75;
  const SIZE = "--formula-size";
  const wide = ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1;

  // An inline formula may take the whole line of the text around it.
  const roomOf = (formula) => {
    if (formula.hasAttribute("display")) return formula.clientWidth;
    const block = formula.parentElement.closest("p, li, dd, td, th, div, figcaption");
    const { paddingLeft, paddingRight } = getComputedStyle(block);
    return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  };
  const sizeOf = (formula) => {
    const own = formula.firstElementChild?.getBoundingClientRect().width ?? 0;
    return own ? Math.min(1, Math.max(LEAST, roomOf(formula) / own)) : 1;
  };
  const fitAll = () => {
    const shown = [...document.querySelectorAll("mjx-container")].filter((formula) =>
      formula.checkVisibility());
    shown.forEach(({ style }) => style.removeProperty(SIZE));
    const sizes = shown.map(sizeOf);
    shown.forEach(({ style }, k) => {
      if (sizes[k] < 1) style.setProperty(SIZE, sizes[k]);
    });
    const stops = shown.map((formula) => formula.hasAttribute("display") && wide(formula));
    shown.forEach((formula, k) => {
      if (stops[k]) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    });
  };

  addEventListener("load", async () => {
    await globalThis.MathJax?.startup?.promise;
    fitAll();
  });
  addEventListener("resize", fitAll);
  // Formulas in a fold have no width until it opens.
  document.addEventListener("toggle", fitAll, true);
})();
