// The lines behind a mark, the same as in the list. Escape or the button closes, and focus goes back to the mark.
export function popup(host, map) {
  const box = host.querySelector(".atlas-popup");
  const title = box.querySelector("#fiche-titre");
  const lines = box.querySelector("[data-lines]");
  let from = null;

  function address(cell) {
    const joint = host.dataset.entries.includes("?") ? "&" : "?";
    const query = new URLSearchParams(cell).toString();
    return query ? `${host.dataset.entries}${joint}${query}` : host.dataset.entries;
  }

  async function open(button, label, cell) {
    from = button;
    title.textContent = label;
    lines.replaceChildren();
    box.hidden = false;
    title.focus();
    const answer = await fetch(address(cell));
    const text = answer.ok ? await answer.text() : "";
    if (from === button) lines.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  }

  function close() {
    if (box.hidden) return;
    box.hidden = true;
    const key = from?.dataset.key;
    const again = from?.isConnected ? from : key && host.querySelector(`[data-key="${key}"]`);
    (again || map.getContainer()).focus({ preventScroll: true });
    from = null;
  }

  box.querySelector("[data-close]").addEventListener("click", close);
  host.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.stopPropagation();
      close();
    }
  });
  return { open, close };
}
