// The marks of one view, counted by the server: each is a button that says what it stands for.
const LIST_AT_MOST = 12;

export function marks(host, map, sheet, still) {
  const L = window.L;
  const layer = L.layerGroup().addTo(map);
  let asking = null;

  function address() {
    const box = map.getBounds();
    const edges = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((edge) => edge.toFixed(3));
    const joint = host.dataset.points.includes("?") ? "&" : "?";
    return `${host.dataset.points}${joint}z=${Math.floor(map.getZoom())}&bbox=${edges}`;
  }

  function button([, , count, kind, label, x, y], zoom) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = count > 1 ? "atlas-many" : `atlas-one atlas-one-${kind}`;
    made.dataset.key = `${zoom}/${x}/${y}`;
    made.setAttribute("aria-label", label);
    made.title = label;
    if (count > 1) made.textContent = count;
    else made.append(sign(host, kind));
    return made;
  }

  function open(mark, made, zoom) {
    const [lat, lon, count, , label, x, y] = mark;
    if (count > LIST_AT_MOST && zoom < map.getMaxZoom()) {
      map.getContainer().focus({ preventScroll: true });
      map.setView([lat, lon], Math.min(zoom + 2, map.getMaxZoom()), { animate: !still });
    } else {
      sheet.open(made, label, { z: zoom, x, y });
    }
  }

  function place(found) {
    const kept = document.activeElement?.dataset?.key;
    layer.clearLayers();
    for (const mark of found.marks) {
      const made = button(mark, found.z);
      const icon = L.divIcon({ className: "atlas-mark", html: made, iconSize: null });
      L.marker([mark[0], mark[1]], { icon, keyboard: false }).addTo(layer);
      L.DomEvent.disableClickPropagation(made);
      made.addEventListener("click", () => open(mark, made, found.z));
      if (made.dataset.key === kept) made.focus({ preventScroll: true });
    }
    everywhere(found.everywhere);
    self.onchange?.(found.marks.map((mark) => map.latLngToLayerPoint([mark[0], mark[1]])));
  }

  function everywhere(words) {
    const made = host.querySelector("[data-everywhere]");
    made.hidden = !words;
    made.textContent = words;
    made.onclick = () => sheet.open(made, words, {});
  }

  async function refresh() {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address(), { signal: asking.signal });
      if (answer.ok) place(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  const self = { refresh, onchange: null };
  return self;
}

// The signs of the legend, from its own drawings.
function sign(host, kind) {
  const drawn = host.parentElement.querySelector(`[data-sign="${kind}"] svg`);
  return drawn ? drawn.cloneNode(true) : document.createTextNode("•");
}
