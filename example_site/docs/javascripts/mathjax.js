// MathJax for the maths in titles and abstracts, as Material's documentation sets it up.
window.MathJax = {
  tex: {
    inlineMath: [["\\(", "\\)"]],
    displayMath: [["\\[", "\\]"]],
    processEscapes: true,
    processEnvironments: true
  },
  options: {
    ignoreHtmlClass: ".*|",
    processHtmlClass: "arithmatex"
  }
};

// Material changes pages without loading them. Other themes have no `document$`, and the first
// page comes before MathJax, which sets it by itself.
if (window.document$) {
  document$.subscribe(() => {
    if (!MathJax.typesetPromise) return;
    MathJax.startup.output.clearCache();
    MathJax.typesetClear();
    MathJax.texReset();
    MathJax.typesetPromise();
  });
}
