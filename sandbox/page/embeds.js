// A bot's embeds.

import { el } from "./dom.js";
import { hex } from "./colour.js";
import { inlineMarkdown, markdown } from "./markdown.js";
import { localUrl, picture, resolveMedia } from "./media.js";
import { safeUrl } from "./markdown-inline.js";
import { full, moment } from "./time.js";

/** The embeds of a message, or null. */
export function embedsOf(message) {
  const embeds = message.embeds ?? [];
  return embeds.length ? el("div", { class: "embeds" }, embeds.map((embed) => card(embed, message))) : null;
}

function card(embed, message) {
  const media = (m) => resolveMedia(m, message.attachments ?? []);
  const users = message.mentions ?? [];
  return el("article", { class: "embed", "data-testid": "embed", style: { "--stripe": embed.color ? hex(embed.color) : null } },
    embed.thumbnail && picture(media(embed.thumbnail), { alt: embed.thumbnail.description ?? "", className: "thumbnail", maxWidth: 80, maxHeight: 80 }),
    el("div", { class: "embed-words" },
      embed.provider?.name && el("div", { class: "embed-provider" }, embed.provider.name),
      embed.author && author(embed.author, media),
      embed.title && title(embed, users),
      embed.description && el("div", { class: "embed-description md" }, markdown(embed.description, users)),
      embed.fields?.length > 0 && fields(embed.fields, users)),
    embed.image && picture(media(embed.image), { alt: embed.image.description ?? embed.title ?? "", className: "image", maxWidth: 520, maxHeight: 340 }),
    (embed.footer || embed.timestamp) && footer(embed, media));
}

const outLink = (url, ...children) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, children);

function smallIcon(url, media) {
  const source = url && localUrl(media({ url }).url);
  return source ? el("img", { class: "embed-icon", src: source, alt: "" }) : null;
}

function author(by, media) {
  const name = by.url && safeUrl(by.url) ? outLink(by.url, by.name) : by.name;
  return el("div", { class: "embed-author" }, smallIcon(by.icon_url, media), el("span", {}, name));
}

function title(embed, users) {
  const words = inlineMarkdown(embed.title, users);
  return el("h3", { class: "embed-title" }, embed.url && safeUrl(embed.url) ? outLink(embed.url, words) : words);
}

/** Inline fields that follow each other share a row, at most three. */
function fields(list, users) {
  return el("dl", { class: "embed-fields" }, rowsOf(list).flatMap((row) => row.map((field) =>
    el("div", { class: `embed-field ${field.inline ? `of-${row.length}` : "whole"}` },
      el("dt", {}, inlineMarkdown(field.name, users)),
      el("dd", { class: "md" }, markdown(field.value, users))))));
}

function rowsOf(list) {
  const rows = [];
  for (const field of list) {
    const last = rows.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function footer(embed, media) {
  const date = embed.timestamp && new Date(embed.timestamp);
  return el("footer", { class: "embed-footer" },
    smallIcon(embed.footer?.icon_url, media),
    embed.footer?.text,
    embed.footer?.text && date && el("span", { "aria-hidden": "true" }, " · "),
    date && el("time", { datetime: date.toISOString(), title: full(date) }, moment(date)));
}
