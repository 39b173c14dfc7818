// Runs the page's explorables: anywidget's front-end interface, no kernel.
(() => {
  const source = document.getElementById("explorable-models");
  if (!source) return;
  const page = JSON.parse(source.textContent);
  const running = new Map();

  // A synced state: get, set, on, off, save_changes, as anywidget names them.
  class Model {
    constructor(traits) {
      this.traits = { ...traits };
      this.listeners = new Map();
      this.changed = false;
      this.widget_manager = { get_model: async (id) => modelOf(id) };
    }
    get(name) {
      return this.traits[name];
    }
    set(name, value) {
      if (typeof name === "object") {
        for (const key in name) this.set(key, name[key]);
        return;
      }
      const same = JSON.stringify(this.traits[name]) === JSON.stringify(value);
      if (same) return;
      this.traits[name] = value;
      this.changed = true;
      this.tell(`change:${name}`, value);
    }
    save_changes() {
      if (!this.changed) return;
      this.changed = false;
      this.tell("change");
    }
    on(events, listener) {
      for (const event of events.split(/\s+/)) {
        if (!this.listeners.has(event)) this.listeners.set(event, new Set());
        this.listeners.get(event).add(listener);
      }
    }
    off(events, listener) {
      const named = events ? events.split(/\s+/) : [...this.listeners.keys()];
      for (const event of named) {
        if (listener) this.listeners.get(event)?.delete(listener);
        else this.listeners.delete(event);
      }
    }
    send() {}
    tell(event, value) {
      for (const listener of [...(this.listeners.get(event) ?? [])])
        listener(this, value);
    }
  }

  const once = (make) => {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    };
  };

  // Each distinct module is imported once, each style added once.
  const moduleOf = once(async (number) => {
    const text = page.modules[number];
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const widget = (await import(url)).default;
    URL.revokeObjectURL(url);
    return typeof widget === "function" ? widget() : widget;
  });
  const addStyle = once((number) => {
    if (!page.styles[number]) return;
    const style = document.createElement("style");
    style.textContent = page.styles[number];
    document.head.append(style);
  });
  const modelOf = (id) => running.get(id)?.model;
  const start = async (id) => {
    if (!running.has(id)) {
      const { module, style, traits } = page.models[id];
      addStyle(style);
      const model = new Model(traits);
      const ready = moduleOf(module).then(async (widget) => {
        await widget.initialize?.({ model });
        return widget;
      });
      running.set(id, { model, ready });
    }
    return running.get(id);
  };

  const show = async (place) => {
    const view = document.createElement("div");
    view.className = "explorable-view";
    try {
      const { model, ready } = await start(place.dataset.model);
      const widget = await ready;
      place.append(view);
      await widget.render({ model, el: view });
      place.dataset.ready = "1";
    } catch (error) {
      view.remove();
      const still = place.querySelector("noscript")?.textContent ?? "";
      place.insertAdjacentHTML("afterbegin", still);
      const problem = document.createElement("p");
      problem.className = "explorable-problem";
      problem.textContent = `This explorable could not start: ${error}`;
      place.append(problem);
      console.error(error);
    }
  };

  document.querySelectorAll(".explorable[data-model]").forEach(show);
})();
