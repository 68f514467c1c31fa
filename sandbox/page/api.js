// The people's side of the sandbox over HTTP; see ../README.md for the contract.

/** A refused call: `message` is fit to be shown, `code` is Discord's where it has one, `status` is 0 without connection. */
export class Refused extends Error {
  constructor(message, status, code) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
  }
}

async function call(method, path, body) {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  return answerTo(fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }));
}

async function answerTo(request) {
  const response = await request.catch(() => { throw new Refused("The sandbox can't be reached. Is it still running?", 0); });
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Refused(answer.message ?? `The sandbox answered ${response.status}.`, response.status, answer.code);
}

const person = (user) => `/people/${user}`;
const channel = (user, id) => `${person(user)}/channels/${id}`;

export const people = () => call("GET", "/people");
export const view = (user) => call("GET", `${person(user)}/view`);
export const commands = (user, channelId) => call("GET", `${channel(user, channelId)}/commands`);
export const post = (user, channelId, body) => call("POST", `${channel(user, channelId)}/messages`, body);
export const upload = (user, channelId, file) => answerTo(fetch(`${channel(user, channelId)}/files?${new URLSearchParams({ filename: file.name })}`, { method: "POST", body: file }));
export const run = (user, channelId, body) => call("POST", `${channel(user, channelId)}/run`, body);
export const autocomplete = (user, channelId, body) => call("POST", `${channel(user, channelId)}/autocomplete`, body);
export const press = (user, message, body) => call("POST", `${person(user)}/messages/${message}/press`, body);
export const messageApp = (user, message, body) => call("POST", `${person(user)}/messages/${message}/apps`, body);
export const memberApp = (user, target, body) => call("POST", `${person(user)}/members/${target}/apps`, body);
export const submitModal = (user, id, fields) => call("POST", `${person(user)}/modals/${id}`, { fields });
export const closeModal = (user, id) => call("DELETE", `${person(user)}/modals/${id}`);
export const deleteMessage = (user, message) => call("DELETE", `${person(user)}/messages/${message}`);
export const react = (user, message, emoji, on) => call(on ? "PUT" : "DELETE", `${person(user)}/messages/${message}/reactions/${encodeURIComponent(emoji)}`);
export const vote = (user, message, answers) => call("PUT", `${person(user)}/messages/${message}/vote`, { answer_ids: answers });
export const endPoll = (user, message) => call("POST", `${person(user)}/messages/${message}/expire`);
export const pin = (user, message, on) => call(on ? "PUT" : "DELETE", `${person(user)}/messages/${message}/pin`);
export const interaction = (user, id, wait) => call("GET", `${person(user)}/interactions/${id}?wait_ms=${wait}`);
export const eventsUrl = (user) => `${person(user)}/events`;

export const weather = () => call("GET", "/weather");
export const setWeather = (wanted) => call("PUT", "/weather", wanted);
export const clearWeather = () => call("DELETE", "/weather");
export const orderGateway = (order) => call("POST", "/weather/gateway", { order });
export const restartBot = () => call("POST", "/weather/bot");

/** Up to `limit` messages, oldest first, older than `before` when given. */
export function messages(user, channelId, limit, before) {
  const query = new URLSearchParams({ limit, ...(before ? { before } : {}) });
  return call("GET", `${channel(user, channelId)}/messages?${query}`);
}
