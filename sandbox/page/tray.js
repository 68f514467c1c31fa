// Files that go along with the next message: chosen or pasted, uploaded at once, and shown above the message box until it is sent.

import { el, fill, icon } from "./dom.js";
import * as api from "./api.js";
import { state, subscribe } from "./state.js";
import { focusComposer } from "./composer.js";

const MOST = 10;
const tray = document.getElementById("tray");
const chooser = document.getElementById("composer-files");
/** Person and channel → what is to go along there: { name, upload: a promise, problem: in words or null, ready }. */
const trays = new Map();

/** Begins to listen; `say` tells what is wrong in words. */
export function startTray(say) {
  chooser.addEventListener("change", () => {
    add([...chooser.files], say);
    chooser.value = "";
    focusComposer();
  });
  document.getElementById("composer-input").addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add([...event.clipboardData.files], say);
  });
  subscribe("channel", draw);
}

/** Has the person choose files. */
export const chooseFiles = () => chooser.click();

const key = (channelId = state.channelId) => `${state.me?.id}/${channelId}`;
const files = () => trays.get(key()) ?? [];

function add(chosen, say) {
  const fitting = chosen.slice(0, Math.max(0, MOST - files().length));
  if (fitting.length < chosen.length) say(`A message takes at most ${MOST} files.`, true);
  trays.set(key(), [...files(), ...fitting.map(entry)]);
  draw();
}

function entry(file) {
  const one = { name: file.name, problem: null, ready: false };
  one.upload = api.upload(state.me.id, state.channelId, file)
    .then((attachment) => { one.ready = true; return attachment.id; }, (refusal) => { one.problem = refusal.message; return null; })
    .finally(draw);
  return one;
}

function draw() {
  tray.hidden = files().length === 0;
  fill(tray, files().map((one) => el("li", { class: one.problem ? "wrong" : null, "data-testid": "tray-file" },
    icon(one.problem ? "warn" : "file"),
    el("span", { class: "menu-words" }, el("span", { class: "tray-name", title: one.name }, one.name), el("small", { role: one.problem ? "alert" : null }, one.problem ?? (one.ready ? "ready" : "uploading…"))),
    el("button", { type: "button", class: "icon-button", "aria-label": `Leave ${one.name} out`, "data-testid": "tray-remove", onclick: () => leaveOut(one) }, icon("close")))));
}

function leaveOut(one) {
  trays.set(key(), files().filter((other) => other !== one));
  draw();
  focusComposer();
}

/** Whether anything is to go along. */
export const hasFiles = () => files().length > 0;

/** The ids of the files to go along, once all are uploaded. What is wrong with one of them is thrown. */
export async function uploads() {
  const ids = await Promise.all(files().map((one) => one.upload));
  const wrong = files().find((one) => one.problem);
  if (wrong) throw new Error(`${wrong.name} was not uploaded. Leave it out, or add it again.`);
  return ids;
}

/** Nothing goes along any more in that channel. */
export function emptyTray(channelId) {
  trays.delete(key(channelId));
  draw();
}
