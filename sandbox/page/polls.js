// Polls in messages: voting, seeing how it stands, and the line that tells how one ended.

import { el, icon } from "./dom.js";
import { nameOf } from "./directory.js";
import { vote } from "./marks.js";
import { resultOf, tally, votesInWords } from "./tally.js";
import { full, relative } from "./time.js";

/** Message id → what the person is about to do: { picked: answer ids, watching: sees the results without having voted }. */
const drafts = new Map();

/** The poll of a message, or null. */
export function pollOf(message) {
  const { poll } = message;
  if (!poll) return null;
  const count = tally(poll);
  const draft = drafts.get(message.id) ?? { picked: new Set(), watching: false };
  const voting = !count.ended && !count.mine.length && !draft.watching;
  const id = `poll-${message.id}`;
  const node = el("section", { class: "poll", "data-testid": "poll", "aria-labelledby": id },
    el("h3", { id, dir: "auto" }, poll.question.text),
    el("p", { class: "poll-hint" }, hint(poll, count)),
    voting ? ballot(message, draft, () => again()) : standing(count),
    el("div", { class: "poll-foot" }, foot(poll, count), actions(message, count, draft, voting, () => again())));
  const again = () => {
    drafts.set(message.id, draft);
    node.replaceWith(pollOf(message));
    document.getElementById(id)?.closest(".poll").querySelector("button, input")?.focus();
  };
  return node;
}

function hint(poll, count) {
  if (count.ended) return "This poll has ended.";
  if (count.mine.length) return "You have voted.";
  return poll.allow_multiselect ? "Choose one or more answers." : "Choose one answer.";
}

/** The answers to choose from. */
function ballot(message, draft) {
  const kind = message.poll.allow_multiselect ? "checkbox" : "radio";
  const choose = (id, on) => {
    if (kind === "radio") draft.picked.clear();
    if (on) draft.picked.add(id);
    else draft.picked.delete(id);
    drafts.set(message.id, draft);
    const button = document.querySelector(`#message-${message.id} [data-key="poll-vote"]`);
    if (button) button.disabled = draft.picked.size === 0;
  };
  return el("div", { class: "poll-answers", role: kind === "radio" ? "radiogroup" : "group", "aria-label": message.poll.question.text },
    tally(message.poll).rows.map((row) => el("label", { class: "poll-answer" },
      row.emoji && el("span", { class: "poll-emoji" }, row.emoji), el("span", { class: "poll-text", dir: "auto" }, row.text),
      el("input", {
        type: kind, name: `poll-${message.id}`, value: row.id, checked: draft.picked.has(row.id), "data-testid": "poll-answer", "data-key": `poll-${row.id}`,
        onchange: (event) => choose(row.id, event.target.checked),
      }))));
}

/** How it stands. */
function standing(count) {
  return el("ul", { class: "poll-answers", "data-testid": "poll-results" }, count.rows.map((row) =>
    el("li", { class: ["poll-answer", "counted", row.mine && "mine", row.leads && "leads"].filter(Boolean).join(" "), style: { "--share": `${row.share}%` } },
      row.emoji && el("span", { class: "poll-emoji" }, row.emoji), el("span", { class: "poll-text", dir: "auto" }, row.text),
      row.mine && el("span", { class: "poll-mine" }, icon("check"), "your vote"),
      count.ended && row.leads && el("span", { class: "poll-mine" }, "most votes"),
      el("span", { class: "poll-count" }, votesInWords(row.votes), el("strong", {}, `${row.share} %`)))));
}

function foot(poll, count) {
  const expiry = new Date(poll.expiry);
  return el("span", {}, votesInWords(count.total), " · ",
    count.ended ? el("time", { datetime: poll.expiry, title: full(expiry) }, "ended")
      : ["ends ", el("time", { datetime: poll.expiry, title: full(expiry), "data-relative": true }, relative(expiry))]);
}

function actions(message, count, draft, voting, again) {
  if (count.ended) return null;
  const text = (label, key, run) => el("button", { type: "button", class: "text-button", "data-testid": key, "data-key": key, onclick: run }, label);
  const watch = (watching) => () => { draft.watching = watching; again(); };
  if (count.mine.length) return text("Take my vote back", "poll-remove", () => vote(message, []));
  if (!voting) return text("Back to the vote", "poll-back", watch(false));
  return [text("Show results", "poll-watch", watch(true)), el("button", {
    type: "button", class: "button primary", disabled: draft.picked.size === 0, "data-testid": "poll-vote", "data-key": "poll-vote",
    onclick: () => { drafts.delete(message.id); vote(message, [...draft.picked]); },
  }, "Vote")];
}

/** The line by which Discord tells how a poll ended. */
export function pollResult(message) {
  const { question, words } = resultOf(message.embeds?.[0]);
  return el("div", { class: "system", "data-testid": "poll-result" }, `${nameOf(message.author)}’s poll `, el("strong", { dir: "auto" }, question), " has ended. ", words, " ",
    message.message_reference && el("button", { type: "button", class: "text-button", "data-jump": message.message_reference.message_id }, "See the poll"));
}
