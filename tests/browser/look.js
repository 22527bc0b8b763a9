// What a reader would stumble over on this page at this width, each as a sentence. Read by test_look.py.
({ margin, target }) => {
  const faults = new Set();
  const width = document.documentElement.clientWidth;
  const main = document.querySelector("main");
  const style = (element) => getComputedStyle(element);
  const isSeen = (element) =>
    !element.closest(".visually-hidden, .skip-link") && element.checkVisibility({ visibilityProperty: true });
  const place = (element) =>
    [element.parentElement, element]
      .map((node) => [node.localName, ...node.classList].join("."))
      .join(" > ") + ` “${element.textContent.trim().slice(0, 30)}”`;
  const boxes = (element) => [...element.getClientRects()].filter((box) => box.width && box.height);
  const block = (element) => {
    while (style(element).display === "inline") element = element.parentElement;
    return element;
  };

  if (document.scrollingElement.scrollWidth > width)
    faults.add(`scrolls sideways: ${document.scrollingElement.scrollWidth} of ${width} pixels`);

  // What is wider than the screen would lie in a box that scrolls by itself, and nobody sees that there is more.
  const scrolling = [...document.querySelectorAll("main *")].filter(
    (element) => /auto|scroll/.test(style(element).overflowX) && element.scrollWidth > element.clientWidth + 1 && isSeen(element),
  );
  for (const box of scrolling) faults.add(`${box.scrollWidth - box.clientWidth} pixels out of sight: ${place(box)}`);

  const measure = parseFloat(style(document.documentElement).fontSize) * 46;
  // By block, the edges of the text in it that is seen.
  const edges = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (!text.data.trim() || !isSeen(parent) || scrolling.some((box) => box.contains(parent))) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects())
      if (box.width > 1 && (box.left < margin || width - box.right < margin))
        faults.add(`${Math.round(Math.min(box.left, width - box.right))} pixels from the edge: ${place(parent)}`);
    if (!main.contains(parent)) continue;
    for (const word of text.data.matchAll(/\p{L}{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const pieces = range.getClientRects();
      if (pieces[0]?.bottom <= pieces[pieces.length - 1]?.top + 2 && !parent.closest(".cite, .cited, .address"))
        faults.add(`a word in two lines, ${word[0]}: ${place(parent)}`);
    }
    range.selectNodeContents(text);
    const { lineHeight, fontSize } = style(parent);
    if (range.getBoundingClientRect().height > 1.9 * parseFloat(lineHeight) && parseFloat(lineHeight) < 1.15 * parseFloat(fontSize))
      faults.add(`lines of ${lineHeight} for letters of ${fontSize}: ${place(parent)}`);
    if (parent.closest("table")) continue;
    const { left, right } = range.getBoundingClientRect();
    const before = edges.get(block(parent)) || { left, right };
    edges.set(block(parent), { left: Math.min(left, before.left), right: Math.max(right, before.right) });
  }
  for (const [element, { left, right }] of edges) {
    const longest = right - left;
    if (longest > measure + 1) faults.add(`a line of ${Math.round(longest)} pixels: ${place(element)}`);
  }

  // A link among words of a sentence is as high as its line allows (WCAG 2.2, 2.5.8); any other is a target.
  const isInSentence = (element) => {
    const around = block(element);
    if (style(element).display !== "inline" || around.closest("nav")) return false;
    const copy = around.cloneNode(true);
    for (const node of copy.querySelectorAll("a, .visually-hidden")) node.remove();
    return /\p{L}{2}/u.test(copy.textContent);
  };
  const targets = [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
    .filter((element) => isSeen(element) && boxes(element).length && !isInSentence(element))
    .map((element) => [element, boxes(element)]);
  for (const [element, parts] of targets) {
    const size = ["width", "height"].map((side) => Math.max(...parts.map((part) => part[side])));
    if (Math.min(...size) < target - 0.5) faults.add(`a target of ${size.map(Math.round).join(" × ")}: ${place(element)}`);
  }
  const parts = targets.flatMap(([element, list]) => list.map((box) => [element, box])).sort((a, b) => a[1].top - b[1].top);
  parts.forEach(([element, box], index) => {
    for (const [other, next] of parts.slice(index + 1)) {
      if (next.top > box.bottom - 1.5) break;
      const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      if (element !== other && across > 1 && !element.contains(other)) faults.add(`${place(element)} lies over ${place(other)}`);
    }
  });

  // A field is as wide as what stands in it before anybody types.
  const pen = document.createElement("canvas").getContext("2d");
  for (const field of main.querySelectorAll("select, input:is([type=text], [type=search])")) {
    const words = field.localName === "select" ? field.selectedOptions[0].text.trim() : field.value || field.placeholder;
    const { font, paddingLeft, paddingRight } = style(field);
    pen.font = font;
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (isSeen(field) && pen.measureText(words).width > room) faults.add(`a field too narrow for “${words}”`);
  }

  // No box of a grid stands alone below rows of others. Keys of charts are words, no boxes.
  for (const grid of document.querySelectorAll("main *, footer *")) {
    if (style(grid).display !== "grid" || !isSeen(grid) || grid.matches(".chart-legend")) continue;
    const cells = [...grid.children].filter(isSeen).map((cell) => cell.getBoundingClientRect());
    const alike = cells.filter((cell) => Math.abs(cell.width - cells[0].width) < 1);
    const rows = Map.groupBy(alike, (cell) => Math.round(cell.top));
    const sizes = [...rows.values()].map((row) => row.length);
    if (sizes.length > 1 && sizes[0] > 1 && sizes.at(-1) === 1) faults.add(`${sizes.join(" + ")} boxes: ${place(grid)}`);
  }

  // A count stands beside what it counts, not alone in the next line.
  for (const count of main.querySelectorAll(".chart-label .number, a + .number, a + .count, h2 > .number, :is(h2, h3) > .count")) {
    const around = block(count.parentElement);
    if (!isSeen(count) || style(around).display === "flex") continue;
    const before = document.createRange();
    before.setStart(around, 0);
    before.setEndBefore(count);
    const lines = [...before.getClientRects()].filter((box) => box.width > 1);
    if (lines.length && count.getBoundingClientRect().top >= Math.max(...lines.map((box) => box.bottom)) - 2)
      faults.add(`a number alone in its line: ${place(around)}`);
  }

  // Links in lists look alike; a choice that is made and the head of a group stand out on purpose.
  const looks = new Map();
  for (const link of main.querySelectorAll(":is(ul, ol) a:not([aria-current], .depth-0 > a, .tree li:not([class]) a, .number, .count, nav a)")) {
    const { color, fontWeight, textDecorationLine } = style(link);
    if (isSeen(link)) looks.set(`${color} ${fontWeight} ${textDecorationLine}`, link);
  }
  if (looks.size > 1) for (const [look, link] of looks) faults.add(`one look of ${looks.size} in lists, ${look}: ${place(link)}`);
  return [...faults];
};
