// What scrolls sideways inside itself can be reached with the keyboard.
(() => {
  const wide = "pre, .table-scroll, mjx-container[display], .cell_output .output";
  const mark = () => {
    for (const element of document.querySelectorAll(wide)) {
      const scrolls = element.scrollWidth > element.clientWidth + 1;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };
  addEventListener("load", mark);
  addEventListener("resize", mark);
})();
