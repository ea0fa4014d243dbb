// Keys, choices and news for the pages of the desk. Every page works without this file.
"use strict";

const first = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

for (const one of all("[data-with-script], [data-print]")) one.hidden = false;
for (const one of all("[data-without-script]")) one.hidden = true;

document.addEventListener("click", (event) => {
  const target = event.target.closest("button");
  if (!target) return;
  if (target.matches("[data-print]")) window.print();
  if (target.matches("[data-all], [data-none]")) {
    const boxes = all("input[type=checkbox]", target.closest("[data-boxes]"));
    for (const box of boxes) box.checked = target.matches("[data-all]");
  }
  if (target.matches("[data-ready]")) {
    const field = first("#question");
    field.value = [field.value.trim(), target.textContent.trim()].filter(Boolean).join(" ");
    field.focus();
  }
});

// Paper is white: whoever chose dark prints light.
const root = document.documentElement;
const worn = root.getAttribute("data-theme");
addEventListener("beforeprint", () => root.setAttribute("data-theme", "light"));
addEventListener("afterprint", () => {
  if (worn) root.setAttribute("data-theme", worn);
  else root.removeAttribute("data-theme");
});
// A field that only one choice asks for is shown with that choice.
for (const part of all("[data-when]")) {
  const [name, value] = part.dataset.when.split("=");
  const choice = document.getElementById(name);
  const follow = () => { part.hidden = choice.value !== value; };
  choice.addEventListener("change", follow);
  follow();
}

// A filter that is chosen is asked for at once.
const filters = first("form[data-auto]");
if (filters) {
  const ask = () => {
    // What is empty stays out of the address.
    for (const field of filters.elements) field.disabled = field.disabled || field.value === "";
    filters.submit();
  };
  for (const field of all("select, input[type=date]", filters)) field.addEventListener("change", ask);
  filters.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
}

// A choice that is a decision is sent at once.
for (const field of all("select[data-submit]")) field.addEventListener("change", () => field.form.submit());

// How many are chosen.
const queue = first("[data-queue]");
const chosen = first("[data-chosen]");
function tell() {
  if (!chosen) return;
  const n = all("input[name=visit]:checked", queue).length;
  const { none, one, many } = chosen.dataset;
  chosen.textContent = n === 0 ? none : n === 1 ? one : many.replace("#", n);
}
if (queue) queue.addEventListener("change", tell);
tell();
const here = queue && first("[aria-current]", queue);
if (here && queue.scrollHeight > queue.clientHeight) here.scrollIntoView({ block: "nearest" });

// Single keys, where they are wished: never while something is typed, never with another key.
function next(step) {
  const lines = all("li", queue);
  const at = lines.findIndex((line) => line.hasAttribute("aria-current"));
  const line = lines[at + step];
  const link = line ? first("a", line) : step > 0 && first("[data-more]");
  if (link) link.click();
}
const keys = {
  a: () => first("[data-key=a]")?.click(),
  u: () => first("[data-key=u]")?.click(),
  r: () => { const field = first("#question"); if (field) { field.focus(); } },
  j: () => next(1),
  k: () => next(-1),
  x: () => first("[aria-current] input[name=visit]", queue)?.click(),
  "/": () => first("#q")?.focus(),
  "?": () => { const help = first("[data-keys]"); if (help) help.open = !help.open; },
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!queue || !document.body.hasAttribute("data-shortcuts")) return;
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

// News: the page asks for itself again, and what is open stays open.
const live = first("[data-live]");
if (live && "EventSource" in window) {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("news", async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const open = all("details", live).map((one) => one.open);
    const focused = document.activeElement?.getAttribute("href");
    for (const region of ["[data-live]", ".rail"]) {
      const [old, made] = [first(region), first(region, fresh)];
      if (old && made) old.replaceChildren(...made.childNodes);
    }
    all("details", live).forEach((one, index) => { one.open = open[index] ?? one.open; });
    for (const one of all("[data-print]", live)) one.hidden = false;
    if (focused) first(`a[href="${CSS.escape(focused)}"]`)?.focus();
  });
  window.addEventListener("pagehide", () => source.close());
}
