// Building elements. Text always goes in as text nodes: nothing on this page parses user text as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`onclick` etc. take functions, `style` an object) and children (nodes, strings, null to skip). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  append(node, children);
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "style") for (const [property, v] of Object.entries(value)) node.style.setProperty(property, v);
  else if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** Appends children, skipping null, undefined and false. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** Replaces everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** Makes `container` hold exactly `nodes`, in order, moving as little as possible so that focus and scroll survive. */
export function reconcile(container, nodes) {
  let cursor = container.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else container.insertBefore(node, cursor);
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

const ICONS = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  thread: "M5 4v9a4 4 0 0 0 4 4h10m-4-4 4 4-4 4",
  voice: "M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6",
  megaphone: "M4 10v4h3l9 5V5l-9 5zM20 10v4",
  menu: "M4 7h16M4 12h16M4 17h16",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14a6 6 0 0 1 3.5 6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  down: "m6 9 6 6 6-6",
  right: "m9 6 6 6-6 6",
  close: "M6 6l12 12M18 6 6 18",
  send: "M4 12 20 4l-5 16-4-7z",
  reply: "M10 5 4 11l6 6M4 11h9a7 7 0 0 1 7 7v1",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  app: "M5 5h6v6H5zM13 13h6v6h-6zM16 4v7M12.5 7.5h7M5 13h6v6H5z",
  at: "M16 8v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  check: "m5 13 4 4L19 7",
  warn: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 10h.01M15 10h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  slash: "M15 4 9 20",
  plus: "M12 5v14M5 12h14",
  poll: "M5 20v-9M12 20V4M19 20v-6",
};

/** A line icon, hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
