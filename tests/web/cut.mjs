// Text that has no room: looked for in the page, by the boxes that the browser drew.

// Shown text that sticks out of a box around it, or of which something is hidden. Values of tables may
// end in an ellipsis (the whole is in the row's drawer and in files); words of ours only with a title.
export function cutTexts() {
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest(".visually-hidden, .skip") === null;
  const boxOf = (element) => element.getBoundingClientRect();
  const isWordOfOurs = (text) => /\[|~/.test(text) || !/\p{L}/u.test(text);
  const told = (node, what) =>
    `${what}: "${node.data.trim().slice(0, 60)}" in ${node.parentElement.closest("[class]")?.className.slice?.(0, 40) ?? ""}`;

  // What holds the text: boxes around it that are drawn or that cut, up to what scrolls or floats.
  const isDrawn = ({ overflowX, borderTopWidth, backgroundColor }) =>
    overflowX !== "visible" || borderTopWidth !== "0px" || backgroundColor !== "rgba(0, 0, 0, 0)";
  function* holders(from) {
    for (let one = from; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (/auto|scroll/.test(`${style.overflowX}${style.overflowY}`)) return;
      if (!/contents|inline$/.test(style.display) && isDrawn(style)) yield { one, style };
      if (/absolute|fixed|sticky/.test(style.position)) return;
    }
  }

  function faultOf(node, rect) {
    for (const { one, style } of holders(node.parentElement)) {
      const box = boxOf(one);
      const isOut = rect.right > box.right + 1.5 || rect.left < box.left - 1.5;
      const isAbove = rect.bottom > box.bottom + 3 || rect.top < box.top - 3;
      if (!isOut && !isAbove) continue;
      const isEllipsis = style.textOverflow === "ellipsis" && style.overflowX !== "visible";
      if (isEllipsis && one.matches("td, th[scope=row], th[scope=row] *, td *")) {
        if (isWordOfOurs(node.data) && !one.title) return "ends in an ellipsis";
        return null;
      }
      return isEllipsis ? "ends in an ellipsis" : `sticks out of ${one.tagName} ${one.className}`;
    }
    return null;
  }

  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || !isShown(node.parentElement)) continue;
    // Line numbers go along with the text that scrolls beside them.
    if (node.parentElement.closest("svg, .file-lines")) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const fault = rect.width > 0 && faultOf(node, rect);
      if (fault) found.add(told(node, fault));
    }
  }
  return [...found];
}

// Labels of a chart that lie over each other or outside of it.
export function crowdedLabels() {
  const found = new Set();
  for (const chart of document.querySelectorAll("svg[role=img]")) {
    const labels = [...chart.querySelectorAll("text")].map((one) => ({
      text: one.textContent,
      box: one.getBoundingClientRect(),
    }));
    labels.forEach(({ text, box }, place) => {
      if (box.right > innerWidth + 1 || box.left < -1) found.add(`a label outside: "${text}"`);
      for (const other of labels.slice(place + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 2 && high > 3) found.add(`labels over each other: "${text}", "${other.text}"`);
      }
    });
  }
  return [...found];
}
