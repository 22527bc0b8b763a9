// The ring of the focus on each kind of thing that can have it: its width, and its contrast with what it lies on.
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faults = [];
  const kinds = new Set();
  for (const element of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden]), [tabindex]")) {
    const kind = [element.parentElement, element].map((node) => [node.localName, ...node.classList].join(".")).join(" > ");
    if (kinds.has(kind) || !element.checkVisibility()) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    kinds.add(kind);
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
    // Off the element, the same ground lies on both of its sides.
    const grounds = [ground(element.parentElement), ...(parseFloat(outlineOffset) < 2 ? [ground(element)] : [])];
    const lowest = Math.min(...grounds.map((colour) => contrast(outlineColor, colour)));
    if (!element.matches(":focus-visible") || outlineStyle === "none" || parseFloat(outlineWidth) < 2 || lowest < 3)
      faults.push(`${kind}: ${outlineStyle} ${outlineWidth}, ${lowest.toFixed(1)} : 1`);
  }
  return { kinds: [...kinds], faults };
};
