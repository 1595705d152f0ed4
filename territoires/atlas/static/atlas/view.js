// The interactive map: one view of Leaflet, its buttons, its base and its marks.
const FRANCE = [[42.2, -4.8], [51.1, 8.3]];
const WORLD = [[-60, -185], [75, 180]];

export async function show(host, { outlines, base, marks, popup }) {
  const L = window.L;
  const tools = host.querySelector("template[data-tools]").content.cloneNode(true);
  host.querySelector("[data-picture]").replaceWith(tools);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(host.querySelector(".atlas-canvas"), {
    zoomControl: false,
    scrollWheelZoom: false,
    minZoom: 4,
    zoomSnap: 0.5,
    maxZoom: Number(host.dataset.maxZoom),
    maxBounds: WORLD,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
    preferCanvas: true,
  });
  map.attributionControl.setPrefix(false);
  map.fitBounds(firstView(host.dataset.box), { animate: false });
  const sheet = popup.popup(host, map);
  const placed = marks.marks(host, map, sheet, still);
  if (host.dataset.tiles) {
    L.tileLayer(host.dataset.tiles, { attribution: host.dataset.credit, maxZoom: map.getMaxZoom() }).addTo(map);
  } else {
    base.draw(map, await outlines);
  }
  bindTools(host, map, still);
  const towns = (await outlines).towns;
  placed.onchange = (taken) => base.name(map, towns, taken);
  await placed.refresh();
  map.on("moveend", placed.refresh);
  host.map = map;
  host.dataset.ready = "";
  host.dispatchEvent(new CustomEvent("atlas:ready", { bubbles: true }));
}

function firstView(box) {
  const edges = box.split(",").map(Number);
  return edges.length === 4 ? [[edges[0], edges[1]], [edges[2], edges[3]]] : FRANCE;
}

function bindTools(host, map, still) {
  const animate = !still;
  host.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.zoom) map.setZoom(map.getZoom() + Number(button.dataset.zoom), { animate });
    if (button.dataset.pan) {
      const [x, y] = button.dataset.pan.split(",").map(Number);
      const size = map.getSize();
      map.panBy([(x * size.x) / 3, (y * size.y) / 3], { animate });
    }
    if (button.dataset.go) {
      const [lat, lon, zoom] = button.dataset.go.split(",").map(Number);
      map.setView([lat, lon], zoom, { animate: false });
    }
  });
}
