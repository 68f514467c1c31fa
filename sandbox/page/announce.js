// Words for people who don't see the screen, and notices for everybody when a call was refused.

import { el, icon } from "./dom.js";
import { nameOf } from "./directory.js";
import { plainText } from "./markdown.js";

const SHOWN_MS = 7000;
const EPHEMERAL = 1 << 6;
const polite = document.getElementById("announcer");
const notices = document.getElementById("notices");

/** Has a screen reader say `text` when it next pauses. */
export function announce(text) {
  polite.append(el("p", {}, text));
  while (polite.childElementCount > 5) polite.firstChild.remove();
}

/** Has a screen reader say a message. */
export function speak(message) {
  const words = [message.content, ...(message.embeds ?? []).flatMap((e) => [e.title, e.description])].filter(Boolean).join(". ");
  const whom = message.flags & EPHEMERAL ? " (only you can see this)" : "";
  announce(`${nameOf(message.author)}${whom}: ${plainText(words, message.mentions) || "sent a message"}`);
}

/** Shows a problem that belongs to no message, for a while; it is read aloud at once. */
export function complain(text) {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss" }, icon("close"));
  const notice = el("div", { class: "notice", role: "alert", "data-testid": "notice" }, icon("warn"), el("p", {}, text), close);
  close.addEventListener("click", () => notice.remove());
  notices.append(notice);
  setTimeout(() => notice.remove(), SHOWN_MS);
}

/** Runs `action`; a refusal becomes a notice. Returns undefined then. */
export async function orComplain(action) {
  try {
    return await action();
  } catch (refusal) {
    complain(refusal.message);
    return undefined;
  }
}
