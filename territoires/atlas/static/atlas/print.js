// A button that prints; without script the browser's own menu does it.
class AtlasPrint extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

customElements.define("atlas-print", AtlasPrint);
