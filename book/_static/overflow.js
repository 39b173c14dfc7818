// A formula wider than the page scrolls inside itself: let the keyboard reach it.
// (The theme does the same for code and tables.)
(() => {
  const mark = () => {
    for (const formula of document.querySelectorAll("mjx-container[display]")) {
      const scrolls = formula.scrollWidth > formula.clientWidth + 1;
      if (scrolls) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
  };
  addEventListener("load", async () => {
    await globalThis.MathJax?.startup?.promise;
    mark();
  });
  addEventListener("resize", mark);
})();
