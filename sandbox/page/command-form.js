// A slash command being filled in: a field per option, required ones first, optional ones on offer.

import { el, icon } from "./dom.js";
import { evaluate, fixedChoices, choiceNamed, hintFor, interactionOptions, OptionType, readOptions } from "./commands.js";
import { hasSuggestions, hideSuggestions, suggest, suggestionKey } from "./suggestions.js";
import { channels, people, roles } from "./select.js";
import { memberById } from "./directory.js";
import { avatar } from "./media.js";
import * as api from "./api.js";
import { state } from "./state.js";

const ASK_AFTER_MS = 150;
const LISTED = 25;

/** The lists behind options of people, roles and channels, as choices. */
function pickFrom(option) {
  const sources = {
    [OptionType.USER]: () => people(),
    [OptionType.ROLE]: () => roles(),
    [OptionType.MENTIONABLE]: () => [...people(), ...roles()],
    [OptionType.CHANNEL]: () => channels(option.channel_types),
  };
  return sources[option.type]().map(({ value, label, description, face }) => ({ name: label, value, detail: description, face }));
}

/** The form in the composer. `hint(text, isProblem)` writes the line below it; `leave(text)` goes back to plain text; `run()` sends. */
export class CommandForm {
  constructor(leaf, { hint, leave, run }) {
    Object.assign(this, { leaf, hint, leave, submit: run });
    this.fields = new Map();
    this.asked = 0;
    this.timer = 0;
    this.offers = el("span", { class: "offers" });
    this.node = el("div", { class: "command-form", role: "group", "aria-label": `/${leaf.name}: ${leaf.description}`, "data-testid": "command-form" },
      el("span", { class: "command-chip" }, `/${leaf.name}`), this.offers);
    this.node.addEventListener("keydown", (event) => this.onBareKey(event));
    for (const option of leaf.options.filter((o) => o.required)) this.add(option);
    this.drawOffers();
  }

  /** Puts texts into fields, adding optional ones as needed. */
  fillIn(values, rest = "") {
    for (const [name, text] of values) this.set(this.leaf.options.find((o) => o.name === name), text);
    const first = this.leaf.options.find((o) => o.required) ?? this.leaf.options[0];
    if (rest.trim() && first && !values.has(first.name)) this.set(first, rest.trim());
  }

  set(option, text) {
    const field = this.fields.get(option.name) ?? this.add(option);
    field.entry = { text };
    field.input.value = text;
    resize(field.input);
  }

  add(option) {
    const input = el("input", {
      type: "text", class: "option-input", role: "combobox", "aria-label": option.name, "aria-description": hintFor(option), "aria-expanded": "false",
      "aria-controls": "suggestions", "aria-autocomplete": "list", "aria-required": String(Boolean(option.required)), autocomplete: "off", spellcheck: "false",
      "data-testid": "option-input", "data-option": option.name, inputmode: option.type === OptionType.INTEGER ? "numeric" : null,
      readonly: option.type === OptionType.ATTACHMENT, dir: "auto",
    });
    const node = el("label", { class: "option" }, el("span", { class: "option-name" }, option.name), input);
    const field = { option, input, node, entry: { text: "" } };
    if (option.type === OptionType.ATTACHMENT) this.takeFiles(field);
    input.addEventListener("input", () => this.onInput(field));
    input.addEventListener("focus", () => this.onFocus(field));
    input.addEventListener("blur", () => this.onBlur(field));
    input.addEventListener("keydown", (event) => this.onKey(field, event));
    this.fields.set(option.name, field);
    this.offers.before(node);
    resize(input);
    this.drawOffers();
    return field;
  }

  /** A field for a file: what is chosen is uploaded at once, and the option holds its id. */
  takeFiles(field) {
    field.chooser = el("input", { type: "file", hidden: true, tabindex: "-1", "data-testid": "option-file", onchange: () => this.upload(field, field.chooser.files[0]) });
    field.input.placeholder = "choose a file";
    field.input.addEventListener("click", () => field.chooser.click());
    field.node.append(field.chooser);
  }

