// What a poll says about itself: who leads, what one has voted for, how it ended. Pure.

/**
 * A poll counted: { rows, total, mine: answer ids that the reader voted for, ended }. Each row is
 * { id, text, emoji, votes, share: percent of all votes, mine, leads: has the most votes of all }.
 */
export function tally(poll, now = new Date()) {
  const counts = new Map((poll.results?.answer_counts ?? []).map((count) => [count.id, count]));
  const votes = (id) => counts.get(id)?.count ?? 0;
  const total = poll.answers.reduce((sum, answer) => sum + votes(answer.answer_id), 0);
  const most = Math.max(0, ...poll.answers.map((answer) => votes(answer.answer_id)));
  const rows = poll.answers.map(({ answer_id: id, poll_media: media }) => ({
    id, text: media.text ?? "", emoji: media.emoji?.name ?? null, votes: votes(id), share: total ? Math.round((votes(id) / total) * 100) : 0,
    mine: Boolean(counts.get(id)?.me_voted), leads: most > 0 && votes(id) === most,
  }));
  const ended = Boolean(poll.results?.is_finalized) || (poll.expiry !== null && new Date(poll.expiry) <= now);
  return { rows, total, mine: rows.filter((row) => row.mine).map((row) => row.id), ended };
}

/** `1 vote`, `2 votes`. */
export const votesInWords = (count) => `${count} vote${count === 1 ? "" : "s"}`;

/** What the result message of a poll tells, in words: { question, words }. */
export function resultOf(embed) {
  const fields = new Map((embed?.fields ?? []).map(({ name, value }) => [name, value]));
  const [most, total] = ["victor_answer_votes", "total_votes"].map((name) => Number(fields.get(name) ?? 0));
  return { question: fields.get("poll_question_text") ?? "", words: ending(fields, most, total) };
}

function ending(fields, most, total) {
  if (total === 0) return "Nobody voted.";
  const winner = [fields.get("victor_answer_emoji_name"), fields.get("victor_answer_text")].filter(Boolean).join(" ");
  if (!winner) return `A tie: ${votesInWords(most)} each, ${total} in all.`;
  return `${winner} won with ${most} of ${votesInWords(total)} (${Math.round((most / total) * 100)} %).`;
}
