// Where small windows (menus, pickers) go: beside what opened them, and never out of sight.

const GAP = 4;
const MARGIN = 8;
const NARROW = 560;

/** Shows `node` (a popover) beside `anchor` (an element or {x, y}); on narrow screens it becomes a sheet at the bottom. */
export function showBeside(node, anchor, { prefer = "below" } = {}) {
  node.popover = "manual";
  document.body.append(node);
  node.showPopover();
  const sheet = innerWidth <= NARROW;
  node.classList.toggle("sheet", sheet);
  if (sheet) return;
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  if (anchor instanceof Element && node.classList.contains("as-wide")) node.style.minWidth = `${box.width}px`;
  const { width, height } = node.getBoundingClientRect();
  node.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - width - MARGIN))}px`;
  node.style.top = `${vertical(box, height, prefer)}px`;
}

function vertical(box, height, prefer) {
  const below = box.bottom + GAP;
  const above = box.top - GAP - height;
  const fitsBelow = below + height <= innerHeight - MARGIN;
  const wanted = prefer === "below" ? (fitsBelow || above < MARGIN ? below : above) : (above >= MARGIN ? above : below);
  return Math.max(MARGIN, Math.min(wanted, innerHeight - height - MARGIN));
}

/** Calls `close` when the person presses or scrolls outside `node`; returns a function that stops listening. */
export function onOutside(node, close) {
  const pressed = (event) => { if (!node.contains(event.target)) close(); };
  const resized = () => close();
  setTimeout(() => addEventListener("pointerdown", pressed, true));
  addEventListener("resize", resized);
  return () => {
    removeEventListener("pointerdown", pressed, true);
    removeEventListener("resize", resized);
  };
}
