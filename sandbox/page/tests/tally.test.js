import { test } from "node:test";
import assert from "node:assert/strict";
import { resultOf, tally, votesInWords } from "../tally.js";

const now = new Date("2026-09-21T12:00:00Z");
const poll = (answer_counts, more = {}) => ({
  question: { text: "Postgres or Mongo?" }, expiry: "2026-09-22T12:00:00+00:00", allow_multiselect: false, layout_type: 1,
  answers: [{ answer_id: 1, poll_media: { text: "Postgres", emoji: { id: null, name: "🐘" } } }, { answer_id: 2, poll_media: { text: "Mongo" } }, { answer_id: 3, poll_media: { text: "Neither" } }],
  results: { is_finalized: false, answer_counts }, ...more,
});

test("answers that nobody voted for count as nothing", () => {
  const { rows, total, mine } = tally(poll([{ id: 1, count: 2, me_voted: true }, { id: 2, count: 1, me_voted: false }]), now);
  assert.deepEqual(rows.map((row) => [row.votes, row.share, row.leads]), [[2, 67, true], [1, 33, false], [0, 0, false]]);
  assert.deepEqual([total, mine], [3, [1]]);
  assert.deepEqual(rows.map((row) => row.emoji), ["🐘", null, null]);
});

test("before the first vote nobody leads", () => {
  const { rows, total } = tally(poll([]), now);
  assert.ok(rows.every((row) => !row.leads && row.share === 0));
  assert.equal(total, 0);
});

test("a poll has ended when it is counted for good, or its time is over", () => {
  assert.equal(tally(poll([]), now).ended, false);
  assert.equal(tally(poll([], { results: { is_finalized: true, answer_counts: [] } }), now).ended, true);
  assert.equal(tally(poll([]), new Date("2026-09-22T12:00:00Z")).ended, true);
});

const embed = (fields) => ({ type: "poll_result", fields: Object.entries(fields).map(([name, value]) => ({ name, value, inline: false })) });

test("the result of a poll is told in words: a winner, a tie, or silence", () => {
  const asked = { poll_question_text: "Which?" };
  assert.deepEqual(resultOf(embed({ ...asked, victor_answer_votes: "2", total_votes: "3", victor_answer_id: "1", victor_answer_text: "Postgres", victor_answer_emoji_name: "🐘" })),
    { question: "Which?", words: "🐘 Postgres won with 2 of 3 votes (67 %)." });
  assert.equal(resultOf(embed({ ...asked, victor_answer_votes: "1", total_votes: "2" })).words, "A tie: 1 vote each, 2 in all.");
  assert.equal(resultOf(embed({ ...asked, victor_answer_votes: "0", total_votes: "0" })).words, "Nobody voted.");
});

test("one vote is one vote", () => {
  assert.deepEqual([0, 1, 2].map(votesInWords), ["0 votes", "1 vote", "2 votes"]);
});
