// Menus: a list of things to do, worked with arrows, letters, Enter and Escape.

import { el } from "./dom.js";
import { onOutside, showBeside } from "./popup.js";

let open = null;

/**
 * Opens a menu beside `anchor` (an element, or {x, y}). `entries` are { heading }, { info: node } or
 * { label, detail, icon, checked, danger, data, run }; null ones are skipped. Focus goes back to `home` when it closes.
 */
export function openMenu(anchor, entries, { label, home = document.activeElement, className = "" }) {
  closeMenu();
  const node = el("div", { class: `popup menu ${className}`, role: "menu", "aria-label": label, "data-testid": "menu", tabindex: "-1" }, entries.filter(Boolean).map(row));
  const stop = onOutside(node, () => closeMenu());
  open = { node, stop, home };
  node.addEventListener("keydown", (event) => onKey(node, event));
  node.addEventListener("contextmenu", (event) => event.preventDefault());
  showBeside(node, anchor);
  (node.querySelector("[aria-checked=true]") ?? items(node)[0] ?? node).focus();
}

/** Closes the open menu, if there is one; `back` returns focus to where it was. */
export function closeMenu(back = false) {
  if (!open) return;
  const { node, stop, home } = open;
  open = null;
  stop();
  node.remove();
  if (back && home?.isConnected) home.focus();
}

function row(entry) {
  if (entry.heading) return el("div", { class: "menu-heading", role: "presentation" }, entry.heading);
  if (entry.info) return el("div", { class: "menu-info", role: "presentation" }, entry.info);
  const choice = entry.checked !== undefined;
  return el("button", {
    type: "button", role: choice ? "menuitemradio" : "menuitem", "aria-checked": choice ? String(entry.checked) : null, tabindex: "-1",
    class: `menu-item ${entry.danger ? "danger" : ""}`, "data-testid": "menu-item", ...entry.data,
    onclick: () => { closeMenu(true); entry.run(); },
    onpointermove: (event) => event.currentTarget.focus({ preventScroll: true }),
  }, entry.icon, el("span", { class: "menu-words" }, el("span", {}, entry.label), entry.detail && el("small", {}, entry.detail)));
}

const items = (node) => [...node.querySelectorAll(".menu-item")];

function onKey(node, event) {
  const all = items(node);
  const at = all.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  if (event.key in moves) all.at(moves[event.key] % all.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu(true);
  else if (event.key.length === 1 && event.key !== " ") byLetter(all, at, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function byLetter(all, at, letter) {
  const fits = (item) => item.querySelector(".menu-words").textContent.toLowerCase().startsWith(letter.toLowerCase());
  [...all.slice(at + 1), ...all.slice(0, at + 1)].find(fits)?.focus();
}

/** True for the keys that ask for a context menu. */
export const asksForMenu = (event) => event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
