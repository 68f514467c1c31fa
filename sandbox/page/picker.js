// Choosing from a list: what a select of a message or a form opens. A filter field drives a listbox.

import { el, fill, icon } from "./dom.js";
import { onOutside, showBeside } from "./popup.js";

const FILTER_FROM = 8;
let nextId = 1;
let closeOpen = () => {};

/**
 * Lets the person choose between `min` and `max` of `choices` ({ value, label, description, face }). Resolves to the values, or to
 * null if they changed nothing. A single choice is taken at once; several are taken when the picker is closed with Done or Enter.
 */
export function pick(anchor, { title, choices, selected, min, max }) {
  closeOpen();
  return new Promise((resolve) => new Picker(anchor, { title, choices, selected, min, max }, resolve));
}

class Picker {
  constructor(anchor, request, resolve) {
    Object.assign(this, request);
    this.anchor = anchor;
    this.resolve = resolve;
    this.chosen = new Set(request.selected);
    this.single = this.max === 1;
    this.build();
    this.filter("");
    this.stop = onOutside(this.node, () => this.close(null));
    closeOpen = () => this.close(null);
    anchor.setAttribute("aria-expanded", "true");
    showBeside(this.node, anchor);
    this.input.focus();
  }

  build() {
    const id = `picker-${nextId++}`;
    this.list = el("div", { role: "listbox", id, class: "picker-list", "aria-label": this.title, "aria-multiselectable": String(!this.single) });
    this.input = el("input", {
      type: "text", class: this.choices.length < FILTER_FROM ? "picker-input quiet" : "picker-input", role: "combobox", "aria-label": `${this.title}: type to filter`, "aria-controls": id,
      "aria-expanded": "true", "aria-autocomplete": "list", placeholder: "Type to filter", autocomplete: "off", spellcheck: "false",
      oninput: () => this.filter(this.input.value),
    });
    this.note = el("span", { class: "picker-note" });
    this.done = el("button", { type: "button", class: "button primary", "data-testid": "picker-done", onclick: () => this.submit() }, "Done");
    this.node = el("div", { class: "popup picker as-wide", role: "dialog", "aria-label": this.title, "data-testid": "picker" },
      this.input, this.list, !this.single && el("div", { class: "picker-foot" }, this.note, this.done));
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  filter(text) {
    const wanted = text.trim().toLowerCase();
    this.shown = this.choices.filter((c) => `${c.label} ${c.description ?? ""}`.toLowerCase().includes(wanted));
    this.rows = this.shown.map((choice, i) => this.row(choice, i));
    fill(this.list, this.rows.length ? this.rows : el("p", { class: "picker-none" }, this.choices.length ? "Nothing fits." : "There is nothing to choose from."));
    this.activate(Math.max(0, this.shown.findIndex((c) => this.chosen.has(c.value))));
    this.count();
  }

  row(choice, i) {
    return el("div", {
      role: "option", id: `${this.list.id}-${i}`, class: "picker-option", "data-testid": "picker-option", "aria-selected": String(this.chosen.has(choice.value)),
      onclick: () => this.take(i), onpointermove: () => this.activate(i, false),
    }, el("span", { class: "tick" }, icon("check")), choice.face,
    el("span", { class: "menu-words" }, el("span", {}, choice.label), choice.description && el("small", {}, choice.description)));
  }

  activate(at, scroll = true) {
    this.at = at;
    this.rows.forEach((row, i) => row.classList.toggle("active", i === at));
    this.input.setAttribute("aria-activedescendant", this.rows[at]?.id ?? "");
    if (scroll) this.rows[at]?.scrollIntoView({ block: "nearest" });
  }

  take(at) {
    const choice = this.shown[at];
    if (!choice) return;
    if (this.single) return this.close([choice.value]);
    if (this.chosen.has(choice.value)) this.chosen.delete(choice.value);
    else if (this.chosen.size < this.max) this.chosen.add(choice.value);
    this.rows[at].setAttribute("aria-selected", String(this.chosen.has(choice.value)));
    this.activate(at);
    this.count();
  }

  count() {
    const limits = this.min === this.max ? `exactly ${this.max}` : `${this.min} to ${this.max}`;
    this.note.textContent = `${this.chosen.size} chosen, ${limits} allowed`;
    this.done.disabled = this.chosen.size < this.min;
  }

  onKey(event) {
    const moves = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: Math.min(this.at + 8, this.rows.length - 1), PageUp: Math.max(this.at - 8, 0) };
    if (event.key in moves && this.rows.length) this.activate((moves[event.key] + this.rows.length) % this.rows.length);
    else if (event.key === "Escape") this.close(null);
    else if (event.key === "Enter" && event.target === this.input) event.ctrlKey && !this.single ? this.submit() : this.take(this.at);
    else if (event.key === " " && event.target === this.input && this.input.value === "" && !this.single) this.take(this.at);
    else if (event.key === "Tab" && this.single) this.close(null);
    else if (event.key === "Tab") (event.target === this.input && !this.done.disabled ? this.done : this.input).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  submit() {
    if (this.chosen.size >= this.min) this.close(this.choices.filter((c) => this.chosen.has(c.value)).map((c) => c.value));
  }

  close(values) {
    closeOpen = () => {};
    this.stop();
    this.node.remove();
    this.anchor.setAttribute("aria-expanded", "false");
    if (this.anchor.isConnected) this.anchor.focus();
    this.resolve(values);
  }
}
