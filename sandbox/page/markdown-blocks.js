// Discord's block markdown: message text → a list of blocks. Pure.
//
// Blocks: { type: "text", children } · { type: "heading", level, children } · { type: "subtext", children } · { type: "quote", blocks } ·
// { type: "code", language, text } · { type: "list", ordered, start, items: [[block]] }

import { parseInline } from "./markdown-inline.js";

const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;
const FENCE = /```(?:([\w+#.-]*)\n)?([\s\S]*?[^`\s][\s\S]*?)\n?```/y;

/** Parses a whole message, embed description or field. */
export function parseMarkdown(text) {
  return blocksOf(text.replace(/\r\n?/g, "\n"), false);
}

function blocksOf(text, quoted) {
  const blocks = [];
  let prose = [];
  let rest = text;
  const flush = () => {
    if (prose.length) blocks.push({ type: "text", children: parseInline(prose.join("\n")) });
    prose = [];
  };
  while (rest !== null) {
    const found = blockAt(rest, quoted);
    if (found) {
      if (found.before) prose.push(found.before);
      flush();
      blocks.push(found.block);
      rest = found.rest;
    } else {
      const [line, after] = firstLine(rest);
      prose.push(line);
      rest = after;
    }
  }
  flush();
  return blocks;
}

/** The first line of `text` and what follows it (null at the end). */
function firstLine(text) {
  const end = text.indexOf("\n");
  return end === -1 ? [text, null] : [text.slice(0, end), text.slice(end + 1)];
}

function blockAt(text, quoted) {
  const [line, after] = firstLine(text);
  if (!quoted && text.startsWith(">>> ")) return { block: quote(text.slice(4)), rest: null };
  if (!quoted && /^> /.test(line)) return lineQuote(text);
  const heading = HEADING.exec(line);
  if (heading) return { block: { type: "heading", level: heading[1].length, children: parseInline(heading[2]) }, rest: after };
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { block: { type: "subtext", children: parseInline(subtext[1]) }, rest: after };
  return ITEM.test(line) ? list(text) : fence(text, line);
}

const quote = (inner) => ({ type: "quote", blocks: blocksOf(inner, true) });

function lineQuote(text) {
  const inner = [];
  let rest = text;
  while (rest !== null) {
    const [line, after] = firstLine(rest);
    if (!/^>( |$)/.test(line)) break;
    inner.push(line.slice(2));
    rest = after;
  }
  return { block: quote(inner.join("\n")), rest };
}

/** A fence may begin in the middle of a line; the words before it stay prose. */
function fence(text, line) {
  const start = line.indexOf("```");
  if (start === -1) return null;
  FENCE.lastIndex = start;
  const match = FENCE.exec(text);
  if (!match) return null;
  const rest = text.slice(FENCE.lastIndex);
  const block = { type: "code", language: match[1] || null, text: match[2] };
  return { before: text.slice(0, start), block, rest: rest === "" ? null : rest.replace(/^\n/, "") };
}

function list(text) {
  const lines = [];
  let rest = text;
  while (rest !== null) {
    const [line, after] = firstLine(rest);
    const item = ITEM.exec(line);
    if (!item) break;
    lines.push({ indent: item[1].length, mark: item[2], text: item[3] });
    rest = after;
  }
  const { block, used } = listOf(lines, 0, lines[0].indent);
  return { block, rest: used === lines.length ? rest : `${remaining(lines, used)}${rest === null ? "" : `\n${rest}`}` };
}

const remaining = (lines, used) => lines.slice(used).map((l) => `${" ".repeat(l.indent)}${l.mark} ${l.text}`).join("\n");

/** Lines from `at` that belong to a list indented by `indent`; deeper ones become lists inside the item before. */
function listOf(lines, at, indent) {
  const ordered = /\d/.test(lines[at].mark);
  const items = [];
  let used = at;
  while (used < lines.length && lines[used].indent >= indent) {
    const line = lines[used];
    if (items.length && line.indent >= indent + 2) {
      const inner = listOf(lines, used, line.indent);
      items.at(-1).push(inner.block);
      used = inner.used;
    } else {
      if (/\d/.test(line.mark) !== ordered) break;
      items.push([{ type: "text", children: parseInline(line.text) }]);
      used++;
    }
  }
  return { block: { type: "list", ordered, start: ordered ? Number.parseInt(lines[at].mark, 10) : 1, items }, used };
}
