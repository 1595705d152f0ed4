// Our own base: outlines kept as short words, drawn on one canvas; names of towns as plain text.
const STEPS = [[1, 5], [2, 7], [3, 8.5]]; // level of a town, zoom from which it is named
const ROOM = [92, 34];

export function draw(map, outlines) {
  const L = window.L;
  const arcs = outlines.arcs.map((letters) => line(map, letters, outlines.zoom));
  const rings = outlines.rings.map((ring) => [ring.flatMap((n) => (n < 0 ? [...arcs[~n]].reverse() : arcs[n]))]);
  const colours = getComputedStyle(map.getContainer());
  const colour = (name) => colours.getPropertyValue(name).trim();
  const still = { interactive: false, smoothFactor: 1.2 };
  L.polygon(rings, { ...still, stroke: false, fillColor: colour("--atlas-land"), fillOpacity: 1 }).addTo(map);
  const widths = [["--atlas-border", 1], ["--atlas-region", 1.6], ["--atlas-coast", 1.4]];
  widths.forEach(([name, weight], kind) => {
    const lines = arcs.filter((_arc, number) => Number(outlines.kinds[number]) === kind);
    L.polyline(lines, { ...still, color: colour(name), weight }).addTo(map);
  });
}

// Google's polyline letters, in pixels of one zoom, back to latitudes and longitudes.
function line(map, letters, zoom) {
  const points = [];
  let at = 0;
  const next = () => {
    let shift = 0;
    let value = 0;
    let bits;
    do {
      bits = letters.charCodeAt(at++) - 63;
      value |= (bits & 31) << shift;
      shift += 5;
    } while (bits >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  let x = 0;
  let y = 0;
  while (at < letters.length) {
    x += next();
    y += next();
    points.push(map.unproject([x, y], zoom));
  }
  return points;
}

let layer = null;

// Names where they cover neither a mark (`taken`, in pixels) nor each other.
export function name(map, towns, taken) {
  const L = window.L;
  layer?.remove();
  layer = L.layerGroup().addTo(map);
  const zoom = map.getZoom();
  const level = Math.max(0, ...STEPS.filter((step) => zoom >= step[1]).map((step) => step[0]));
  const view = map.getBounds();
  const rooms = taken.map((place) => [place, ROOM[0] / 2 + 26, 34]);
  for (const [words, size, lat, lon] of towns) {
    if (size > level || !view.contains([lat, lon])) continue;
    const place = map.latLngToLayerPoint([lat, lon]).add([0, 12]);
    if (rooms.some(([other, x, y]) => Math.abs(other.x - place.x) < x && Math.abs(other.y - place.y) < y)) continue;
    rooms.push([place, ...ROOM]);
    const text = Object.assign(document.createElement("span"), { textContent: words });
    const icon = L.divIcon({ className: "atlas-town", html: text, iconSize: null });
    const marker = L.marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: -9999 }).addTo(layer);
    marker.getElement().setAttribute("aria-hidden", "true");
  }
}
