/*
 * mkdocs-pubs: links to publications and headings of a list that was split into pages, as they were
 * before, lead on to the page that has them now. Without it, the links between the pages are there.
 */
(() => {
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // with its own percent sign
  }
};

const leadOn = () => {
  const name = decoded(location.hash.slice(1));
  if (!name) return;
  for (const part of document.querySelectorAll(".pubs-part[data-ids]")) {
    const ids = JSON.parse(part.dataset.ids);
    const isOfPart = Object.hasOwn(ids, name) || Object.values(ids).includes(name);
    if (part.id !== name && (!isOfPart || document.getElementById(name))) continue;
    location.replace(`${part.href}#${ids[name] ?? name}`);
    return;
  }
};

addEventListener("hashchange", leadOn);
if (window.document$) document$.subscribe(leadOn);
else if (document.body) leadOn();
else addEventListener("DOMContentLoaded", leadOn);
})();
