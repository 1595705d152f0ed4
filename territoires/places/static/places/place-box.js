// <places-box>: suggests places while one types (ARIA 1.2 combobox with a listbox). Without it the form works as well.

const PAUSE = 150; // ms without a key before asking
let made = 0;
let pressing = false;
for (const [name, yes] of Object.entries({ pointerdown: true, pointerup: false, pointercancel: false }))
  document.addEventListener(name, () => (pressing = yes), true);

class PlacesBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=text], input[type=search]");
    this.code = this.querySelector("input[type=hidden]");
    if (!this.input || this.list) return;
    dress(this.dataset.style);
    const id = `places-list-${++made}`;
    this.list = make("ul", { id, role: "listbox", class: "places-list", "aria-label": this.dataset.list });
    this.said = make("div", { role: "status", class: "kit-hidden" });
    this.list.hidden = true;
    this.input.after(this.list, this.said);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    }))
      this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  typed() {
    if (this.code) this.code.value = "";
    this.querySelector("[data-choices]")?.remove();
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.input.value.trim().length < 2) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking = new AbortController();
    const address = `${this.dataset.url}?q=${encodeURIComponent(this.input.value.trim().slice(0, 100))}`;
    try {
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show(await answer.json());
    } catch {
      this.close(); // no network, or a newer question: the form still works by itself
    }
  }

  show(places) {
    this.list.replaceChildren(...places.map((place, rank) => this.option(place, rank)));
    this.activate(null);
    const { none, one, many } = this.dataset;
    this.said.textContent = places.length === 0 ? none : places.length === 1 ? one : many.replace("{n}", places.length);
    this.open(places.length > 0 && document.activeElement === this.input);
  }

  option(place, rank) {
    const option = make("li", { role: "option", class: "places-option", id: `${this.list.id}-${rank}` });
    option.setAttribute("aria-selected", "false");
    option.dataset.insee = place.insee;
    option.dataset.label = `${place.name} (${place.department_name}, ${place.department})`;
    const name = make("bdi", { class: "places-name" });
    const where = make("bdi", { class: "places-where" });
    name.textContent = place.name;
    where.textContent = `${place.department_name}, ${place.department}`;
    option.append(name, " ", where);
    return option;
  }

  pressed(event) {
    const options = [...this.list.children];
    const at = options.indexOf(this.active);
    const move = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 }[event.key];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.active);
    } else if (move !== undefined && options.length) {
      event.preventDefault();
      this.open(true);
      this.activate(options[move] ?? null); // past either end, back to the box
    }
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (!option) return;
    clearTimeout(this.timer);
    this.asking?.abort();
    this.input.value = option.dataset.label;
    if (this.code) this.code.value = option.dataset.insee;
    this.list.replaceChildren();
    this.said.textContent = option.dataset.label;
    this.close();
    this.dispatchEvent(new CustomEvent("places:chosen", { bubbles: true, detail: { insee: option.dataset.insee } }));
  }

  // By Tab: close at once. By a tap elsewhere: once it is over, so that nothing moves under the finger.
  left() {
    if (!pressing) return this.close();
    document.addEventListener("pointerup", () => setTimeout(() => this.close(), 60), { once: true });
  }

  open(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
  }

  close() {
    this.activate(null);
    this.open(false);
  }
}

// The sheet is needed only where this script runs, so it comes with it.
function dress(href) {
  if (!href || document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(make("link", { rel: "stylesheet", href }));
}

function make(tag, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

customElements.define("places-box", PlacesBox);
