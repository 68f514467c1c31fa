import { test } from "node:test";
import assert from "node:assert/strict";
import { choiceNamed, evaluate, fixedChoices, interactionOptions, leavesOf, matching, OptionType, readCommand, readOptions } from "../commands.js";

const ask = {
  id: "1", type: 1, name: "ask", description: "Ask about a topic",
  options: [{ name: "topic", type: 3, required: true, min_length: 3, max_length: 10 }, { name: "loud", type: 5 }],
};
const box = {
  id: "2", type: 1, name: "box", description: "Boxes",
  options: [
    { name: "open", type: 1, description: "Open one", options: [{ name: "which", type: 4, min_value: 1, max_value: 9 }] },
    { name: "lid", type: 2, description: "Lids", options: [{ name: "paint", type: 1, description: "Paint a lid", options: [{ name: "colour", type: 3, choices: [{ name: "Deep red", value: "red" }] }] }] },
  ],
};
const leaves = leavesOf([ask, box, { id: "3", type: 3, name: "On a message" }]);
const leaf = (name) => leaves.find((l) => l.name === name);

test("an option for a file takes what was uploaded, and nothing written", () => {
  const option = { name: "file", type: OptionType.ATTACHMENT, required: true };
  assert.match(evaluate(option, { text: "votes.csv" }, null).problem, /Choose a file/);
  assert.deepEqual(evaluate(option, { text: "votes.csv", choice: { name: "votes.csv", value: "41771983429993937" } }, null), { value: "41771983429993937" });
});

test("sub-commands and groups become leaves, context-menu commands don't", () => {
  assert.deepEqual(leaves.map((l) => l.name), ["ask", "box open", "box lid paint"]);
});

test("names that start with the query come first, then words, then descriptions", () => {
  assert.deepEqual(matching(leaves, "b").map((l) => l.name), ["box open", "box lid paint"]);
  assert.deepEqual(matching(leaves, "paint").map((l) => l.name), ["box lid paint"]);
  assert.deepEqual(matching(leaves, "topic").map((l) => l.name), ["ask"]);
  assert.deepEqual(matching(leaves, "zzz"), []);
  assert.equal(matching(leaves, "").length, 3);
});

test("a typed command is read with its options in any order", () => {
  const read = readCommand("/ask loud: true topic: what is: this", leaves);
  assert.equal(read.leaf.name, "ask");
  assert.deepEqual([...read.values], [["loud", "true"], ["topic", "what is: this"]]);
});

test("a name counts as a command only when a space follows", () => {
  assert.equal(readCommand("/ask", leaves), null);
  assert.equal(readCommand("/asking ", leaves), null);
  assert.equal(readCommand("/box ", leaves), null);
  assert.equal(readCommand("/box lid paint ", leaves).leaf.name, "box lid paint");
});

test("words before the first option are kept", () => {
  const read = readOptions("hello there loud: no", ask.options);
  assert.equal(read.rest.trim(), "hello there");
  assert.equal(read.last, "loud");
  assert.equal(readOptions("aloud: no", ask.options).values.size, 0);
});

test("values are checked as the option asks", () => {
  const [topic] = ask.options;
  const which = box.options[0].options[0];
  assert.match(evaluate(topic, { text: " " }, null).problem, /required/);
  assert.match(evaluate(topic, { text: "ab" }, null).problem, /At least 3 characters/);
  assert.match(evaluate(topic, { text: "abcdefghijk" }, null).problem, /At most 10 characters.*11/);
  assert.deepEqual(evaluate(topic, { text: " 👩‍💻ab " }, null), { value: "👩‍💻ab" });
  assert.match(evaluate(which, { text: "2.5" }, null).problem, /whole/);
  assert.match(evaluate(which, { text: "0" }, null).problem, /smallest value is 1/);
  assert.match(evaluate(which, { text: "10" }, null).problem, /largest value is 9/);
  assert.deepEqual(evaluate(which, { text: " 4 " }, null), { value: 4 });
  assert.deepEqual(evaluate(which, { text: "" }, null), { value: undefined });
});

test("choices are matched by name, and nothing else passes", () => {
  const colour = leaf("box lid paint").options[0];
  const choices = fixedChoices(colour, () => []);
  assert.deepEqual(evaluate(colour, { text: "deep RED" }, choices), { value: "red" });
  assert.match(evaluate(colour, { text: "blue" }, choices).problem, /Pick one/);
  assert.deepEqual(evaluate(ask.options[1], { text: "false" }, fixedChoices(ask.options[1], () => [])), { value: false });
});

test("people are found by name, sigil or mention", () => {
  const people = [{ name: "@Ada", value: "77" }];
  for (const text of ["ada", "@ada", "<@77>", "<@!77>"]) assert.equal(choiceNamed(text, people)?.value, "77");
  assert.equal(choiceNamed("ad", people), null);
});

test("a picked choice sends its value, edited text sends itself", () => {
  const option = { name: "q", type: OptionType.STRING };
  const choice = { name: "Tech lead", value: "tech-lead" };
  assert.deepEqual(evaluate(option, { text: "Tech lead", choice }, null), { value: "tech-lead" });
  assert.deepEqual(evaluate(option, { text: "Tech leads", choice }, null), { value: "Tech leads" });
});

test("options nest as Discord's interaction data does", () => {
  const paint = leaf("box lid paint");
  assert.deepEqual(interactionOptions(paint, [{ option: paint.options[0], value: "red" }]), [
    { name: "lid", type: 2, options: [{ name: "paint", type: 1, options: [{ name: "colour", type: 3, value: "red" }] }] },
  ]);
  assert.deepEqual(interactionOptions(leaf("ask"), [{ option: ask.options[0], value: "tea", focused: true }]), [
    { name: "topic", type: 3, value: "tea", focused: true },
  ]);
});
