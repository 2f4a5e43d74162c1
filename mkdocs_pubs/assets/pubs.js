/*
 * mkdocs-pubs: a bar to search, filter and group a list, links by BibTeX key, buttons that copy.
 * All content is there without them.
 */
(() => {
/* Texts without accents, capitals, dashes */

/* What Unicode does not take apart. */
const SIGNS = { æ: "ae", œ: "oe", ß: "ss", ð: "d", đ: "d", ø: "o", ł: "l", ı: "i", "’": "'" };
SIGNS["‐"] = SIGNS["–"] = SIGNS["—"] = "-";

const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^ -~]/g, (sign) => SIGNS[sign] ?? sign);

const inOneLine = (text) => text.replace(/\s+/g, " ").trim();

/* Words may stand anywhere, quoted ones beside each other. */
const wordsOf = (query) =>
  [...plain(query).matchAll(/["“”„«»]([^"“”„«»]+)|[^\s"“”„«»]+/g)]
    .map(([word, phrase]) => inOneLine(phrase ?? word))
    .filter(Boolean);

/* Works: publications with their facets */

const TEXTS = ".pubs-title, .pubs-author, .pubs-venue, .pubs-citation, .pubs-abstract-text";

const read = (works, facets) => {
  for (const work of works)
    work.texts = [...work.element.querySelectorAll(TEXTS)].map((one) => one.textContent);
  for (const name in facets)
    for (const [title, places, slug] of facets[name])
      for (const work of places.map((place) => works[place])) {
        (work[name] ??= []).push(slug || title);
        if (name === "keyword") work.texts.push(title);
      }
  for (const work of works) work.text = inOneLine(plain(work.texts.join(" ¶ ")));
  return works;
};

/* Headings, in the page and the theme's contents */

/* Lists, with the headings above them. */
const outlineOf = (root) => {
  const open = [];
  const outline = [];
  for (const part of root.querySelectorAll("h1, h2, h3, h4, h5, h6, .pubs-list"))
    if (part.matches(".pubs-list")) {
      const items = part.items ?? part.querySelectorAll(".pubs-item");
      const works = Array.from(items, (element) => ({ element }));
      outline.push({ list: part, headings: [...open], works });
    } else {
      while (open.at(-1)?.tagName >= part.tagName) open.pop();
      open.push(part);
    }
  return outline;
};

const linksTo = (outline) => {
  const hashes = outline.flatMap((part) => part.headings.map(({ id }) => `#${id}`));
  return [...document.querySelectorAll("li > a")].filter((link) => hashes.includes(link.hash));
};

/* Marks on what is found */

const marks = window.CSS?.highlights && new Highlight();
if (marks) CSS.highlights.set("pubs", marks);

const rangesIn = (node, words) => {
  const text = plain(node.data);
  const ranges = [];
  if (text.length !== node.data.length) return ranges; // as places would differ
  for (const word of words)
    for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0; ) {
      const [startContainer, endContainer, endOffset] = [node, node, at + word.length];
      ranges.push(new StaticRange({ startContainer, startOffset: at, endContainer, endOffset }));
    }
  return ranges;
};

const textNodesIn = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes.filter((node) => node.parentNode.closest(TEXTS));
};

const MANY = 100; // Longer lists are laid out in view, no more works marked.

class Bar {
  constructor(bar, index) {
    this.bar = bar;
    this.root = bar.closest(".pubs");
    this.labels = JSON.parse(this.root.dataset.labels);
    this.values = JSON.parse(bar.dataset.values);
    this.prefix = `pubs${index ? index + 1 : ""}-`;
    this.controls = [...bar.querySelectorAll("[name]")];
    this.search = bar.querySelector("[type=search]");
    this.group = bar.querySelector("[name=group]");
    this.facets = [...bar.querySelectorAll("select:not([name=group])")];
    this.reset = bar.querySelector("[type=button]");
    this.output = bar.querySelector("output");
    this.outline = outlineOf(this.root);
    this.all = this.outline.flatMap((part) => part.works);
    this.links = linksTo(this.outline);
    this.listen();
    this.restore();
    bar.hidden = false;
    bars.push(this);
  }

