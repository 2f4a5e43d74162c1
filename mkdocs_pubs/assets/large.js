/*
 * mkdocs-pubs: what the page of a large list has not comes from the files beside it: lists that come
 * into view, panels that are asked for, what the bar searches. Without it, or from a disk, links
 * lead to those files.
 */
(() => {
const PANELS = { abstract: ".pubs-abstract", bibtex: ".pubs-source", cite: ".pubs-cite" };
const PAUSE = 100; // Nothing is fetched for who scrolls by.

let files = new Map();
let bars = new Map();

const read = async (address, form) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return form(await response.text());
};

/* Nothing is read twice, unless it failed. */
const fileAt = (address, form) => {
  if (!files.has(address)) files.set(address, read(address, form));
  files.get(address).catch(() => files.delete(address));
  return files.get(address);
};

const pageAt = (address) =>
  fileAt(address, (text) => new DOMParser().parseFromString(text, "text/html"));

const itemsIn = (list) => [...list.querySelectorAll(".pubs-item")];

const rest = () => [...document.querySelectorAll(".pubs-rest")];

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // with its own percent sign
  }
};

/* The address of a list's file, and the id in it; themes may make addresses absolute. */
const wayOf = (link) => {
  const [address, id] = link.href.split("#");
  return { address, id: id && decoded(id) };
};

const linkIn = (list) => list.querySelector("a");

/* Panels take the place of the links to them, the one asked for open. */
const unfold = async (link) => {
  const { address, id } = wayOf(link);
  const item = (await pageAt(address)).getElementById(id);
  if (!link.isConnected) return;
  const panels = [...item.querySelectorAll(Object.values(PANELS))];
  for (const panel of panels) panel.open = false;
  const place = link.parentNode;
  link.before(...panels);
  for (const one of place.querySelectorAll(".pubs-aside")) one.remove();
  const asked = panels.find((panel) => panel.matches(PANELS[link.dataset.kind]));
  asked.open = true;
  asked.querySelector("summary").focus();
  window.MathJax?.typesetPromise?.(panels);
};

const fill = async (list) => {
  const { address, id } = wayOf(linkIn(list));
  const page = await pageAt(address);
  if (!list.matches(".pubs-rest")) return;
  const full = (id ? page.getElementById(id) : page).querySelector(".pubs-list");
  for (const fold of full.querySelectorAll("details")) fold.open = false;
  list.items = null;
  list.className = full.className;
  list.replaceChildren(...full.childNodes);
  near.unobserve(list);
  tell(list);
  window.MathJax?.typesetPromise?.([list]);
};

/* A bar that was begun has known the works of a list by their texts. */
const tell = (list) => {
  const bar = bars.get(list.closest(".pubs"));
  if (!bar) return;
  const { works } = bar.outline.find((part) => part.list === list);
  itemsIn(list).forEach((element, place) => Object.assign(works[place], { element, nodes: null }));
  bar.show();
};

/* The link to a file that cannot be read shows. */
const bring = (list) => {
  if (list.matches(".pubs-rest")) fill(list).catch(() => list.classList.remove("pubs-waiting"));
};

const timers = new Map();
const near = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    clearTimeout(timers.get(target));
    if (isIntersecting) timers.set(target, setTimeout(bring, PAUSE, target));
  }
}, { rootMargin: "50%" });

/* What the bar takes for an item until that is there. */
const stubOf = (text) => {
  const stub = document.createElement("li");
  stub.append(Object.assign(document.createElement("div"), { className: "pubs-citation" }));
  stub.firstChild.textContent = text;
  return stub;
};

/* Begin a bar with what can be found; what was typed meanwhile counts. */
const learn = async (bar) => {
  const { texts, values } = await fileAt(bar.dataset.index, JSON.parse);
  if (bar.dataset.values) return;
  bar.dataset.values = JSON.stringify(values);
  const root = bar.closest(".pubs");
  let place = 0;
  for (const list of root.querySelectorAll(".pubs-list")) {
    const count = itemsIn(list).length || +list.dataset.count;
    if (list.matches(".pubs-rest")) list.items = texts.slice(place, place + count).map(stubOf);
    place += count;
  }
  const search = bar.querySelector("[name=q]");
  const typed = search.value;
  const begun = new PubsBar(bar, [...document.querySelectorAll(".pubs-bar")].indexOf(bar));
  bars.set(root, begun);
  if (typed) search.value = typed;
  if (typed) search.dispatchEvent(new Event("input", { bubbles: true }));
  document.activeElement.dispatchEvent(new Event("focus"));
};

const prepare = ({ target }) => {
  const bar = target.closest?.("[data-index]:not([data-values])");
  if (bar) learn(bar).catch(() => (bar.hidden = true));
};

/* The file that has a publication, by its id or key. */
const fileOf = async (name) => {
  for (const index of new Set(rest().map((list) => list.dataset.ids))) {
    const files = await fileAt(index, JSON.parse).catch(() => ({}));
    for (const [file, keys] of Object.entries(files))
      if (Object.hasOwn(keys, name) || Object.values(keys).includes(name))
        return new URL(file, location).href;
  }
};

const isHere = (name) =>
  document.getElementById(name) || itemsIn(document).some((item) => item.dataset.key === name);

/* A link into the list leads to what is still in a file. */
const seek = async () => {
  const name = decoded(location.hash.slice(1));
  if (!name || isHere(name)) return;
  const file = await fileOf(name);
  const lists = rest();
  const places = [...lists.keys()].filter((one) => wayOf(linkIn(lists[one])).address === file);
  /* What stands before and behind would move them when it came. */
  const wanted = lists.filter((_, place) => places.some((one) => Math.abs(one - place) < 2));
  await Promise.allSettled(wanted.map(fill));
  if (!isHere(name)) return;
  dispatchEvent(new Event("hashchange"));
  /* Again, when all around it has its height. */
  const marked = () => document.querySelector(".pubs-marked");
  setTimeout(() => marked()?.scrollIntoView({ block: "center" }), PAUSE);
};

const begin = () => {
  near.disconnect();
  files = new Map();
  bars = new Map();
  if (location.protocol === "file:") return; // where nothing can be fetched
  for (const list of rest()) {
    list.classList.add("pubs-waiting");
    list.style.containIntrinsicBlockSize = `${7 * list.dataset.count}em`;
    near.observe(list);
  }
  for (const bar of document.querySelectorAll("[data-index]")) {
    bar.hidden = false;
    if (/[?&]pubs\d*-/.test(location.search)) prepare({ target: bar });
  }
  seek();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".pubs-aside");
  const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (!link || button || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  unfold(link).catch(() => location.assign(link.href));
}, true);
for (const type of ["focusin", "pointerover"]) document.addEventListener(type, prepare);
addEventListener("hashchange", seek);
if (window.document$) document$.subscribe(begin);
else if (document.body) begin();
else addEventListener("DOMContentLoaded", begin);
})();
