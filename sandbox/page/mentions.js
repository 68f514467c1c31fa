// Mentions in plain messages: found while typing, shown by name, sent by id.

import { currentGuild, nameOf } from "./directory.js";
import { channels, people, roles } from "./select.js";

const LISTED = 8;

/** The half-written mention before the caret: { start, sigil, query }, or null. */
export function mentionAt(text, caret) {
  const match = /(?:^|\s)([@#])([^\s@#][^@#\n]{0,30})?$/u.exec(text.slice(0, caret));
  return match && { start: caret - match[1].length - (match[2]?.length ?? 0), sigil: match[1], query: (match[2] ?? "").toLowerCase() };
}

/** Who or what `query` may mean: [{ label, detail, face, shown, code }]. */
export function mentionChoices({ sigil, query }) {
  if (!currentGuild()) return [];
  const all = sigil === "#" ? channels().map((c) => entry(c, "#", `<#${c.value}>`))
    : [...people().map((p) => entry(p, "@", `<@${p.value}>`)), ...roles().map((r) => entry({ ...r, description: "role" }, "@", `<@&${r.value}>`))];
  return all.filter((c) => fits(c.label.toLowerCase(), query)).slice(0, LISTED);
}

const fits = (name, query) => name.startsWith(query) || name.split(/[\s._-]/).some((word) => word.startsWith(query));
const entry = ({ label, description, face }, sigil, code) => ({ label, detail: description, face, shown: `${sigil}${label}`, code });

/** How a person is written in the composer. */
export const mentionOf = (user) => ({ shown: `@${nameOf(user)}`, code: `<@${user.id}>` });

/** The text as it is sent: each inserted mention by id, longest names first. */
export function encodeMentions(text, inserted) {
  const names = [...inserted.keys()].sort((a, b) => b.length - a.length);
  return names.reduce((sum, shown) => sum.replaceAll(shown, inserted.get(shown)), text);
}
