// Markdown trees → elements, with mentions resolved as the present person sees them.

import { el } from "./dom.js";
import { parseMarkdown } from "./markdown-blocks.js";
import { parseInline } from "./markdown-inline.js";
import { channelById, colourOfRole, memberById, nameOf, roleById, titleOf } from "./directory.js";
import { full, relative, styled } from "./time.js";

/** Elements for a message's content, an embed's description or a field. `users` are the message's own mentions. */
export function markdown(text, users = []) {
  return parseMarkdown(text).map((block) => renderBlock(block, users));
}

/** Elements for text that has inline formatting only, as embed titles do. */
export function inlineMarkdown(text, users = []) {
  return renderAll(parseInline(text), users);
}

/** The text as read aloud or in a preview: no marks, mentions by name. */
export function plainText(text, users = []) {
  return el("div", {}, markdown(text, users)).textContent.replace(/\s+/g, " ").trim();
}

const renderAll = (nodes, users) => nodes.map((node) => renderInline(node, users));

const BLOCKS = {
  text: (block, users) => el("div", { class: "md-text" }, renderAll(block.children, users)),
  heading: (block, users) => el(`h${block.level + 2}`, { class: `md-heading md-heading-${block.level}` }, renderAll(block.children, users)),
  subtext: (block, users) => el("div", { class: "md-subtext" }, renderAll(block.children, users)),
  quote: (block, users) => el("blockquote", {}, block.blocks.map((inner) => renderBlock(inner, users))),
  code: (block) => el("pre", { tabindex: "0", "aria-label": block.language ? `Code, ${block.language}` : "Code" }, el("code", {}, block.text)),
  list: (block, users) => el(block.ordered ? "ol" : "ul", block.ordered ? { start: block.start } : {},
    block.items.map((item) => el("li", {}, item.map((inner) => renderBlock(inner, users))))),
};

const renderBlock = (block, users) => BLOCKS[block.type](block, users);

const wrap = (tag) => (node, users) => el(tag, {}, renderAll(node.children, users));

const INLINE = {
  text: (node) => node.text,
  break: () => "\n",
  bold: wrap("strong"),
  italic: wrap("em"),
  underline: wrap("u"),
  strike: wrap("s"),
  spoiler: (node, users) => spoiler(renderAll(node.children, users)),
  code: (node) => el("code", {}, node.text),
  link: (node, users) => el("a", { href: node.url, target: "_blank", rel: "noopener noreferrer nofollow", title: node.title ?? node.url }, renderAll(node.children, users)),
  user: userMention,
  role: roleMention,
  channel: channelMention,
  command: (node) => mentionLink({ "data-command": node.name }, `/${node.name}`),
  everyone: (node) => el("span", { class: "mention" }, node.text),
  emoji: (node) => el("span", { class: "custom-emoji", title: `The custom emoji :${node.name}:`, role: "img", "aria-label": node.name }, `:${node.name}:`),
  time: (node) => timestamp(node.seconds, node.style),
};

const renderInline = (node, users) => INLINE[node.type](node, users);

function spoiler(children) {
  const hidden = el("span", { class: "spoiler-text", inert: true }, children);
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false", "aria-label": "Spoiler, press to read" }, hidden);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.inert = false;
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-expanded", "aria-label"]) cover.removeAttribute(name);
    cover.removeEventListener("click", reveal);
    cover.removeEventListener("keydown", reveal);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}

/** A mention that does something. A link, since buttons don't flow with the text; the message list handles the click. */
function mentionLink(data, words) {
  return el("a", { href: "#", role: "button", class: "mention", ...data }, words);
}

function userMention(node, users) {
  const user = memberById(node.id)?.user ?? users.find((u) => u.id === node.id);
  if (!user) return el("span", { class: "mention" }, "@unknown-user");
  return mentionLink({ "data-user": user.id }, `@${nameOf(user)}`);
}

function roleMention(node) {
  const role = roleById(node.id);
  return el("span", { class: "mention", style: { color: role && colourOfRole(role) } }, `@${role?.name ?? "unknown-role"}`);
}

function channelMention(node) {
  const channel = channelById(node.id);
  if (!channel) return el("span", { class: "mention" }, "#no-access");
  return mentionLink({ "data-channel": channel.id }, titleOf(channel));
}

function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  const attributes = { datetime: date.toISOString(), title: full(date), class: "stamp", "data-relative": style === "R" };
  return el("time", attributes, style === "R" ? relative(date) : styled(date, style));
}
