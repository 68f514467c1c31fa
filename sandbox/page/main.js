// The page starts here. The map:
//
//   api, events, route            HTTP, server-sent events, the address after `#`
//   state, session, interactions  what is known; being somebody; commands, presses and forms on their way
//   directory, read-marks         who is meant by an id; what has been read
//   markdown-*, commands, colour, snowflake, time   pure parts, tested by `node --test sandbox/page/tests/`
//   messages > message > embeds, components, media, select   the conversation
//   composer > command-form, suggestions, mentions, tray, poll-form   where one writes
//   sidebar, members, switcher, status, welcome, drawers     what stands around it
//   menu, picker, modal, popup, announce                     what opens over it
//   weather-panel > weather                                  what goes wrong on purpose

import { startComposer, focusComposer } from "./composer.js";
import { startDrawers } from "./drawers.js";
import { startMembers } from "./members.js";
import { startMessages } from "./messages.js";
import { startModals } from "./modal.js";
import { startSidebar } from "./sidebar.js";
import { startStatus } from "./status.js";
import { startSwitcher } from "./switcher.js";
import { startWeather } from "./weather-panel.js";
import { begin } from "./session.js";
import { complain } from "./announce.js";
import { keepRelativeTimesFresh } from "./time.js";

const RETRY_MS = 1500;

for (const start of [startSidebar, startMembers, startStatus, startSwitcher, startMessages, startComposer, startModals, startDrawers, startWeather, keepRelativeTimesFresh]) start();

/** Writing anywhere writes in the composer, as long as nothing else wants the key. */
document.addEventListener("keydown", (event) => {
  const free = event.target === document.body || event.target.closest?.(".message, .channel, .member-name");
  const writes = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (free && writes && !event.defaultPrevented && !document.querySelector("dialog[open]")) focusComposer();
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  focusComposer();
});

async function start() {
  try {
    await begin();
    document.documentElement.dataset.ready = "true";
    if (matchMedia("(hover: hover)").matches) focusComposer();
  } catch (refusal) {
    complain(refusal.message);
    setTimeout(start, RETRY_MS);
  }
}

await start();
