// Copies a link, or hands it to the phone's own sharing; without this module the other ways remain.
class KitCopy extends HTMLElement {
  connectedCallback() {
    this.said = this.querySelector("[data-said]");
    this.offer("[data-copy]", navigator.clipboard, (button) => this.copy(button));
    this.offer("[data-native]", navigator.share, (button) => this.share(button));
  }

  offer(selector, able, action) {
    const button = this.querySelector(selector);
    if (!button || !able) return;
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", () => action(button));
  }

  async copy(button) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      this.said.textContent = button.dataset.done;
    } catch {
      this.said.textContent = button.dataset.copy; // at least it can be read and selected
    }
  }

  async share({ dataset: { title, text, url } }) {
    try {
      await navigator.share({ title, text, url });
    } catch {
      // closed by the person: nothing to say
    }
  }
}

customElements.define("kit-copy", KitCopy);
