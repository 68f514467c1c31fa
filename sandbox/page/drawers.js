// On narrow screens the channels and the members are drawers beside the messages.

const DRAWERS = [
  { name: "sidebar", button: "open-sidebar" },
  { name: "members", button: "open-members" },
];
const root = document.documentElement;
const shade = document.getElementById("shade");

/** Begins to listen. */
export function startDrawers() {
  for (const { name, button } of DRAWERS) document.getElementById(button).addEventListener("click", () => toggle(name));
  shade.addEventListener("click", () => closeDrawers());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.dataset.drawer) closeDrawers(true);
  });
}

function toggle(name) {
  const opening = root.dataset.drawer !== name;
  closeDrawers();
  if (!opening) return;
  root.dataset.drawer = name;
  reflect();
  const panel = document.getElementById(name);
  (panel.querySelector("[aria-current]") ?? panel.querySelector("button"))?.focus();
}

/** Closes the open drawer; `back` returns the focus to its button. */
export function closeDrawers(back = false) {
  const open = DRAWERS.find((d) => d.name === root.dataset.drawer);
  delete root.dataset.drawer;
  reflect();
  if (open && back) document.getElementById(open.button).focus();
}

function reflect() {
  for (const { name, button } of DRAWERS) document.getElementById(button).setAttribute("aria-expanded", String(root.dataset.drawer === name));
}
