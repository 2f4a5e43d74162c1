/*
 * mkdocs-pubs: a preview of the reference of a citation that is pointed at or has the focus.
 * Escape closes it, the pointer may move into it (WCAG 1.4.13). Without it the links alone do.
 */
(() => {
const LINKS = 'a[role="doc-biblioref"], a[role="doc-noteref"]';
const LEFT_OUT =
  "button, details, svg, video, .footnote-backref, .pubs-links, .pubs-mentions, .pubs-orcid, .pubs-side";
const DELAY = 150;
const PATIENCE = 300;
const GAP = 4;

const box = document.createElement("div");
box.className = box.id = "pubs-peek";
box.popover = "manual";
box.setAttribute("role", "tooltip");
if (!box.showPopover) return;

let shown, timer;

/* Material may show footnotes itself. */
const themeShowsNotes = () =>
  document.getElementById("__config")?.textContent.includes("content.footnote.tooltips");

const linkAt = (target) => {
  const link = target instanceof Element ? target.closest(LINKS) : null;
  return link?.matches(".footnote-ref") && themeShowsNotes() ? null : link;
};

/* What a link leads to on this page, without what can be clicked or must be there once. */
const copied = (link) => {
  const here = location.href.split("#")[0];
  const target = link.href.startsWith(`${here}#`) &&
    document.getElementById(link.getAttribute("href").split("#")[1]);
  if (!target) return link.title ? [link.title] : [];
  const copy = target.cloneNode(true);
  for (const fold of copy.querySelectorAll(".pubs-more, .pubs-gap"))
    fold.replaceWith(fold.firstElementChild.textContent);
  for (const one of copy.querySelectorAll(LEFT_OUT)) one.remove();
  for (const one of copy.querySelectorAll("a, td")) one.replaceWith(...one.childNodes);
  for (const one of copy.querySelectorAll("[id], [role]"))
    for (const name of ["id", "role"]) one.removeAttribute(name);
  return copy.childNodes;
};

const hide = () => {
  clearTimeout(timer);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  if (shown.dataset.title) shown.title = shown.dataset.title;
  shown = null;
  box.remove();
};

/* The box stands near the link, so that its text is like that around it. */
const show = (link) => {
  hide();
  box.replaceChildren(...copied(link));
  if (!box.hasChildNodes()) return;
  (link.closest("article, main, [role=main]") ?? document.body).append(box);
  if (link.title) {
    link.dataset.title = link.title;
    link.removeAttribute("title");
  }
  link.setAttribute("aria-describedby", box.id);
  shown = link;
  box.showPopover();
  place(link.getClientRects()[0]);
};

/* Below a line, or above it where there is no room below; never beyond the window's sides. */
const place = (line) => {
  const { height, width } = box.getBoundingClientRect();
  const isBelow = line.bottom + GAP + height < innerHeight || line.top < height + GAP;
  const top = isBelow ? line.bottom + GAP : line.top - height - GAP;
  const last = document.documentElement.clientWidth - width - 2 * GAP;
  box.style.top = `${top + scrollY}px`;
  box.style.left = `${Math.max(2 * GAP, Math.min(line.left, last)) + scrollX}px`;
};

const later = (action, milliseconds) => {
  clearTimeout(timer);
  timer = setTimeout(action, milliseconds);
};

document.addEventListener("pointerover", ({ target, pointerType }) => {
  const link = linkAt(target);
  if (pointerType === "touch") return;
  if (link && link !== shown) later(() => show(link), DELAY);
  else if (link || box.contains(target)) clearTimeout(timer);
});

document.addEventListener("pointerout", ({ target }) => {
  const hasFocus = shown && shown === document.activeElement;
  if (!hasFocus && (linkAt(target) || box.contains(target))) later(hide, PATIENCE);
});

document.addEventListener("focusin", ({ target }) => {
  const link = linkAt(target);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});

document.addEventListener("focusout", hide);
document.addEventListener("click", ({ target }) => box.contains(target) || hide());
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
})();
