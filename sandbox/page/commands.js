// Slash commands as a person writes them: finding one, filling in its options, checking them. Pure.

export const CommandType = Object.freeze({ CHAT_INPUT: 1, USER: 2, MESSAGE: 3 });
export const OptionType = Object.freeze({
  SUB_COMMAND: 1, SUB_COMMAND_GROUP: 2, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11,
});

/** What can be run: each chat-input command, or each of its sub-commands: { command, path, name, description, options }. */
export function leavesOf(commands) {
  return commands
    .filter((command) => (command.type ?? CommandType.CHAT_INPUT) === CommandType.CHAT_INPUT)
    .flatMap((command) => leavesUnder(command, command, [command.name]));
}

function leavesUnder(command, node, path) {
  const options = node.options ?? [];
  const inner = options.filter((option) => option.type <= OptionType.SUB_COMMAND_GROUP);
  if (inner.length) return inner.flatMap((option) => leavesUnder(command, option, [...path, option.name]));
  return [{ command, path, name: path.join(" "), description: node.description, options }];
}

/** The leaves that fit what stands after the slash, best first; the order given breaks ties. */
export function matching(leaves, query) {
  const wanted = query.toLowerCase().trimEnd();
  return leaves
    .map((leaf, place) => ({ leaf, place, score: score(leaf, wanted) }))
    .filter((entry) => entry.score < 9)
    .sort((a, b) => a.score - b.score || a.place - b.place)
    .map((entry) => entry.leaf);
}

function score(leaf, wanted) {
  const name = leaf.name.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s_-]/).some((word) => word.startsWith(wanted))) return 1;
  if (name.includes(wanted)) return 2;
  return wanted.length > 2 && leaf.description.toLowerCase().includes(wanted) ? 3 : 9;
}

/** Reads `/role show role: tech lead`: { leaf, values: Map option name → text, rest }, or null if no leaf is named in full and followed by a space. */
export function readCommand(text, leaves) {
  const leaf = leaves
    .filter((l) => text.startsWith(`/${l.name} `) || text === `/${l.name}`)
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!leaf || text === `/${leaf.name}`) return null;
  return { leaf, ...readOptions(text.slice(leaf.name.length + 2), leaf.options) };
}

/** Splits `text` at `name:` of known options: { rest: what stood before the first, values: Map, last: name of the last }. */
export function readOptions(text, options) {
  const names = options.map((o) => o.name).sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const values = new Map();
  if (!names.length) return { rest: text, values, last: null };
  const marks = [...text.matchAll(new RegExp(`(?:^|(?<=\\s))(${names.join("|")}):`, "gu"))];
  marks.forEach((mark, i) => {
    const end = marks[i + 1]?.index ?? text.length;
    values.set(mark[1], text.slice(mark.index + mark[0].length, end).trim());
  });
  return { rest: text.slice(0, marks[0]?.index ?? text.length), values, last: marks.at(-1)?.[1] ?? null };
}

/** The choices an option offers without asking the bot: [{ name, value, detail }], or null when any text will do. `pick(option)` lists people, roles and channels. */
export function fixedChoices(option, pick) {
  if (option.choices?.length) return option.choices.map((choice) => ({ name: choice.name, value: choice.value }));
  if (option.type === OptionType.BOOLEAN) return [{ name: "true", value: true }, { name: "false", value: false }];
  if (option.type >= OptionType.USER && option.type <= OptionType.MENTIONABLE) return pick(option);
  return null;
}

/** What an option's entry { text, choice } amounts to: { value } (undefined when empty), or { problem } in words. `choices` as `fixedChoices` gives. */
export function evaluate(option, entry, choices) {
  const text = entry?.text ?? "";
  if (text.trim() === "") return option.required ? { problem: "This option is required." } : { value: undefined };
  if (entry.choice && entry.choice.name === text) return { value: entry.choice.value };
  if (choices) return evaluateChoice(text.trim(), choices);
  const check = CHECKS[option.type];
  return check ? check(option, text) : { problem: "This kind of option can't be given here." };
}

/** The choice that `text` names: exactly, or with or without its sigil, or by mention. */
export function choiceNamed(text, choices) {
  const wanted = text.toLowerCase();
  const bare = wanted.replace(/^[@#]/, "");
  const id = /^<(?:@[!&]?|#)(\d+)>$/.exec(wanted)?.[1];
  return choices.find((c) => c.name.toLowerCase() === wanted || c.name.toLowerCase().replace(/^[@#]/, "") === bare || c.value === id) ?? null;
}

function evaluateChoice(text, choices) {
  const found = choiceNamed(text, choices);
  return found ? { value: found.value } : { problem: "Pick one of the choices." };
}

const CHECKS = {
  [OptionType.STRING]: (option, given) => {
    const text = given.trim();
    const length = [...text].length;
    if (length < (option.min_length ?? 0)) return { problem: `At least ${count(option.min_length)}, please; this has ${length}.` };
    const longest = option.max_length ?? 6000;
    return length > longest ? { problem: `At most ${count(longest)}, please; this has ${length}.` } : { value: text };
  },
  [OptionType.ATTACHMENT]: () => ({ problem: "Choose a file: click the field, or press the down arrow." }),
  [OptionType.INTEGER]: (option, text) => number(option, text, /^-?\d+$/, "Write a whole number."),
  [OptionType.NUMBER]: (option, text) => number(option, text, /^-?\d+(\.\d+)?$/, "Write a number, such as 3 or 2.5."),
};

const count = (n) => `${n} character${n === 1 ? "" : "s"}`;

function number(option, text, pattern, hint) {
  const value = Number(text.trim());
  if (!pattern.test(text.trim()) || !Number.isFinite(value)) return { problem: hint };
  if (option.min_value !== undefined && value < option.min_value) return { problem: `The smallest value is ${option.min_value}.` };
  if (option.max_value !== undefined && value > option.max_value) return { problem: `The largest value is ${option.max_value}.` };
  return { value };
}

/** Options in the shape of Discord's interaction data, sub-commands nested; `values` are [{ option, value, focused }]. */
export function interactionOptions(leaf, values) {
  const given = values.map(({ option, value, focused }) => ({ name: option.name, type: option.type, value, ...(focused ? { focused: true } : {}) }));
  return leaf.path.slice(1).reduceRight((inner, name, i) => {
    const deepest = i === leaf.path.length - 2;
    return [{ name, type: deepest ? OptionType.SUB_COMMAND : OptionType.SUB_COMMAND_GROUP, options: inner }];
  }, given);
}

/** What an option wants, in words, for the hint under the composer. */
export function hintFor(option) {
  const wants = {
    [OptionType.INTEGER]: "a whole number", [OptionType.NUMBER]: "a number", [OptionType.BOOLEAN]: "true or false",
    [OptionType.USER]: "a person", [OptionType.CHANNEL]: "a channel", [OptionType.ROLE]: "a role", [OptionType.MENTIONABLE]: "a person or a role",
    [OptionType.ATTACHMENT]: "a file: click the field, or press the down arrow",
  }[option.type];
  return [option.description, wants && `(${wants})`, !option.required && "(optional)"].filter(Boolean).join(" ");
}
