// The form in which a poll is written.

import { el, icon } from "./dom.js";
import { focusComposer } from "./composer.js";

const LONGEST_QUESTION = 300;
const LONGEST_ANSWER = 55;
const MOST_ANSWERS = 10;
const DURATIONS = [[1, "1 hour"], [4, "4 hours"], [8, "8 hours"], [24, "1 day"], [72, "3 days"], [168, "1 week"], [336, "2 weeks"]];

/** Opens the form; `post` is given the poll as applications send it, and throws what is wrong with it. */
export function openPollForm(post) {
  const question = el("input", { id: "poll-question", type: "text", maxlength: LONGEST_QUESTION, autocomplete: "off", dir: "auto", "data-testid": "poll-form-question" });
  const answers = el("ol", { class: "poll-form-answers" });
  const more = el("button", { type: "button", class: "text-button", "data-testid": "poll-form-more", onclick: () => addAnswer().focus() }, "Add an answer");
  const duration = el("select", { id: "poll-duration", "data-testid": "poll-form-duration" }, DURATIONS.map(([hours, words]) => el("option", { value: hours, selected: hours === 24 }, words)));
  const several = el("input", { type: "checkbox", "data-testid": "poll-form-several" });
  const note = el("p", { class: "form-note", role: "alert", "data-testid": "poll-form-note" });
  const send = el("button", { type: "submit", class: "button primary", "data-testid": "poll-form-send" }, "Post the poll");
  const form = el("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
    el("h2", { id: "poll-form-title" }, "Start a poll"),
    el("div", { class: "form-fields" },
      el("div", { class: "form-field" }, el("label", { class: "field-label", for: "poll-question" }, "Question"), question),
      el("div", { class: "form-field", role: "group", "aria-label": "Answers" }, el("span", { class: "field-label" }, "Answers"), answers, more),
      el("div", { class: "form-field" }, el("label", { class: "field-label", for: "poll-duration" }, "Open for"), duration),
      el("label", { class: "choice" }, several, el("span", {}, "Several answers may be chosen"))),
    note,
    el("div", { class: "form-foot" }, el("button", { type: "button", class: "button secondary", onclick: close }, "Cancel"), send));
  const dialog = el("dialog", { class: "form-dialog", "aria-labelledby": "poll-form-title", "data-testid": "poll-form" }, form);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });

  function addAnswer() {
    const input = el("input", { type: "text", maxlength: LONGEST_ANSWER, autocomplete: "off", dir: "auto", "data-testid": "poll-form-answer" });
    const row = el("li", {}, input, el("button", { type: "button", class: "icon-button", onclick: () => remove(row) }, icon("close")));
    answers.append(row);
    number();
    return input;
  }

  function remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    number();
    next.querySelector("input").focus();
  }

  function number() {
    const rows = [...answers.children];
    rows.forEach((row, index) => {
      row.querySelector("input").setAttribute("aria-label", `Answer ${index + 1}`);
      row.querySelector("input").placeholder = `Answer ${index + 1}`;
      row.querySelector("button").setAttribute("aria-label", `Remove answer ${index + 1}`);
      row.querySelector("button").hidden = rows.length === 1;
    });
    more.hidden = rows.length >= MOST_ANSWERS;
  }

  async function submit() {
    const texts = [...answers.querySelectorAll("input")].map((input) => input.value.trim()).filter(Boolean);
    const problem = !question.value.trim() ? [question, "A poll needs a question."] : texts.length === 0 ? [answers.querySelector("input"), "A poll needs an answer to choose."] : null;
    note.textContent = problem?.[1] ?? "";
    if (problem) return problem[0].focus();
    send.disabled = true;
    try {
      await post({ question: { text: question.value.trim() }, answers: texts.map((text) => ({ poll_media: { text } })), duration: Number(duration.value), allow_multiselect: several.checked });
      return close();
    } catch (refusal) {
      note.textContent = refusal.message;
      return undefined;
    } finally {
      send.disabled = false;
    }
  }

  function close() {
    dialog.remove();
    focusComposer();
  }

  addAnswer();
  addAnswer();
  document.body.append(dialog);
  dialog.showModal();
  question.focus();
}