  async upload(field, file) {
    if (!file) return;
    this.hint(`Uploading ${file.name}…`);
    try {
      const { id, filename } = await api.upload(state.me.id, state.channelId, file);
      this.take(field, { name: filename, value: id });
    } catch (refusal) {
      this.markProblem(field, refusal.message);
      this.hint(refusal.message, true);
    }
  }

  remove(field) {
    this.fields.delete(field.option.name);
    field.node.remove();
    this.drawOffers();
  }

  drawOffers() {
    const left = this.leaf.options.filter((o) => !this.fields.has(o.name));
    this.offers.replaceChildren(...left.map((option) => el("button", {
      type: "button", class: "offer", "data-testid": "option-offer", "data-option": option.name, title: option.description, "aria-label": `Add the option ${option.name}: ${option.description}`,
      onclick: () => this.add(option).input.focus(),
    }, icon("plus"), option.name)));
  }

  /** Where to write next: the first empty field that is required, else the first field. */
  focus() {
    const all = [...this.fields.values()];
    const next = all.find((f) => f.option.required && !f.entry.text.trim()) ?? all.at(-1);
    if (next) next.input.focus();
    else this.offers.querySelector("button")?.focus();
    if (!next) this.hint(`${this.leaf.description} Press Enter to run it.`);
    return Boolean(next);
  }

  choicesOf(field) {
    return fixedChoices(field.option, pickFrom);
  }

  result(field) {
    return evaluate(field.option, field.entry, this.choicesOf(field));
  }

  onFocus(field) {
    this.showHint(field);
    this.suggestFor(field);
  }

  onBlur(field) {
    this.asked++;
    hideSuggestions();
    clearTimeout(this.timer);
    const { problem } = this.result(field);
    this.markProblem(field, field.entry.text ? problem : null);
  }

  showHint(field) {
    const { problem } = this.result(field);
    const shown = field.entry.text && problem && !this.choicesOf(field) ? problem : null;
    this.hint(shown ?? hintFor(field.option), Boolean(shown));
  }

  markProblem(field, problem) {
    field.node.classList.toggle("wrong", Boolean(problem));
    field.input.setAttribute("aria-invalid", String(Boolean(problem)));
  }

  onInput(field) {
    const text = field.input.value;
    const read = readOptions(text, this.leaf.options);
    if (read.last !== null) return this.spread(field, read);
    field.entry = { text };
    resize(field.input);
    this.markProblem(field, null);
    this.showHint(field);
    return this.suggestFor(field);
  }

  /** The person typed or pasted `name: value` into a field: each value goes where it belongs. */
  spread(field, { rest, values, last }) {
    this.set(field.option, values.get(field.option.name) ?? rest.trim());
    for (const [name, text] of values) this.set(this.leaf.options.find((o) => o.name === name), text);
    const target = this.fields.get(last);
    target.input.focus();
    target.input.setSelectionRange(target.input.value.length, target.input.value.length);
    if (target === field) this.onInput(field);
  }

  suggestFor(field) {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    const text = field.entry.text.trim();
    const fixed = this.choicesOf(field);
    if (fixed) return this.offer(field, choiceNamed(text, fixed) ? [] : fitting(fixed, text), text ? "None of the choices fits." : null);
    if (!field.option.autocomplete || field.entry.choice) return hideSuggestions();
    this.timer = setTimeout(() => this.ask(field, turn), ASK_AFTER_MS);
  }

  async ask(field, turn) {
    const waiting = setTimeout(() => turn === this.asked && suggest(field.input, [], { title: field.option.name, note: "Asking for suggestions…" }), 300);
    try {
      const { choices } = await api.autocomplete(state.me.id, state.channelId, { command_id: this.leaf.command.id, options: this.options(field) });
      if (turn === this.asked && document.activeElement === field.input) this.offer(field, choices, "No suggestions. You can still write your own words.");
    } catch (refusal) {
      if (turn === this.asked) suggest(field.input, [], { title: field.option.name, note: `No suggestions: ${refusal.message}` });
    } finally {
      clearTimeout(waiting);
    }
  }

