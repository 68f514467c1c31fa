// The list above the composer: commands, choices, people. One list, whichever field it belongs to at the moment.

import { el, fill } from "./dom.js";

const panel = document.getElementById("suggestions");
let owner = null;
let items = [];
let rows = [];
let at = -1;

panel.addEventListener("pointerdown", (event) => event.preventDefault());

/** Shows `choices` ({ group, label, detail, face, take }) for `input`. `note` stands there while there are none. */
export function suggest(input, choices, { title, note = null }) {
  if (owner && owner !== input) hideSuggestions();
  if (!choices.length && !note) return hideSuggestions();
  owner = input;
  items = choices;
  rows = items.map(row);
  panel.setAttribute("aria-label", title);
  fill(panel, grouped(), note && el("p", { class: "suggestion-note" }, note));
  panel.hidden = false;
  owner.setAttribute("aria-expanded", String(rows.length > 0));
  activate(rows.length ? 0 : -1);
  panel.scrollTop = 0;
}

function grouped() {
  const nodes = [];
  let group;
  items.forEach((item, i) => {
    if (item.group !== group && item.group) nodes.push(el("div", { class: "suggestion-group", role: "presentation" }, item.group));
    group = item.group;
    nodes.push(rows[i]);
  });
  return nodes;
}

function row(item, i) {
  return el("div", {
    role: "option", id: `suggestion-${i}`, class: "suggestion", "data-testid": "suggestion", "aria-selected": "false",
    onclick: () => { activate(i); takeSuggestion(); },
    onpointermove: () => at !== i && activate(i),
  }, item.face, el("span", { class: "suggestion-label" }, item.label), item.detail && el("span", { class: "suggestion-detail" }, item.detail));
}

function activate(next) {
  rows[at]?.setAttribute("aria-selected", "false");
  at = next;
  rows[at]?.setAttribute("aria-selected", "true");
  rows[at]?.scrollIntoView({ block: "nearest" });
  if (rows[at]) owner.setAttribute("aria-activedescendant", rows[at].id);
  else owner?.removeAttribute("aria-activedescendant");
}

/** Takes the list away. */
export function hideSuggestions() {
  panel.hidden = true;
  owner?.setAttribute("aria-expanded", "false");
  owner?.removeAttribute("aria-activedescendant");
  [owner, items, rows, at] = [null, [], [], -1];
  panel.replaceChildren();
}

/** True while there is something to take. */
export const hasSuggestions = () => rows.length > 0;

/** True while the list (or its note) is on screen. */
export const suggestionsShown = () => !panel.hidden;

/** Takes the active suggestion; false if there is none. */
export function takeSuggestion() {
  const item = items[at];
  if (!item) return false;
  hideSuggestions();
  item.take();
  return true;
}

/** Handles the keys that belong to the list; true if the key was one. */
export function suggestionKey(event) {
  if (!suggestionsShown()) return false;
  if (event.key === "Escape") hideSuggestions();
  else if (!rows.length) return false;
  else if (event.key === "ArrowDown") activate((at + 1) % rows.length);
  else if (event.key === "ArrowUp") activate((at - 1 + rows.length) % rows.length);
  else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) takeSuggestion();
  else return false;
  event.preventDefault();
  return true;
}
