// The weather panel: what goes wrong between bots and the sandbox, and how often it has.

import { el, fill, icon } from "./dom.js";
import * as api from "./api.js";
import { announce, complain, orComplain } from "./announce.js";
import { onOutside, showBeside } from "./popup.js";
import { CHANCES, DELAYS, chanceOf, chanceWords, counts, delayWords, isFair, nearest, withChance, withDelay } from "./weather.js";

const LOOK_EVERY_MS = 1000;
const button = document.getElementById("open-weather");
let weather = null;
let panel = null;

/** Begins to listen. */
export function startWeather() {
  button.addEventListener("click", () => (panel ? close(true) : open()));
}

async function open() {
  weather = await orComplain(api.weather);
  if (!weather || panel) return;
  const node = el("div", { class: "popup weather", role: "dialog", "aria-label": "Weather", "data-testid": "weather", tabindex: "-1" });
  fill(node, contents());
  node.addEventListener("keydown", onKey);
  const timer = setInterval(look, LOOK_EVERY_MS);
  panel = { node, timer, stop: onOutside(node, () => close(false)) };
  button.setAttribute("aria-expanded", "true");
  showBeside(node, { x: button.getBoundingClientRect().left, y: document.getElementById("bar").getBoundingClientRect().bottom });
  node.querySelector("input").focus();
}

function close(back) {
  if (!panel) return;
  const { node, timer, stop } = panel;
  panel = null;
  stop();
  clearInterval(timer);
  node.remove();
  button.setAttribute("aria-expanded", "false");
  if (back) button.focus();
}

/** Escape closes; Tab stays inside, since the panel stands at the end of the page. */
function onKey(event) {
  const places = [...panel.node.querySelectorAll("input, button")];
  const edge = event.shiftKey ? places[0] : places.at(-1);
  if (event.key === "Escape") close(true);
  else if (event.key === "Tab" && document.activeElement === edge) places.at(event.shiftKey ? -1 : 0).focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const contents = () => [
  el("h2", {}, "Weather"),
  el("p", { class: "weather-note" }, "What goes wrong between bots and this Discord. People and this page are spared."),
  el("dl", { class: "weather-counts", "data-testid": "weather-counts" }, numbers()),
  el("div", { class: "weather-rows" },
    tick("Rate limits as on Discord", "rate-limits", weather.rate_limits, (on) => ({ rate_limits: on })),
    delay("Calls take longer", "call_latency"),
    delay("Events come later", "event_latency"),
    chance("Calls fail with 503", "errors"),
    chance("Calls get a 429", "limits"),
    chance("Calls are done, then cut off", "resets"),
    chance("Events come twice", "twice"),
    chance("Events swap places", "swapped"),
    tick("Heartbeats stay unanswered", "hush-acks", weather.hush_acks, (on) => ({ hush_acks: on }))),
  el("div", { class: "weather-acts", role: "group", "aria-label": "Gateway" },
    el("span", {}, "Gateway"),
    act("Drop", "drop", "Connections dropped"),
    act("Reconnect", "reconnect", "Bots were asked to reconnect"),
    act("End session", "invalidate", "Sessions ended")),
  el("div", { class: "weather-acts", role: "group", "aria-label": "Bot" },
    el("span", {}, "Bot"),
    orderButton("Restart", "restart", "The bot is being restarted", api.restartBot)),
  el("p", { class: "weather-outcome", role: "status", "data-testid": "weather-outcome" }),
  el("div", { class: "weather-foot" },
    el("button", { type: "button", class: "button primary", "data-testid": "weather-clear", onclick: clear }, "Fair weather"),
    el("button", { type: "button", class: "button secondary", onclick: () => close(true) }, "Close")),
];

const numbers = () => counts(weather).map(([word, number]) => el("div", {}, el("dt", {}, word), el("dd", {}, String(number))));

function tick(label, name, on, change) {
  const box = el("input", { type: "checkbox", "data-testid": `weather-${name}`, onchange: () => set(change(box.checked)) });
  box.checked = on;
  return el("label", { class: "weather-tick" }, box, el("span", {}, label));
}

const delay = (label, name) => slider(label, name, DELAYS, weather.forecast[name].fixed_ms, delayWords, (value) => withDelay(weather.forecast, name, value));
const chance = (label, kind) => slider(label, kind, CHANCES, chanceOf(weather.forecast, kind), chanceWords, (value) => withChance(weather.forecast, kind, value));

function slider(label, name, stops, value, words, change) {
  const shown = el("output", {}, words(value));
  const input = el("input", { type: "range", min: 0, max: stops.length - 1, step: 1, "data-testid": `weather-${name}`, "aria-valuetext": words(value) });
  input.value = nearest(stops, value);
  input.addEventListener("input", () => {
    const chosen = words(stops[input.value]);
    shown.textContent = chosen;
    input.setAttribute("aria-valuetext", chosen);
  });
  input.addEventListener("change", () => set({ forecast: change(stops[input.value]) }));
  return el("label", { class: "weather-slider" }, el("span", {}, label), shown, input);
}

const act = (label, order, done) => orderButton(label, order, done, () => api.orderGateway(order));

function orderButton(label, name, done, order) {
  const run = async () => tell(await order().then(() => [done], (refusal) => [refusal.message, true]));
  return el("button", { type: "button", class: "button secondary", "data-testid": `weather-${name}`, onclick: run }, label);
}

/** What came of an order, in the panel itself: on a narrow screen it covers all else. */
function tell([words, isProblem = false]) {
  const outcome = panel?.node.querySelector(".weather-outcome");
  if (!outcome) return isProblem ? complain(words) : announce(words);
  outcome.textContent = words;
  outcome.classList.toggle("problem", isProblem);
  return undefined;
}

async function set(wanted) {
  const answer = await orComplain(() => api.setWeather(wanted));
  if (answer) become(answer);
}

async function look() {
  // A look that fails is not worth a notice: the page says by itself when the sandbox is gone.
  const answer = await api.weather().catch(() => null);
  if (answer) become(answer);
}

async function clear() {
  const answer = await orComplain(async () => {
    await api.clearWeather();
    return api.setWeather({ rate_limits: false });
  });
  if (!answer || !panel) return;
  become(answer);
  fill(panel.node, contents());
  panel.node.querySelector("[data-testid=weather-clear]").focus();
  announce("Fair weather");
}

function become(answer) {
  weather = answer;
  button.classList.toggle("rough", !isFair(weather));
  button.setAttribute("aria-label", isFair(weather) ? "Weather" : "Weather: rough");
  if (panel) fill(panel.node.querySelector(".weather-counts"), numbers());
}
