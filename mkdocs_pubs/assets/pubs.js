/*
 * mkdocs-pubs: a bar that searches, filters and groups a list, links by BibTeX key, and buttons
 * that copy. All content is there without them.
 */
(() => {
/* Texts without accents, capitals and long dashes */

/* What Unicode does not take apart. */
const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ð: "d", đ: "d", ø: "o", ł: "l", ı: "i" };
const SIGNS = { ...LETTERS, "’": "'", "‐": "-", "–": "-", "—": "-" };

const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^ -~]/g, (sign) => SIGNS[sign] ?? sign);

const inOneLine = (text) => text.replace(/\s+/g, " ").trim();

/* Words may stand anywhere, those in quotation marks beside each other. */
const wordsOf = (query) =>
  [...plain(query).matchAll(/["“”„«»]([^"“”„«»]+)|[^\s"“”„«»]+/g)]
    .map(([word, phrase]) => inOneLine(phrase ?? word))
    .filter(Boolean);

/* Works: publications with their values for each facet */

const TEXTS = ".pubs-title, .pubs-author, .pubs-venue, .pubs-citation, .pubs-abstract-text";

const worksOf = (elements, facets) => {
  const works = elements.map((element) => ({
    element,
    texts: [...element.querySelectorAll(TEXTS)].map((one) => one.textContent),
  }));
  for (const name in facets)
    for (const [title, places, slug] of facets[name])
      for (const work of places.map((place) => works[place])) {
        (work[name] ??= []).push(slug || title);
        if (name === "keyword") work.texts.push(title);
      }
  for (const work of works) work.text = inOneLine(plain(work.texts.join(" ¶ ")));
  return works;
};

/* Headings, in the page and in the theme's table of contents */

/* Each list, with the headings above it. */
const outlineOf = (root) => {
  const open = [];
  const outline = [];
  for (const part of root.querySelectorAll("h1, h2, h3, h4, h5, h6, .pubs-list"))
    if (part.matches(".pubs-list"))
      outline.push({ list: part, headings: [...open], items: part.querySelectorAll(".pubs-item") });
    else {
      while (open.at(-1)?.tagName >= part.tagName) open.pop();
      open.push(part);
    }
  return outline;
};

const linksTo = (outline) => {
  const hashes = outline.flatMap((part) => part.headings.map(({ id }) => `#${id}`));
  return [...document.querySelectorAll("li > a")].filter((link) => hashes.includes(link.hash));
};

/* One by one: engines take only so many arguments. */
const setChildren = (parent, nodes) => {
  parent.replaceChildren();
  for (const node of nodes) parent.append(node);
};

/* Marks on what was found */

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

/* The bar */

const MANY = 100; // Longer lists are laid out in view only, and no more works marked.

class Bar {
  constructor(bar, index) {
    this.bar = bar;
    this.root = bar.closest(".pubs");
    this.labels = JSON.parse(this.root.dataset.labels);
    this.values = JSON.parse(bar.dataset.values);
    this.prefix = `pubs${index ? index + 1 : ""}-`;
    this.controls = [...bar.querySelectorAll("[name]")];
    this.search = bar.querySelector("[name=q]");
    this.group = bar.querySelector("[name=group]");
    this.facets = [...bar.querySelectorAll("select:not([name=group])")];
    this.reset = bar.querySelector("[type=button]");
    this.output = bar.querySelector("output");
    this.elements = [...this.root.querySelectorAll(".pubs-item")];
    this.outline = outlineOf(this.root);
    this.links = linksTo(this.outline);
    this.listen();
    this.restore();
    bar.hidden = false;
  }

  listen() {
    this.bar.addEventListener("input", ({ target }) => this.update(target));
    this.reset.addEventListener("click", () => {
      this.clear(this.reset);
      this.search.focus();
    });
    this.search.addEventListener("focus", () => setTimeout(() => this.works));
    /* Options are many, and seldom seen. */
    for (const facet of this.facets) facet.addEventListener("focus", () => this.fill(facet));
  }

  get works() {
    return (this.read ??= worksOf(this.elements, this.values));
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

  /* Offer the values of a facet that the others leave, each with its count. */
  fill(facet, chosen = facet.value) {
    const counts = new Map([[chosen, 0]]);
    const found = this.found(this.conditions(facet));
    for (const value of found.flatMap((work) => work[facet.name] ?? []))
      counts.set(value, (counts.get(value) ?? 0) + 1);
    setChildren(facet, [facet.options[0]]);
    for (const [title, , slug] of this.values[facet.name]) {
      const count = counts.get(slug || title);
      if (count >= 0) facet.append(new Option(`${title} (${count})`, slug || title));
    }
    facet.value = chosen;
  }

  update(control) {
    this.show();
    this.remember(control);
  }

  show() {
    this.arrange(this.group?.value);
    const conditions = this.conditions();
    const isFiltered = conditions.length > 0;
    const found = isFiltered ? this.found(conditions).map((work) => work.element) : this.elements;
    const shown = new Set(found);
    for (const one of this.elements) one.toggleAttribute("hidden", !shown.has(one));
    this.hideEmpty(found.length >= MANY);
    if (isFiltered) for (const fold of this.root.querySelectorAll(".pubs-group")) fold.open = true;
    this.mark(found);
    this.reset.disabled = !isFiltered;
    const said = this.labels[found.length ? "results" : "none"];
    this.output.value = said.replace("{n}", found.length).replace("{total}", this.elements.length);
  }

  hideEmpty(areMany) {
    const shown = new Set();
    for (const { list, headings, items } of this.outline) {
      const count = [...items].filter((item) => !item.hidden).length;
      list.hidden = !count;
      list.dataset.count = count;
      list.classList.toggle("pubs-long", areMany && items.length >= MANY);
      if (count) for (const heading of headings) shown.add(heading.id);
      for (const heading of headings) heading.hidden = !shown.has(heading.id);
    }
    for (const link of this.links) link.parentNode.hidden = !shown.has(link.hash.slice(1));
  }

  mark(elements) {
    const words = wordsOf(this.search.value);
    const nodes = words.length && marks ? elements.slice(0, MANY).flatMap(textNodesIn) : [];
    this.ranges?.forEach((range) => marks.delete(range));
    this.ranges = nodes.flatMap((node) => rangesIn(node, words));
    this.ranges.forEach((range) => marks.add(range));
  }

  /* Put works under the headings of a way, or back: out of the page, where that is cheap. */
  arrange(way = "") {
    if (way === (this.way ?? "")) return;
    this.way = way;
    const body = [...this.root.childNodes].filter((node) => node !== this.bar);
    this.own ??= { body, outline: this.outline };
    for (const node of body) node.remove();
    if (!way) for (const { list, items } of this.own.outline) setChildren(list, items);
    this.root.append(...(way ? this.groupsBy(way) : this.own.body));
    this.outline = outlineOf(this.root);
  }

  groupsBy(way) {
    return this.values[way].flatMap(([title, places, slug]) => {
      const heading = document.createElement(`h${this.root.dataset.level}`);
      const list = this.elements[0].parentNode.cloneNode();
      heading.textContent = title;
      heading.id = `${this.prefix}${slug}`;
      setChildren(list, places.map((place) => this.elements[place]));
      return [heading, list];
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

  /* The address says what is shown, for links, and for going back */

  restore() {
    const { searchParams } = new URL(location);
    for (const one of this.controls) this.set(one, searchParams.get(this.prefix + one.name) ?? "");
    this.show();
  }

  /* What somebody types makes one step of the history. */
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

/* Links to publications, by id or BibTeX key */

let bars = [];

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // with a percent sign of its own
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

/* Copying */

const offerCopy = (block) => {
  const labels = JSON.parse(block.closest(".pubs").dataset.labels);
  const text = block.textContent.trim();
  const button = document.createElement("button");
  const say = (label) => (button.textContent = label);
  const copied = () => {
    say(labels.copied);
    setTimeout(say, 2000, labels.copy);
  };
  /* Where copying is not allowed, the text is at least selected. */
  const refused = () => getSelection().selectAllChildren(block);
  button.addEventListener("click", () => navigator.clipboard.writeText(text).then(copied, refused));
  Object.assign(button, { type: "button", className: "pubs-copy", ariaLive: "polite" });
  say(labels.copy);
  block.prepend(button);
};

const offerCopies = ({ target }) => {
  const blocks = target.querySelectorAll(":is(.pubs-bibtex, .pubs-cited):not(:has(.pubs-copy))");
  blocks.forEach(offerCopy);
};

/* Beginning, also by instant navigation */

const begin = () => {
  bars = [...document.querySelectorAll(".pubs-bar")].map((bar, index) => new Bar(bar, index));
  reveal();
};

addEventListener("hashchange", reveal);
addEventListener("popstate", () => bars.forEach((bar) => bar.restore()));
if (navigator.clipboard) document.addEventListener("toggle", offerCopies, true);
if (window.document$) document$.subscribe(begin);
else if (document.body) begin();
else addEventListener("DOMContentLoaded", begin);
})();