  offer(field, choices, none) {
    const known = field.entry.text.trim() && choiceNamed(field.entry.text.trim(), this.choicesOf(field) ?? []);
    suggest(field.input, choices.slice(0, LISTED).map((choice) => ({
      label: choice.name, detail: choice.detail, face: choice.face, take: () => this.take(field, choice),
    })), { title: `Choices for ${field.option.name}`, note: choices.length || known ? null : none });
  }

  /** The down arrow shows every choice, whatever is written. */
  offerAll(field) {
    const fixed = this.choicesOf(field);
    if (field.chooser) field.chooser.click();
    else if (fixed) this.offer(field, fixed, null);
    else if (field.option.autocomplete) this.ask(field, ++this.asked);
  }

  take(field, choice) {
    this.asked++;
    field.entry = { text: choice.name, choice };
    field.input.value = choice.name;
    resize(field.input);
    this.markProblem(field, null);
    const next = [...this.fields.values()].find((f) => f.option.required && !f.entry.text.trim());
    if (next) next.input.focus();
    else this.hint("Press Enter to run the command.");
  }

  onKey(field, event) {
    if (event.isComposing) return;
    if (suggestionKey(event)) return event.stopPropagation();
    const { input } = field;
    if (event.key === "ArrowDown" && !this.choosing) this.offerAll(field);
    else if (event.key === "Backspace" && input.value === "") this.stepBack(field);
    else if (event.key === "ArrowLeft" && input.selectionEnd === 0) this.neighbour(field, -1)?.input.focus();
    else if (event.key === "ArrowRight" && input.selectionStart === input.value.length) this.neighbour(field, 1)?.input.focus();
    else return;
    event.preventDefault();
  }

  /** Keys that mean the form as a whole. */
  onBareKey(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") this.leave("");
    else if (event.key === "Backspace" && event.target.closest(".offers")) this.leave(`/${this.leaf.name}`);
    else if (event.key === "Enter" && (!event.target.closest("button") || this.fields.size === 0)) this.submit();
    else return;
    event.preventDefault();
  }

  neighbour(field, by) {
    const all = [...this.fields.values()];
    return all[all.indexOf(field) + by];
  }

  stepBack(field) {
    const before = this.neighbour(field, -1);
    if (!field.option.required) this.remove(field);
    if (before) before.input.focus();
    else if (field.option.required || !this.fields.size) this.leave(`/${this.leaf.name}`);
  }

  /** Discord's option data of what is filled in; `focused` is the field that is being completed. */
  options(focused = null) {
    const values = [...this.fields.values()].flatMap((field) => {
      if (field === focused) return [{ option: field.option, value: field.entry.text, focused: true }];
      const { value } = this.result(field);
      return value === undefined ? [] : [{ option: field.option, value }];
    });
    return interactionOptions(this.leaf, values);
  }

  /** True if everything is in order; else shows what is wrong, where it is. */
  check() {
    const wrong = [...this.fields.values()].map((field) => ({ field, problem: this.result(field).problem })).filter((f) => f.problem);
    for (const { field, problem } of wrong) this.markProblem(field, problem);
    if (!wrong.length) return true;
    const [{ field, problem }] = wrong;
    field.input.focus();
    this.hint(`${field.option.name}: ${problem}`, true);
    return false;
  }

  /** The command as one would write it. */
  label() {
    const given = [...this.fields.values()].filter((f) => f.entry.text.trim()).map((f) => `${f.option.name}: ${f.entry.text.trim()}`);
    return [`/${this.leaf.name}`, ...given].join(" ");
  }

  /** True while the list of choices has something to take. */
  get choosing() {
    return hasSuggestions();
  }
}

function fitting(choices, text) {
  const wanted = text.toLowerCase().replace(/^[@#]/, "");
  const starts = choices.filter((c) => c.name.toLowerCase().startsWith(wanted));
  return [...starts, ...choices.filter((c) => !starts.includes(c) && c.name.toLowerCase().includes(wanted))];
}

/** Fields are as wide as what is in them. */
function resize(input) {
  input.size = Math.min(60, Math.max(6, input.value.length + 1));
}

/** The picture of the application that a command belongs to. */
export const applicationFace = (application) => avatar(memberById(application.id)?.user ?? { id: application.id, username: application.name, avatar: null }, "small");
