// What a form can ask for besides text and selections: files, one of several, some of several, yes or no.

import { el } from "./dom.js";
import * as api from "./api.js";
import { state } from "./state.js";

const Kind = Object.freeze({ FILES: 19, RADIO: 21, CHECKBOXES: 22, CHECKBOX: 23 });
const CONTROLS = { [Kind.FILES]: files, [Kind.RADIO]: radios, [Kind.CHECKBOXES]: checkboxes, [Kind.CHECKBOX]: checkbox };

let nextId = 1;

/**
 * The control of a component of a form, or null if it is of another kind: `node` with what is focused in `first`, `value()` as it is
 * submitted, `problem()` in words or null. `changed()` is called after every change.
 */
export function formInput(component, changed) {
  return CONTROLS[component.type]?.(component, changed) ?? null;
}

const isRequired = (component) => component.required !== false;

function radios(component, changed) {
  const inputs = choices("radio", component, changed);
  const value = () => inputs.find((input) => input.checked)?.value ?? null;
  return group("radiogroup", component, inputs, value, () => (isRequired(component) && value() === null ? "Please choose one." : null));
}

function checkboxes(component, changed) {
  const inputs = choices("checkbox", component, changed);
  const value = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return group("group", component, inputs, value, () => countProblem(value().length, component));
}

function group(role, component, inputs, value, problem) {
  const node = el("div", { class: "choices", role, "data-testid": "modal-choices", "data-custom-id": component.custom_id }, inputs.map((input) => input.closest("label")));
  return { node, first: inputs[0], value, problem };
}

function choices(type, component, changed) {
  const name = `choice-${nextId++}`;
  return component.options.map((option) => choice(type, { ...option, name }, changed));
}

function checkbox(component, changed) {
  const input = choice("checkbox", { label: "Yes", default: component.default, name: `choice-${nextId++}` }, changed);
  const node = el("div", { class: "choices", "data-testid": "modal-choices", "data-custom-id": component.custom_id }, input.closest("label"));
  return { node, first: input, value: () => input.checked, problem: () => null };
}

function choice(type, { name, value, label, description, default: chosen }, changed) {
  const input = el("input", { type, name, value, "data-testid": "modal-choice", onchange: changed });
  input.checked = chosen === true;
  el("label", { class: "choice" }, input, el("span", { class: "menu-words" }, el("span", {}, label), description && el("small", {}, description)));
  return input;
}

function countProblem(count, component) {
  const { min_values: least = 1, max_values: most = 1 } = component;
  if (count === 0 && !isRequired(component)) return null;
  if (count < least) return least === 1 ? "Please choose at least one." : `Please choose at least ${least}; ${count} chosen.`;
  return count > most ? `Please choose at most ${most}; ${count} chosen.` : null;
}

/** Files are uploaded as soon as they are chosen, so that a large one does not hold up the form. */
function files(component, changed) {
  const channel = state.channelId;
  const several = component.max_values > 1;
  const note = el("p", { class: "field-note", role: "status" });
  let uploads = [];
  let underWay = 0;
  let trouble = null;
  const take = async (chosen) => {
    const mine = ++underWay;
    note.textContent = chosen.length ? "Uploading…" : "";
    const outcome = await Promise.all(chosen.map((file) => api.upload(state.me.id, channel, file))).catch((refusal) => refusal);
    if (mine !== underWay) return;
    underWay = 0;
    trouble = outcome instanceof Error ? outcome.message : null;
    uploads = trouble ? [] : outcome;
    note.textContent = trouble ?? uploads.map((upload) => upload.filename).join(", ");
    changed();
  };
  const input = el("input", {
    type: "file", multiple: several, accept: accepted(component.file_types), "data-testid": "modal-file", "data-custom-id": component.custom_id,
    onchange: () => take([...input.files]),
  });
  const problem = () => (underWay ? "The upload is not done yet." : trouble ?? filesProblem(uploads.length, component));
  return { node: el("div", { class: "form-files" }, input, note), first: input, value: () => uploads.map((upload) => upload.id), problem };
}

const accepted = (kinds) => kinds?.map((kind) => (kind.startsWith(".") ? kind : `${kind}/*`)).join(",");

function filesProblem(count, component) {
  if (count === 0) return isRequired(component) ? "Please add a file." : null;
  const { min_values: least = 1, max_values: most = 1 } = component;
  if (count < least) return `Please add at least ${least} files; ${count} added.`;
  return count > most ? `Please add at most ${most} ${most === 1 ? "file" : "files"}; ${count} added.` : null;
}
