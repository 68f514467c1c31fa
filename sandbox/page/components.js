// What can be pressed and chosen in a message, and the containers of Discord's newer layout.

import { el, icon } from "./dom.js";
import { state } from "./state.js";
import { hex } from "./colour.js";
import { markdown } from "./markdown.js";
import { attachment, picture, spoilerOf } from "./media.js";
import { safeUrl } from "./markdown-inline.js";
import { press } from "./interactions.js";
import { selectControl } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };
const LINK = 5;
/** The greater of the two spacings of a separator. */
const LARGE = 2;

/** The components of a message, or null. */
export function componentsOf(message) {
  const parts = (message.components ?? []).map((component) => render(component, message)).filter(Boolean);
  return parts.length ? el("div", { class: "components", "data-testid": "components" }, parts) : null;
}

const KINDS = {
  1: (row, message) => el("div", { class: "component-row" }, row.components.map((c) => render(c, message))),
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (text, message) => el("div", { class: "md" }, markdown(text.content, message.mentions)),
  11: (thumbnail) => covered(thumbnail, picture(thumbnail.media, { alt: thumbnail.description ?? "", className: "thumbnail", maxWidth: 80, maxHeight: 80 })),
  12: gallery,
  13: (file) => covered(file, attachment({ ...file.file, filename: file.name, size: file.size })),
  14: (line) => el("hr", { class: [line.divider === false && "space", line.spacing === LARGE && "large"].filter(Boolean).join(" ") }),
  17: container,
};

const render = (component, message) => KINDS[component.type]?.(component, message) ?? null;

/** What is a spoiler stays closed until one opens it. */
const covered = ({ spoiler }, node) => (spoiler ? spoilerOf(node) : node);

function button(component, message) {
  const label = [component.emoji?.name && el("span", { class: "button-emoji" }, component.emoji.name), component.label];
  if (component.style === LINK) return linkButton(component, label);
  const busy = state.busy.get(message.id) === component.custom_id;
  return el("button", {
    type: "button", class: `button ${STYLES[component.style] ?? "secondary"} ${busy ? "busy" : ""}`, disabled: component.disabled, "aria-disabled": busy ? "true" : null,
    "data-testid": "component-button", "data-custom-id": component.custom_id, "data-key": component.custom_id,
    "aria-label": component.label ? null : component.emoji?.name ?? "Button",
    onclick: () => state.busy.has(message.id) || press(message, component.custom_id, component.custom_id),
  }, label, busy && el("span", { class: "spinner", role: "status", "aria-label": "Working" }));
}

function linkButton(component, label) {
  const usable = !component.disabled && safeUrl(component.url);
  const attributes = usable ? { href: component.url, target: "_blank", rel: "noopener noreferrer nofollow" } : { role: "link", "aria-disabled": "true" };
  return el("a", { class: "button link", "data-testid": "component-button", ...attributes }, label, icon("out"));
}

function select(component, message) {
  const busy = state.busy.get(message.id) === component.custom_id;
  return selectControl(component, { busy, onPick: (values) => press(message, component.custom_id, component.custom_id, values) });
}

function section(component, message) {
  return el("div", { class: "section" },
    el("div", {}, component.components.map((c) => render(c, message))),
    component.accessory && render(component.accessory, message));
}

function gallery(component) {
  const alone = component.items.length === 1;
  return el("div", { class: `gallery ${alone ? "" : "tiled"}` }, component.items.map((item) =>
    covered(item, picture(item.media, { alt: item.description ?? "", className: "image", maxWidth: alone ? 520 : 250, maxHeight: alone ? 360 : 250 }))));
}

function container(component, message) {
  const accent = component.accent_color === null ? {} : { "--stripe": hex(component.accent_color) };
  return covered(component, el("div", { class: "embed container", "data-testid": "container", style: accent },
    el("div", { class: "embed-words" }, component.components.map((c) => render(c, message)))));
}

/** The first words in components, for where there is only room for a line. */
export function firstText(components) {
  for (const component of components ?? []) {
    const words = component.content || firstText(component.components);
    if (words) return words;
  }
  return "";
}
