// The offer under the drawing: nothing of the interactive map is fetched before it is asked for.
class AtlasMap extends HTMLElement {
  connectedCallback() {
    this.offer = this.querySelector("[data-offer]");
    this.button = this.querySelector("[data-open]");
    if (!this.button) return;
    this.offer.hidden = false;
    this.button.addEventListener("click", () => this.open(), { once: true });
  }

  word(name) {
    const template = this.querySelector("template[data-tools]");
    return template.content.querySelector(`[data-word="${name}"]`).textContent;
  }

  say(text) {
    this.querySelector("[data-said]").textContent = text;
  }

  async open() {
    const parts = JSON.parse(this.dataset.parts);
    this.button.setAttribute("aria-disabled", "true");
    this.say(this.word("loading"));
    try {
      const outlines = fetch(parts.outlines).then((answer) => answer.json());
      const [view, base, marks, popup] = await Promise.all([
        ...[parts.view, parts.base, parts.marks, parts.popup].map((address) => import(address)),
        script(parts.leaflet),
        ...parts.sheets.map(sheet),
      ]);
      const held = document.activeElement === this.button || document.activeElement === document.body;
      await view.show(this, { outlines, base, marks, popup });
      this.offer.remove();
      if (held) this.querySelector(".atlas-canvas").focus({ preventScroll: true });
      this.say(this.word("ready"));
    } catch (error) {
      this.say(this.word("failed"));
      this.offer.replaceChildren(this.word("failed"));
      console.error(error);
    }
  }
}

function script(address) {
  return added(Object.assign(document.createElement("script"), { src: address }));
}

function sheet(address) {
  return added(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

function added(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`not loaded: ${element.src || element.href}`));
    document.head.append(element);
  });
}

customElements.define("atlas-map", AtlasMap);
