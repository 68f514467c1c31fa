import { test } from "node:test";
import assert from "node:assert/strict";
import { CHANCES, DELAYS, chanceOf, chanceWords, counts, delayWords, isFair, nearest, withChance, withDelay } from "../weather.js";

const still = { fixed_ms: 0, jitter_ms: 0 };
const fair = { seed: 0, call_latency: still, event_latency: still, calls: [], events: [] };

test("a chance that is set is found again, and nought takes the fault away", () => {
  const rough = withChance(withChance(fair, "errors", 0.25), "twice", 1);
  assert.equal(chanceOf(rough, "errors"), 0.25);
  assert.equal(chanceOf(rough, "twice"), 1);
  assert.equal(chanceOf(rough, "resets"), 0);
  assert.deepEqual(withChance(withChance(rough, "errors", 0), "twice", 0), fair);
});

test("faults that the panel does not know stay as they are", () => {
  const test = { what: "reset_after", method: "POST", route: "/interactions/", times: 1, chance: 1 };
  const rough = withChance({ ...fair, calls: [test] }, "resets", 0.5);
  assert.equal(rough.calls.length, 2);
  assert.deepEqual(withChance(rough, "resets", 0).calls, [test]);
});

test("a delay keeps the jitter that a test has set", () => {
  const rough = withDelay({ ...fair, call_latency: { fixed_ms: 5, jitter_ms: 40 } }, "call_latency", 300);
  assert.deepEqual(rough.call_latency, { fixed_ms: 300, jitter_ms: 40 });
});

test("weather is fair while nothing goes wrong and nothing is limited", () => {
  assert.ok(isFair({ forecast: fair, rate_limits: false }));
  assert.ok(!isFair({ forecast: fair, rate_limits: true }));
  assert.ok(!isFair({ forecast: withDelay(fair, "event_latency", 100), rate_limits: false }));
  assert.ok(!isFair({ forecast: fair, rate_limits: false, hush_acks: true }));
});

test("sliders stand at the stop that is nearest", () => {
  assert.equal(DELAYS[nearest(DELAYS, 900)], 1000);
  assert.equal(CHANCES[nearest(CHANCES, 0.06)], 0.05);
  assert.equal(nearest(CHANCES, 0), 0);
});

test("values are said in words", () => {
  assert.deepEqual([0, 300, 2500].map(delayWords), ["not at all", "300 ms", "2.5 s"]);
  assert.deepEqual([0, 0.05, 1].map(chanceWords), ["never", "5 %", "always"]);
});

test("what has happened is counted", () => {
  const tally = { calls: 9, rate_limited: 2, refused: 1, failed: 3 };
  assert.deepEqual(counts({ tally, struck: { total: 4 } }), [["calls", 9], ["429s", 2], ["refused", 1], ["failed", 3], ["faults", 4]]);
});
