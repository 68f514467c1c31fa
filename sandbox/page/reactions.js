// Reactions below messages: seeing, adding to, and taking back.

import { el, icon } from "./dom.js";
import { react } from "./marks.js";
import { pick } from "./picker.js";

/** What the picker offers. */
const COMMON = [
  ["👍", "thumbs up"], ["👎", "thumbs down"], ["❤️", "heart"], ["😂", "tears of joy"], ["🎉", "party"], ["😮", "surprised"], ["😢", "sad"], ["🙏", "thank you"],
  ["🔥", "fire"], ["👀", "eyes"], ["✅", "done"], ["❌", "no"], ["❓", "question"], ["💯", "hundred"], ["🚀", "rocket"], ["🤔", "thinking"],
  ["👏", "applause"], ["🐛", "bug"], ["⚠️", "warning"], ["🚢", "ship it"], ["☕", "coffee"], ["📌", "pin"], ["1️⃣", "one"], ["2️⃣", "two"], ["3️⃣", "three"],
];

/** The reactions of a message, or null. */
export function reactionsOf(message) {
  const reactions = message.reactions ?? [];
  if (!reactions.length) return null;
  return el("div", { class: "reactions", "data-testid": "reactions", role: "group", "aria-label": "Reactions" }, reactions.map((one) => reaction(one, message)),
    el("button", { type: "button", class: "reaction add", "aria-label": "Add a reaction", "data-key": "react", onclick: (event) => chooseReaction(message, event.currentTarget) }, icon("plus")));
}

function reaction({ emoji, count, me }, message) {
  return el("button", {
    type: "button", class: `reaction ${me ? "mine" : ""}`, "aria-pressed": String(me), "aria-label": `${emoji.name}, ${count} ${count === 1 ? "reaction" : "reactions"}`,
    "data-testid": "reaction", "data-key": `react-${emoji.id ?? emoji.name}`, onclick: () => react(message, emoji, !me),
  }, el("span", { class: emoji.id ? "custom-emoji" : "reaction-emoji" }, emoji.id ? `:${emoji.name}:` : emoji.name), el("span", {}, String(count)));
}

/** Lets the person choose an emoji and puts it on the message. */
export async function chooseReaction(message, anchor) {
  const choices = COMMON.map(([emoji, name]) => ({ value: emoji, label: name, face: el("span", { class: "reaction-emoji" }, emoji) }));
  const chosen = await pick(anchor, { title: "Add a reaction", choices, selected: [], min: 1, max: 1 });
  if (chosen) await react(message, { id: null, name: chosen[0] }, true);
}
