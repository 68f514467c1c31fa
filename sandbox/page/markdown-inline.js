// Discord's inline markdown: text → a tree of plain objects. Pure; the view turns the tree into elements.
//
// Nodes: { type: "text", text } · { type: "code", text } · { type: "bold" | "italic" | "underline" | "strike" | "spoiler", children } ·
// { type: "link", url, children, title } · { type: "user" | "role" | "channel", id } · { type: "command", name, id } · { type: "everyone", text } ·
// { type: "emoji", name, id, animated } · { type: "time", seconds, style } · { type: "break" }

const DEEPEST = 24;
const SPANS = [
  { mark: "**", type: "bold" },
  { mark: "__", type: "underline" },
  { mark: "~~", type: "strike" },
  { mark: "||", type: "spoiler" },
  { mark: "*", type: "italic" },
  { mark: "_", type: "italic" },
];
const TAGS = [
  [/^<@!?(\d+)>/, ([, id]) => ({ type: "user", id })],
  [/^<@&(\d+)>/, ([, id]) => ({ type: "role", id })],
  [/^<#(\d+)>/, ([, id]) => ({ type: "channel", id })],
  [/^<\/([^\n:>]{1,100}):(\d+)>/, ([, name, id]) => ({ type: "command", name, id })],
  [/^<(a?):(\w{2,32}):(\d+)>/, ([, a, name, id]) => ({ type: "emoji", name, id, animated: a === "a" })],
  [/^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/, ([, seconds, style]) => ({ type: "time", seconds: Number(seconds), style: style ?? "f" })],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, url]) => link(url)],
];
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}_]/u;

/** Parses one stretch of text without block structure. `links: false` inside a link's own text. */
export function parseInline(text, { links = true, depth = 0 } = {}) {
  const nodes = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push({ type: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    const found = depth < DEEPEST ? special(text, at, { links, depth }) : null;
    if (!found) {
      plain += text[at++];
    } else {
      if (found.node.type === "text") plain += found.node.text;
      else { flush(); nodes.push(found.node); }
      at = found.end;
    }
  }
  flush();
  return nodes;
}

/** What begins at `at`: { node, end }, or null for an ordinary character. */
function special(text, at, context) {
  switch (text[at]) {
    case "\\": return escape(text, at);
    case "`": return code(text, at);
    case "<": return tag(text, at, context);
    case "[": return context.links ? maskedLink(text, at, context) : null;
    case "h": return context.links ? bareLink(text, at) : null;
    case "@": return everyone(text, at);
    case "\n": return { node: { type: "break" }, end: at + 1 };
    case "*": case "_": case "~": case "|": return span(text, at, context);
    default: return null;
  }
}

function escape(text, at) {
  const next = text[at + 1];
  return next && ESCAPABLE.test(next) ? { node: { type: "text", text: next }, end: at + 2 } : null;
}

function code(text, at) {
  const run = /^`+/.exec(text.slice(at))[0];
  for (let close = text.indexOf(run, at + run.length); close !== -1; close = text.indexOf(run, close + 1)) {
    if (text[close + run.length] !== "`" && text[close - 1] !== "`") {
      return { node: { type: "code", text: trimPadding(text.slice(at + run.length, close)) }, end: close + run.length };
    }
  }
  return { node: { type: "text", text: run }, end: at + run.length };
}

const trimPadding = (inner) => inner.replace(/^ (?=`)|(?<=`) $/g, "");

function tag(text, at, { links }) {
  const rest = text.slice(at, at + 2100);
  for (const [pattern, build] of TAGS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const node = build(match);
    return node.type === "link" && !links ? null : { node, end: at + match[0].length };
  }
  return null;
}

function everyone(text, at) {
  const match = /^@(everyone|here)\b/.exec(text.slice(at, at + 10));
  return match && { node: { type: "everyone", text: match[0] }, end: at + match[0].length };
}

function maskedLink(text, at, { depth }) {
  const close = closingBracket(text, at);
  if (close === -1 || text[close + 1] !== "(") return null;
  const target = /^\(\s*<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+["'](.*?)["'])?\s*\)/.exec(text.slice(close + 1, close + 2200));
  if (!target || !safeUrl(target[1])) return null;
  const children = parseInline(text.slice(at + 1, close), { links: false, depth: depth + 1 });
  return { node: { type: "link", url: target[1], title: target[2] ?? null, children }, end: close + 1 + target[0].length };
}

function closingBracket(text, at) {
  let open = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") open++;
    else if (text[i] === "]" && --open === 0) return i === at + 1 ? -1 : i;
  }
  return -1;
}

function bareLink(text, at) {
  if (at > 0 && WORD.test(text[at - 1])) return null;
  const match = /^https?:\/\/[^\s<]+/.exec(text.slice(at, at + 2100));
  const url = match && withoutTrailing(match[0]);
  return url && safeUrl(url) ? { node: link(url), end: at + url.length } : null;
}

/** Punctuation after an address belongs to the sentence, and so does a bracket that was opened before it. */
function withoutTrailing(url) {
  for (;;) {
    const last = url.at(-1);
    const unmatched = last === ")" && url.split("(").length < url.split(")").length;
    if (!unmatched && !".,:;\"'!?*_~|]".includes(last)) return url;
    url = url.slice(0, -1);
  }
}

const link = (url) => ({ type: "link", url, title: null, children: [{ type: "text", text: url }] });

/** True for an absolute http or https address. */
export function safeUrl(url) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && (parsed.protocol === "https:" || parsed.protocol === "http:");
}

function span(text, at, { links, depth }) {
  for (const { mark, type } of SPANS) {
    if (!text.startsWith(mark, at) || !opens(text, at, mark)) continue;
    const close = closing(text, at + mark.length, mark);
    if (close === -1) continue;
    const children = parseInline(text.slice(at + mark.length, close), { links, depth: depth + 1 });
    return { node: { type, children }, end: close + mark.length };
  }
  const run = text[at].repeat(text.slice(at).search(new RegExp(`[^${text[at] === "|" ? "|" : `\\${text[at]}`}]|$`)));
  return { node: { type: "text", text: run }, end: at + run.length };
}

function opens(text, at, mark) {
  const next = text[at + mark.length];
  if (next === undefined) return false;
  if (mark === "*") return !/\s/.test(next) && next !== "*";
  if (mark === "_") return next !== "_" && !(at > 0 && WORD.test(text[at - 1]));
  return true;
}

/** Where the span that began before `from` closes, or -1. Escapes and code are skipped over. */
function closing(text, from, mark) {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\") { i++; continue; }
    if (text[i] === "`") {
      const found = code(text, i);
      i = found.end - 1;
      continue;
    }
    if (text[i] !== mark[0]) continue;
    const run = runLength(text, i);
    const close = closeInRun(text, i, run, mark);
    if (close > from) return close;
    i += run - 1;
  }
  return -1;
}

function runLength(text, at) {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** Of a run of equal characters, the one pair (or single) that closes `mark`: the last, so that `***x***` nests. */
function closeInRun(text, at, run, mark) {
  if (mark.length === 2) return run >= 2 ? at + run - 2 : -1;
  if (run % 2 === 0) return -1;
  const close = at + run - 1;
  if (mark === "*") return /\s/.test(text[close - 1]) ? -1 : close;
  return text[close + 1] !== undefined && WORD.test(text[close + 1]) ? -1 : close;
}
