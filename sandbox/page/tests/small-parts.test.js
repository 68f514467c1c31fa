import { test } from "node:test";
import assert from "node:assert/strict";
import { contrast, readableOn } from "../colour.js";
import { compareIds, idAt } from "../snowflake.js";
import { named, nameFor } from "../route.js";

test("any colour becomes readable on either ground", () => {
  for (const colour of [0x000000, 0xffffff, 0xffff00, 0x00ff00, 0x0000ff, 0x808080, 0xf1c40f]) {
    assert.ok(contrast(readableOn(colour, 0xe9e6de, 0x000000), 0xe9e6de) >= 4.5);
    assert.ok(contrast(readableOn(colour, 0x26354b, 0xffffff), 0x26354b) >= 4.5);
  }
});

test("a readable colour is left alone", () => {
  assert.equal(readableOn(0x006400, 0xe9e6de, 0x000000), 0x006400);
});

test("ids are ordered by age whatever their length", () => {
  assert.ok(compareIds("99", "100") < 0);
  assert.ok(compareIds("1420070400001", "1420070400000") > 0);
  assert.equal(compareIds("5", "5"), 0);
});

test("an id can be made from a moment", () => {
  assert.equal(idAt(1420070400000), "0");
  assert.equal(BigInt(idAt(1420070400001)), 1n << 22n);
});

test("a name in the address is used only while it is unique", () => {
  const channels = [{ id: "1", name: "general" }, { id: "2", name: "general" }, { id: "3", name: "help" }];
  const name = (c) => c.name;
  assert.equal(nameFor(channels, channels[0], name), "1");
  assert.equal(nameFor(channels, channels[2], name), "help");
  assert.equal(named(channels, "help", name).id, "3");
  assert.equal(named(channels, "2", name).id, "2");
  assert.equal(named(channels, "nowhere", name), null);
});
