// Pictures and files. Only what the sandbox itself serves is loaded; the page never reaches outside the machine.

import { el, icon } from "./dom.js";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The address to load a file of the sandbox from, whatever loopback name the bot used; null for anything outside. */
export function localUrl(url) {
  if (!url || !URL.canParse(url, location.href)) return null;
  const parsed = new URL(url, location.href);
  if (parsed.origin === location.origin || (LOOPBACK.test(parsed.hostname) && parsed.pathname.startsWith("/cdn/"))) {
    return parsed.pathname + parsed.search;
  }
  return null;
}

/** The address meant by an embed's picture: `attachment://name` names one of the message's files. */
export function resolveMedia(media, attachments) {
  const name = /^attachment:\/\/(.+)$/.exec(media.url ?? "")?.[1];
  const attachment = name && attachments.find((a) => a.filename === name);
  return attachment ? { ...attachment, ...attachment.url && { url: attachment.url } } : media;
}

/** A picture that keeps its place while loading; outside pictures are named instead of loaded. */
export function picture(media, { alt, className, maxWidth, maxHeight }) {
  const source = localUrl(media.url);
  if (!source) return outsidePicture(media.url, className);
  const image = el("img", { src: source, alt, loading: "lazy", decoding: "async" });
  const frame = el("a", { class: `picture ${className}`, href: source, target: "_blank", rel: "noopener", title: alt || "Open the picture" }, image);
  if (media.width && media.height) {
    const scale = Math.min(1, maxWidth / media.width, maxHeight / media.height);
    image.width = Math.round(media.width * scale);
    image.height = Math.round(media.height * scale);
  }
  image.addEventListener("error", () => frame.replaceWith(missing("The picture can't be loaded.", className)));
  return frame;
}

function outsidePicture(url, className) {
  const host = URL.canParse(url) ? new URL(url).hostname : "elsewhere";
  const words = className === "thumbnail" ? host : `A picture from ${host}, not loaded: the sandbox stays offline.`;
  return el("span", { class: `picture outside ${className}`, title: url }, words);
}

const missing = (words, className) => el("span", { class: `picture outside ${className}` }, words);

/** The files of a message that no embed shows already. */
export function attachmentsOf(message) {
  const attachments = message.attachments ?? [];
  const used = new Set((message.embeds ?? []).flatMap(usedUrls));
  const left = attachments.filter((a) => !used.has(localUrl(a.url) ?? a.url) && !used.has(`attachment://${a.filename}`));
  return left.length ? el("div", { class: "attachments" }, left.map(attachment)) : null;
}

function usedUrls(embed) {
  const media = [embed.image, embed.thumbnail, embed.author && { url: embed.author.icon_url }, embed.footer && { url: embed.footer.icon_url }];
  return media.filter((m) => m?.url).map((m) => localUrl(m.url) ?? m.url);
}

const SPOILER = 1 << 3;

/** One file; a spoiler stays closed until one opens it. */
export function attachment(file) {
  if (!(file.flags & SPOILER) && !file.filename.startsWith("SPOILER_")) return openly(file);
  return spoilerOf(openly(file));
}

/** Something that one sees after opening it. */
export function spoilerOf(node) {
  return el("details", { class: "spoiler-file", "data-testid": "spoiler-file" }, el("summary", {}, icon("eye"), "Spoiler: open to see it"), node);
}

/** A picture where it is one, else a card to download it. */
function openly(file) {
  if ((file.content_type ?? "").startsWith("image/") || /\.(png|jpe?g|gif|webp)$/i.test(file.filename)) {
    return picture(file, { alt: file.description ?? file.filename, className: "image", maxWidth: 520, maxHeight: 360 });
  }
  return el("a", { class: "file", href: localUrl(file.url) ?? file.url, download: file.filename, "data-testid": "attachment" },
    icon("file"), el("span", {}, el("strong", {}, file.filename), el("small", {}, size(file.size))));
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/** A round picture of a user or application, or their initials on a colour of their own. */
export function avatar(user, className = "") {
  const source = user.avatar && localUrl(`/cdn/avatars/${user.id}/${user.avatar}.png`);
  const face = el("span", { class: `avatar ${className}`, "aria-hidden": "true" }, initials(user));
  face.style.setProperty("--hue", hue(user.username ?? user.id));
  if (source) {
    const image = el("img", { src: source, alt: "" });
    image.addEventListener("error", () => image.remove());
    face.append(image);
  }
  return face;
}

function initials(user) {
  const words = (user.global_name ?? user.username ?? user.name ?? "?").split(/[\s._-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : null].filter(Boolean).map((w) => [...w][0].toLocaleUpperCase()).join("");
}

/** A colour of one's own, the same after every restart: neighbours in the hash lie far apart on the wheel. */
const hue = (name) => Math.round(([...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 9973, 7) * 137.5) % 360);
