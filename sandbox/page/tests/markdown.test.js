// Run with `node --test sandbox/page/tests/` (Node 20 or later, nothing to install).

import { test } from "node:test";
import assert from "node:assert/strict";
import { parseInline } from "../markdown-inline.js";
import { parseMarkdown } from "../markdown-blocks.js";

/** A tree as a short string: `bold(a, italic(b))`. */
function sketch(nodes) {
  return nodes.map((n) => {
    if (n.type === "text" && n.text !== undefined) return n.text;
    if (n.type === "break") return "⏎";
    if (n.type === "quote") return `quote(${sketch(n.blocks)})`;
    if (n.type === "list") return `${n.ordered ? `ol${n.start}` : "ul"}(${n.items.map(sketch).join("; ")})`;
    if (n.type === "code") return `code[${n.language ? `${n.language}:` : ""}${n.text}]`;
    if (n.type === "heading") return `h${n.level}(${sketch(n.children)})`;
    if (n.type === "link") return `link<${n.url}>(${sketch(n.children)})`;
    if (n.children) return n.type === "text" ? sketch(n.children) : `${n.type}(${sketch(n.children)})`;
    const { type, ...rest } = n;
    return `${type}{${Object.values(rest).join(" ")}}`;
  }).join("|").replace(/\|(?=⏎)|(?<=⏎)\|/g, "");
}

const INLINE = [
  ["plain", "plain"],
  ["**b** and *i*", "bold(b)| and |italic(i)"],
  ["***both***", "bold(italic(both))"],
  ["**a *b* c**", "bold(a |italic(b)| c)"],
  ["_i_ __u__ ~~s~~ ||p||", "italic(i)| |underline(u)| |strike(s)| |spoiler(p)"],
  ["snake_case_name stays", "snake_case_name stays"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["\\*not\\* italic", "*not* italic"],
  ["¯\\_(ツ)_/¯", "¯_(ツ)_/¯"],
  ["`a*b*` **`x`**", "code[a*b*]| |bold(code[x])"],
  ["``a ` b``", "code[a ` b]"],
  ["unclosed ** and ` here", "unclosed ** and ` here"],
  ["**a `**` b**", "bold(a |code[**]| b)"],
  ["****", "****"],
  ["see https://a.example/x_y_z.", "see |link<https://a.example/x_y_z>(https://a.example/x_y_z)|."],
  ["(https://a.example/w_(x))", "(|link<https://a.example/w_(x)>(https://a.example/w_(x))|)"],
  ["<https://a.example>", "link<https://a.example>(https://a.example)"],
  ["[the **doc**](https://a.example/d)", "link<https://a.example/d>(the |bold(doc))"],
  ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
  ["[x](data:text/html,hi)", "[x](data:text/html,hi)"],
  ["[https://a.example](https://b.example)", "link<https://b.example>(https://a.example)"],
  ["<@12> <@!12> <@&3> <#4> </role show:5>", "user{12}| |user{12}| |role{3}| |channel{4}| |command{role show 5}"],
  ["<:yes:77> <a:no:78>", "emoji{yes 77 false}| |emoji{no 78 true}"],
  ["<t:1700000000:R> <t:1700000000>", "time{1700000000 R}| |time{1700000000 f}"],
  ["@everyone mail@here.example", "everyone{@everyone}| mail|everyone{@here}|.example"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["a\nb", "a⏎b"],
];

for (const [text, expected] of INLINE) {
  test(`inline: ${JSON.stringify(text)}`, () => assert.equal(sketch(parseInline(text)), expected));
}

const BLOCKS = [
  ["# One\n## Two\n### Three\n#### four\n#no", "h1(One)|h2(Two)|h3(Three)|#### four⏎#no"],
  ["-# small *print*", "subtext(small |italic(print))"],
  ["> a\n> b\nc", "quote(a⏎b)|c"],
  [">>> a\nb\n> c", "quote(a⏎b⏎> c)"],
  [">no quote", ">no quote"],
  ["- a\n- b\n  - c\n- d", "ul(a; b|ul(c); d)"],
  ["3. a\n4. b", "ol3(a; b)"],
  ["- a\n1. b", "ul(a)|ol1(b)"],
  ["```rust\nfn main() {}\n```", "code[rust:fn main() {}]"],
  ["```one line```", "code[one line]"],
  ["see ```js\nx\n``` after", "see |code[js:x]| after"],
  ["```\n**not bold**\n```\nafter", "code[**not bold**]|after"],
  ["> ```\n> x\n> ```", "quote(code[x])"],
  ["```never closed", "```never closed"],
  ["*a\nb*", "italic(a⏎b)"],
  ["a\r\nb", "a⏎b"],
];

for (const [text, expected] of BLOCKS) {
  test(`block: ${JSON.stringify(text)}`, () => assert.equal(sketch(parseMarkdown(text)), expected));
}

test("hostile text is parsed in good time", () => {
  for (const piece of ["*", "**a", "_a ", "[", "`", "||", "> ", "- ", "<", "*a _b "]) {
    // Time on the processor: how busy the machine is otherwise must not matter.
    const before = process.cpuUsage();
    parseMarkdown(piece.repeat(Math.ceil(6000 / piece.length)));
    const milliseconds = process.cpuUsage(before).user / 1000;
    assert.ok(milliseconds < 500, `${piece}… took ${milliseconds} ms`);
  }
});

test("every character of plain text survives", () => {
  const text = "Zero\u200bwidth, right-to-left \u202eabc, 👩‍💻, tabs\tand a lone \\ at the end \\";
  assert.equal(sketch(parseInline(text)), text);
});
