// "You are …": choosing whose client this is.

import { el, fill, icon } from "./dom.js";
import { state, subscribe } from "./state.js";
import { avatar } from "./media.js";
import { openMenu } from "./menu.js";
import { become } from "./session.js";
import { focusComposer } from "./composer.js";
import { announce, orComplain } from "./announce.js";
import { called, channelById } from "./directory.js";

const button = document.getElementById("person");

/** Begins to draw. */
export function startSwitcher() {
  subscribe("person people", draw);
  button.addEventListener("click", choose);
}

function draw() {
  if (!state.me) return;
  const { profile } = state.me;
  fill(button, avatar(state.me), el("span", { class: "person-words" },
    el("small", {}, "You are"),
    el("span", { class: "person-line" }, el("strong", {}, called(state.me)), profile && el("span", { class: "person-profile" }, `, ${profile}`)), el("span", { class: "sr" }, "Be somebody else")), icon("down"));
}

function choose() {
  openMenu(button, [
    { heading: "Be somebody else" },
    ...state.people.map((person) => ({
      label: called(person),
      detail: person.profile || `@${person.username}`,
      icon: avatar(person),
      checked: person.id === state.me.id,
      data: { "data-testid": "person-option", "data-user-id": person.id, "data-name": person.username },
      run: () => be(person),
    })),
  ], { label: "Be somebody else", home: button, className: "people" });
}

/** The same channel stays open if the other person sees it too. */
async function be(person) {
  if (person.id === state.me.id) return;
  const channel = channelById(state.channelId);
  await orComplain(() => become(person.id, channel?.id));
  announce(`You are now ${called(person)}`);
  focusComposer();
}
