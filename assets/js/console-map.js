// The map of a mission, drawn from the rows of the table beside it. Without this the table says all.
const box = document.getElementById("map");
const { program, worker, tiles, credit, title } = box.dataset;

const paint = () => getComputedStyle(box).getPropertyValue("--wall").trim() || "#fff";

function style() {
  const layers = [{ id: "wall", type: "background", paint: { "background-color": paint() } }];
  if (!tiles) return { version: 8, sources: {}, layers };
  layers.push({ id: "tiles", type: "raster", source: "tiles" });
  const source = { type: "raster", tiles: [tiles], tileSize: 256, attribution: credit };
  return { version: 8, sources: { tiles: source }, layers };
}

// A building: what the row says, as a link where it stands.
function pin(row) {
  const link = row.querySelector("a");
  const made = document.createElement("a");
  made.className = "pin";
  made.href = link.href;
  const mark = document.createElement("i");
  mark.className = "pin-mark";
  mark.dataset.pin = row.dataset.pin;
  const name = document.createElement("span");
  name.textContent = link.textContent;
  const said = document.createElement("span");
  said.className = "vh";
  said.textContent = `, ${[...row.cells].slice(1, 3).map((cell) => cell.textContent).join(", ")}`;
  made.append(mark, name, said);
  return made;
}

// Names that would cover another name or another building are quiet at this height.
function settle(pins) {
  const rect = (element) => element.getBoundingClientRect();
  const marks = pins.map((one) => rect(one.querySelector(".pin-mark")));
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const named = [];
  pins.forEach((one, index) => {
    const name = rect(one.querySelector("span"));
    const others = marks.filter((_, other) => other !== index);
    one.toggleAttribute("data-quiet", [...named, ...others].some((other) => meets(name, other)));
    if (!one.hasAttribute("data-quiet")) named.push(name);
  });
}

try {
  const { Map, Marker, LngLatBounds, NavigationControl, setWorkerUrl } = await import(program);
  setWorkerUrl(new URL(worker, location.href).href);
  const rows = [...document.querySelectorAll("tr[data-lon]")];
  const places = rows.map((row) => [Number(row.dataset.lon), Number(row.dataset.lat)]);
  const bounds = places.reduce((all, place) => all.extend(place), new LngLatBounds());
  const map = new Map({
    container: box,
    style: style(),
    bounds: bounds.isEmpty() ? undefined : bounds,
    fitBoundsOptions: { padding: { top: 48, bottom: 64, left: 96, right: 96 }, maxZoom: 18 },
    maxZoom: 20,
    dragRotate: false,
    attributionControl: tiles ? { compact: false } : false,
    locale: {
      "Map.Title": title,
      "NavigationControl.ZoomIn": box.dataset.in,
      "NavigationControl.ZoomOut": box.dataset.out,
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  // The mark, eleven pixels to its middle, stands on the place; the name hangs below it.
  const pins = rows.map((row, index) => {
    const element = pin(row);
    new Marker({ element, anchor: "top", offset: [0, -11] }).setLngLat(places[index]).addTo(map);
    return element;
  });
  map.on("moveend", () => settle(pins));
  map.once("load", () => settle(pins));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setPaintProperty("wall", "background-color", paint());
  });
  map.once("load", () => { box.dataset.drawn = "yes"; });
} catch {
  // No WebGL here, or an old browser: the table stays.
  box.hidden = true;
  document.getElementById("map-failed").hidden = false;
}