  listen() {
    this.bar.addEventListener("input", ({ target }) => this.update(target));
    this.reset.addEventListener("click", () => {
      this.clear(this.reset);
      this.search.focus();
    });
    this.search.addEventListener("focus", () => setTimeout(() => this.works));
    /* Options are many, seldom seen. */
    for (const facet of this.facets) facet.addEventListener("focus", () => this.fill(facet));
  }

  get works() {
    return (this.read ??= read(this.all, this.values));
  }

  /* What works must satisfy, but for one facet. */
  conditions(but) {
    const facets = this.facets.filter((one) => one !== but && one.value);
    return [
      ...wordsOf(this.search.value).map((word) => (work) => work.text.includes(word)),
      ...facets.map((one) => (work) => work[one.name]?.includes(one.value)),
    ];
  }

  found(conditions) {
    return this.works.filter((work) => conditions.every((isMet) => isMet(work)));
  }

  /* Offer the values that the other facets leave, each with its count. */
  fill(facet, chosen = facet.value) {
    const counts = new Map([[chosen, 0]]);
    const found = this.found(this.conditions(facet));
    for (const value of found.flatMap((work) => work[facet.name] ?? []))
      counts.set(value, (counts.get(value) ?? 0) + 1);
    facet.length = 1;
    for (const [title, , slug] of this.values[facet.name]) {
      const count = counts.get(slug || title);
      if (count >= 0) facet.append(new Option(`${title} (${count})`, slug || title));
    }
    facet.value = chosen;
  }

  /* Changing the address makes browsers lay out the page. */
  update(control) {
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.remember(control), control === this.search ? 250 : 0);
  }

  show() {
    this.arrange(this.group?.value);
    const conditions = this.conditions();
    const isFiltered = conditions.length > 0;
    const found = isFiltered ? this.found(conditions) : this.all;
    this.showOnly(new Set(found));
    if (isFiltered) for (const fold of this.root.querySelectorAll(".pubs-group")) fold.open = true;
    this.mark(found);
    this.reset.disabled = !isFiltered;
    const said = this.labels[found.length ? "results" : "none"];
    this.output.value = said.replace("{n}", found.length).replace("{total}", this.all.length);
  }

  showOnly(found) {
    const shown = new Set();
    for (const { list, headings, works } of this.outline) {
      for (const work of list.items ? [] : works)
        work.element.toggleAttribute("hidden", !found.has(work));
      const count = works.filter((work) => found.has(work)).length;
      list.hidden = !count;
      list.style.containIntrinsicBlockSize = `auto ${7 * count}em`;
      if (count) for (const heading of headings) shown.add(heading.id);
      for (const heading of headings) heading.hidden = !shown.has(heading.id);
    }
    for (const link of this.links) link.parentNode.hidden = !shown.has(link.hash.slice(1));
  }

  mark(works) {
    const words = wordsOf(this.search.value);
    const marked = words.length && marks ? works.slice(0, MANY) : [];
    const nodes = marked.flatMap((work) => (work.nodes ??= textNodesIn(work.element)));
    this.ranges?.forEach((range) => marks.delete(range));
    this.ranges = nodes.flatMap((node) => rangesIn(node, words));
    this.ranges.forEach((range) => marks.add(range));
  }

  /* Put works under the headings of a way, or back; off the page that is cheap. */
  arrange(way = "") {
    if (way === (this.way ?? "")) return;
    this.way = way;
    const body = [...this.root.childNodes].filter((node) => node !== this.bar);
    this.own ??= { body, outline: this.outline };
    for (const node of body) node.remove();
    this.outline = way ? this.outlineBy(way) : this.own.outline;
    for (const { list, works } of this.outline) for (const one of works) list.append(one.element);
    const parts = this.outline.flatMap(({ headings, list }) => [...headings, list]);
    this.root.append(...(way ? parts : this.own.body));
  }

  outlineBy(way) {
    return this.values[way].map(([title, places, slug]) => {
      const heading = document.createElement(`h${this.root.dataset.level}`);
      const list = this.own.outline[0].list.cloneNode();
      heading.textContent = title;
      heading.id = `${this.prefix}${slug}`;
      list.classList.toggle("pubs-long", places.length >= MANY);
      return { list, headings: [heading], works: places.map((place) => this.all[place]) };
    });
  }

  clear(control) {
    for (const one of [this.search, ...this.facets]) this.set(one, "");
    this.update(control);
  }

  set(control, value) {
    if (value && this.facets.includes(control)) this.fill(control, value);
    else control.value = value;
    if (control.selectedIndex < 0) control.value = "";
  }

  /* The address says what is shown */

  restore() {
    const { searchParams } = new URL(location);
    for (const one of this.controls) this.set(one, searchParams.get(this.prefix + one.name) ?? "");
    this.show();
  }

  /* Typing is one step of history. */
  remember(control) {
    const url = new URL(location);
    for (const { name, value } of this.controls) {
      url.searchParams.set(this.prefix + name, value);
      if (!value) url.searchParams.delete(this.prefix + name);
    }
    if (url.href === location.href) return;
    if (control) url.hash = "";
    const isStep = control && (control !== this.search || control !== this.last);
    this.last = control;
    history[isStep ? "pushState" : "replaceState"](history.state, "", url);
  }
}

