/*
 * mkdocs-pubs: abstracts and sources that the page of a large list has not are taken from the files
 * beside it, where they are asked for. Without it, or from a disk, the links lead to those files.
 */
(() => {
const PANELS = { abstract: ".pubs-abstract", bibtex: ".pubs-source", cite: ".pubs-cite" };
const files = new Map();

const read = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

const fileAt = (address) => {
  if (!files.has(address)) files.set(address, read(address));
  return files.get(address);
};

/* Put the panels of a publication in the place of the links to them, the one asked for open. */
const unfold = async (link) => {
  const [address, id] = link.href.split("#");
  const file = await fileAt(address);
  const panels = [...file.getElementById(id).querySelectorAll(".pubs-panel")];
  if (!link.isConnected) return;
  const copies = panels.map((panel) => document.importNode(panel, true));
  for (const copy of copies) copy.open = false;
  const place = link.parentNode;
  link.before(...copies);
  for (const one of place.querySelectorAll(".pubs-aside")) one.remove();
  const asked = copies.find((copy) => copy.matches(PANELS[link.dataset.kind]));
  asked.open = true;
  asked.querySelector("summary").focus();
  window.MathJax?.typesetPromise?.(copies);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".pubs-aside");
  const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (!link || button || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  unfold(link).catch(() => location.assign(link.href));
}, true);
})();
