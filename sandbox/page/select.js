// Selects: in messages and in forms, of the bot's own options or of people, roles and channels.

import { el, icon } from "./dom.js";
import { ChannelType, currentGuild, nameOf } from "./directory.js";
import { avatar } from "./media.js";
import { pick } from "./picker.js";

export const SelectType = Object.freeze({ STRING: 3, USER: 5, ROLE: 6, MENTIONABLE: 7, CHANNEL: 8 });

const NOUNS = { [SelectType.STRING]: "option", [SelectType.USER]: "person", [SelectType.ROLE]: "role", [SelectType.MENTIONABLE]: "person or role", [SelectType.CHANNEL]: "channel" };

/** The control of a select component; `onPick(values)` is called after a change. */
export function selectControl(component, { busy = false, onPick }) {
  const choices = choicesOf(component);
  let selected = defaultsOf(component);
  const words = el("span", { class: "select-words" });
  const title = component.placeholder ?? `Choose a${NOUNS[component.type].startsWith("o") ? "n" : ""} ${NOUNS[component.type]}`;
  const control = el("button", {
    type: "button", class: `select ${busy ? "busy" : ""}`, "aria-haspopup": "listbox", "aria-expanded": "false", disabled: component.disabled, "aria-disabled": busy ? "true" : null,
    "data-testid": "component-select", "data-custom-id": component.custom_id, "data-key": component.custom_id,
  }, words, busy ? el("span", { class: "spinner" }) : icon("down"));
  const show = () => {
    const labels = choices.filter((c) => selected.includes(c.value)).map((c) => c.label);
    words.textContent = labels.join(", ") || title;
    words.classList.toggle("placeholder", labels.length === 0);
    control.setAttribute("aria-label", labels.length ? `${title}: ${labels.join(", ")}` : title);
  };
  control.addEventListener("click", async () => {
    if (busy) return;
    const limits = { min: component.min_values ?? 1, max: component.max_values ?? 1 };
    const values = await pick(control, { title, choices, selected, ...limits });
    if (!values) return;
    selected = values;
    show();
    onPick(values);
  });
  show();
  return control;
}

/** What is chosen before the person does anything. */
export function defaultsOf(component) {
  return [...(component.options ?? []).filter((o) => o.default).map((o) => o.value), ...(component.default_values ?? []).map((d) => d.id)];
}

function choicesOf(component) {
  const types = component.channel_types;
  switch (component.type) {
    case SelectType.USER: return people();
    case SelectType.ROLE: return roles();
    case SelectType.MENTIONABLE: return [...people(), ...roles()];
    case SelectType.CHANNEL: return channels(types);
    default: return (component.options ?? []).map((o) => ({ ...o, face: o.emoji && el("span", { "aria-hidden": "true" }, o.emoji.name) }));
  }
}

/** The members of the server on screen as choices. */
export function people() {
  return currentGuild().members.map(({ user }) => ({ value: user.id, label: nameOf(user), description: user.profile || (user.bot ? "app" : user.username), face: avatar(user, "small") }));
}

/** Its roles as choices, highest first. */
export function roles() {
  const guild = currentGuild();
  return guild.roles.filter((r) => r.id !== guild.id).sort((a, b) => b.position - a.position).map((r) => ({ value: r.id, label: r.name, face: icon("at") }));
}

/** Its channels and threads as choices; `types` limits which. */
export function channels(types) {
  const guild = currentGuild();
  const all = [...guild.channels, ...guild.threads];
  const shown = types?.length ? all.filter((c) => types.includes(c.type)) : all.filter((c) => c.type !== ChannelType.CATEGORY);
  return shown.map((c) => ({ value: c.id, label: c.name, face: icon(guild.threads.includes(c) ? "thread" : "hash") }));
}