/* Links by id or BibTeX key */

let bars = [];

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // with a percent sign
  }
};

const named = (name) =>
  document.getElementById(name) ??
  [...document.querySelectorAll(".pubs-item")].find((item) => item.dataset.key === name);

const reveal = () => {
  const name = location.hash.slice(1);
  const target = name && (named(name) ?? named(decoded(name)));
  document.querySelector(".pubs-marked")?.classList.remove("pubs-marked");
  if (!target?.closest?.(".pubs")) return;
  if (target.hidden) bars.find((bar) => bar.root.contains(target)).clear();
  for (let fold = target; (fold = fold.parentNode.closest("details")); ) fold.open = true;
  target.classList.add("pubs-marked");
  requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
};

const offerCopy = (block) => {
  const labels = JSON.parse(block.closest(".pubs").dataset.labels);
  const text = block.textContent.trim();
  const button = document.createElement("button");
  const say = (label) => (button.textContent = label);
  const copied = () => {
    say(labels.copied);
    setTimeout(say, 2000, labels.copy);
  };
  /* Where copying is refused, the text is selected. */
  const refused = () => getSelection().selectAllChildren(block);
  button.addEventListener("click", () => navigator.clipboard.writeText(text).then(copied, refused));
  Object.assign(button, { type: "button", className: "pubs-copy", ariaLive: "polite" });
  say(labels.copy);
  block.prepend(button);
};

const offerCopies = ({ target }) => {
  const blocks = ":is(.pubs-bibtex, .pubs-cited):not(:has(.pubs-copy))";
  target.querySelectorAll(blocks).forEach(offerCopy);
};

/* Begin, also by instant navigation */

const begin = () => {
  bars = [];
  const all = document.querySelectorAll(".pubs-bar");
  all.forEach((bar, index) => bar.dataset.values && new Bar(bar, index));
  reveal();
};

window.PubsBar = Bar;
addEventListener("hashchange", reveal);
addEventListener("popstate", () => bars.forEach((bar) => bar.restore()));
if (navigator.clipboard) document.addEventListener("toggle", offerCopies, true);
if (window.document$) document$.subscribe(begin);
else if (document.body) begin();
else addEventListener("DOMContentLoaded", begin);
})();
