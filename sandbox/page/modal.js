// Forms that an application opens.

import { el } from "./dom.js";
import { subscribe } from "./state.js";
import { abandonForm, submitForm } from "./interactions.js";
import { markdown } from "./markdown.js";
import { formInput } from "./form-inputs.js";
import { defaultsOf, selectControl, SelectType } from "./select.js";
import { focusComposer } from "./composer.js";

const Kind = Object.freeze({ ROW: 1, TEXT_INPUT: 4, TEXT: 10, LABEL: 18 });
const PARAGRAPH = 2;
const LONGEST = 4000;
const SELECTS = new Set(Object.values(SelectType));

let nextId = 1;

/** Opens a form whenever an interaction asks for one. */
export function startModals() {
  subscribe("modal", (interaction) => new Form(interaction));
}

class Form {
  constructor(interaction) {
    this.id = interaction.id;
    this.inputs = [];
    this.sending = false;
    this.home = document.activeElement;
    const { title, components } = interaction.modal;
    this.note = el("p", { class: "form-note", role: "alert", "data-testid": "modal-error" });
    this.button = el("button", { type: "submit", class: "button primary", "data-testid": "modal-submit" }, "Submit");
    const form = el("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      el("h2", { id: `form-title-${this.id}` }, title),
      el("div", { class: "form-fields" }, components.map((component) => this.draw(component))),
      this.note,
      el("div", { class: "form-foot" }, el("button", { type: "button", class: "button secondary", "data-testid": "modal-cancel", onclick: () => this.abandon() }, "Cancel"), this.button));
    this.dialog = el("dialog", { class: "form-dialog", "aria-labelledby": `form-title-${this.id}`, "data-testid": "modal" }, form);
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.abandon(); });
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.inputs[0]?.node.focus();
  }

  draw(component, label = component, description = null) {
    if (component.type === Kind.ROW) return component.components.map((inner) => this.draw(inner));
    if (component.type === Kind.LABEL) return this.draw(component.component, component, component.description);
    if (component.type === Kind.TEXT) return el("div", { class: "md" }, markdown(component.content));
    if (component.type === Kind.TEXT_INPUT) return this.textInput(component, label.label, description);
    return SELECTS.has(component.type) ? this.select(component, label.label, description) : this.other(component, label.label, description);
  }

  textInput(component, label, description) {
    const id = `form-field-${nextId++}`;
    const long = component.style === PARAGRAPH;
    const required = component.required !== false;
    const node = el(long ? "textarea" : "input", {
      id, type: long ? null : "text", rows: long ? 5 : null, placeholder: component.placeholder, "aria-required": String(required), "aria-describedby": `${id}-note`,
      "data-testid": "modal-input", "data-custom-id": component.custom_id, autocomplete: "off", dir: "auto",
    });
    node.value = component.value ?? "";
    const note = el("p", { class: "field-note", id: `${id}-note` });
    const show = (problem) => {
      const length = [...node.value].length;
      note.textContent = problem ?? (component.max_length ? `${length} of ${component.max_length} characters` : "");
      note.classList.toggle("problem", Boolean(problem));
      node.setAttribute("aria-invalid", String(Boolean(problem)));
    };
    node.addEventListener("input", () => show(null));
    show(null);
    this.inputs.push({ node, name: component.custom_id, value: () => node.value, show, problem: () => lengthProblem(node.value, component, required) });
    return el("div", { class: "form-field" }, caption(label, required, id), description && el("p", { class: "field-description" }, description), node, note);
  }

  select(component, label, description) {
    let values = defaultsOf(component);
    const node = selectControl(component, { onPick: (picked) => { values = picked; this.noteOf(component).show(null); } });
    const problem = () => (component.required !== false && values.length < (component.min_values ?? 1) ? "Please choose." : null);
    return this.labelled(component, label, description, { node, first: node, value: () => values, problem });
  }

  other(component, label, description) {
    const input = formInput(component, () => this.noteOf(component).show(null));
    return input && this.labelled(component, label, description, input);
  }

  noteOf(component) {
    return this.inputs.find((input) => input.name === component.custom_id);
  }

  /** A control that its label cannot point at: the two are a group. */
  labelled(component, label, description, { node, first, value, problem }) {
    const id = `form-field-${nextId++}`;
    const note = el("p", { class: "field-note", id: `${id}-note`, role: "alert" });
    const show = (words) => {
      note.textContent = words ?? "";
      note.classList.toggle("problem", Boolean(words));
    };
    this.inputs.push({ node: first, name: component.custom_id, value, show, problem });
    return el("div", { class: "form-field", role: "group", "aria-labelledby": id, "aria-describedby": `${id}-note` },
      caption(label, component.required !== false, null, id), description && el("p", { class: "field-description" }, description), node, note);
  }

  async submit() {
    if (this.sending || !this.check()) return;
    this.busy(true);
    const problem = await submitForm(this.id, Object.fromEntries(this.inputs.map((i) => [i.name, i.value()])));
    this.busy(false);
    if (problem) this.note.textContent = problem;
    else this.close();
  }

  check() {
    const wrong = this.inputs.filter((input) => {
      const problem = input.problem();
      input.show(problem);
      return problem;
    });
    wrong[0]?.node.focus();
    return wrong.length === 0;
  }

  busy(sending) {
    this.sending = sending;
    this.note.textContent = "";
    this.button.setAttribute("aria-disabled", String(sending));
    this.button.textContent = sending ? "Sending…" : "Submit";
  }

  abandon() {
    abandonForm(this.id);
    this.close();
  }

  /** Removal closes the dialog. Calling `close()` as well makes Chromium lose the keyboard: it restores the focus by itself, half. */
  close() {
    this.dialog.remove();
    if (this.home?.isConnected && this.home !== document.body) this.home.focus();
    else focusComposer();
  }
}

const caption = (label, required, field, id) => el(field ? "label" : "span", { class: "field-label", for: field, id }, label, !required && el("span", { class: "optional" }, " (optional)"));

function lengthProblem(text, component, required) {
  const length = [...text].length;
  const longest = component.max_length ?? LONGEST;
  if (length === 0) return required ? "This field is required." : null;
  if (length < (component.min_length ?? 0)) return `At least ${component.min_length} characters, please; this has ${length}.`;
  return length > longest ? `At most ${longest} characters, please; this has ${length}.` : null;
}
