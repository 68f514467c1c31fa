//! Interactions that Discord would not send: what serenity can read is answered, within Discord's limits and without an incident, and
//! anything else is refused with 400. They are made from those of every command, component and form by changes to their structure:
//! parts are missing, of another type, huge, nested, or come from another one.

use lanekeeper::commands::COMPONENTS;
use serde_json::{Value, json};
use serenity::all::Interaction;

use crate::{
    answers::{is_within_limits, way},
    filling,
    machine::{Effort, Mill, Random, corpus},
    rig::Rig,
    seeds::{self, From},
};

static SIGNS: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e999",
    "\\u0000",
    "\\ud800",
    "\"type\":",
    "\"value\":",
    "\"options\":[",
    "\"id\":\"0\"",
    "\u{200b}",
    "@everyone",
    "`",
    "<@1>",
];

/// How many bytes are tried: the endpoint reads a little more.
const LONGEST: usize = 1 << 20;

/// Something that may stand anywhere.
fn odd(random: &mut Random) -> Value {
    match random.below(16) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 => json!(random.below(40)),
        3 => json!(-1),
        4 => json!(u64::MAX),
        5 => json!(0.5),
        6 => json!(""),
        7 => json!("x".repeat(random.below(7_000))),
        8 => json!(*random.of(seeds::TEXTS)),
        9 => json!(["$lead", "$role", "$channel", "$bot", "0", "99999999999999999999"][random.below(6)]),
        10 => json!([]),
        11 => json!({}),
        12 => json!("\u{202e}\u{200b}\0\u{fdfa}".repeat(1 + random.below(900))),
        13 => (0..random.below(200)).fold(json!(1), |inner, _| json!([inner])),
        14 => (0..random.below(60)).fold(json!({}), |inner, _| json!({"name": "x", "type": 1, "options": [inner]})),
        _ => json!((0..random.below(400)).collect::<Vec<_>>()),
    }
}

/// How many values there are in one, with itself.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(size).sum::<usize>(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    }
}

/// One of the values in a value, by its number.
fn nth<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(values) => values.iter_mut().find_map(|value| nth(value, number)),
        Value::Object(fields) => fields.values_mut().find_map(|value| nth(value, number)),
        _ => None,
    }
}

/// One value with a few changes, some of them from another one.
pub(crate) fn changed(mut whole: Value, other: &Value, random: &mut Random) -> Value {
    for _ in 0..=random.below(3) {
        let mut part = other.clone();
        let mut number = random.below(size(&part));
        let part = nth(&mut part, &mut number).map(std::mem::take).unwrap_or_default();
        let mut number = random.below(size(&whole));
        let Some(place) = nth(&mut whole, &mut number) else { continue };
        let key = |fields: &serde_json::Map<String, Value>, random: &mut Random| {
            fields.keys().nth(random.below(fields.len())).cloned().unwrap_or_default()
        };
        match (random.below(4), &mut *place) {
            (0, Value::Object(fields)) => drop(fields.remove(&key(fields, random))),
            (1, Value::Object(fields)) => drop(fields.insert(key(fields, random), odd(random))),
            (2, Value::Object(fields)) => drop(fields.insert(random.of(seeds::TEXTS).to_string(), part)),
            (0, Value::Array(values)) => drop(values.pop()),
            (1, Value::Array(values)) => values.push(part),
            (2, Value::Array(values)) => {
                *values = std::iter::repeat_n(values.clone(), random.below(30)).flatten().collect()
            }
            (0 | 1, Value::Number(number)) => *place = json!(number.as_i64().unwrap_or(0) + random.below(7) as i64 - 3),
            (0 | 1, Value::String(text)) => {
                *text = Mill { signs: seeds::TEXTS, longest: 6_000 }.made_from(std::slice::from_ref(text), random)
            }
            (2, Value::String(_)) => *place = json!(*random.of(seeds::TEXTS)),
            (3, _) if random.below(2) == 0 => *place = part,
            _ => *place = odd(random),
        }
    }
    whole
}

/// Ids that stand for nobody and nothing, or for something of another kind; those that Discord cannot give are among them.
static IDS: &[&str] = &[
    "$lead",
    "$manager",
    "$member",
    "$stranger",
    "$bot",
    "$role",
    "$channel",
    "$guild",
    "1",
    "18446744073709551615",
    "9223372036854775808",
];

/// Each text, number and answer to yes or no in a value.
fn leaves(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(values) => values.iter_mut().flat_map(leaves).collect(),
        Value::Object(fields) => fields.values_mut().flat_map(leaves).collect(),
        Value::Null => Vec::new(),
        leaf => vec![leaf],
    }
}

/// An interaction in which a few values are others of their type, so that most can be read: other ids, texts, kinds, permissions.
fn in_form(mut one: Value, other: &mut Value, random: &mut Random) -> Value {
    for _ in 0..=random.below(5) {
        let part = match one.get_mut("data") {
            Some(data) if random.below(3) > 0 => data,
            _ => &mut one,
        };
        let mut leaves = leaves(part);
        let at = random.below(leaves.len());
        let Some(leaf) = leaves.get_mut(at) else { continue };
        **leaf = match &**leaf {
            Value::String(text) if text.starts_with('$') || text.parse::<u64>().is_ok() => json!(*random.of(IDS)),
            Value::String(text) => match random.below(4) {
                0 => json!(*random.of(seeds::TEXTS)),
                1 => json!(Mill { signs: seeds::TEXTS, longest: 6_000 }.made_from(std::slice::from_ref(text), random)),
                _ => another_text(other, random).unwrap_or_default(),
            },
            Value::Number(_) => json!(random.below(20)),
            Value::Bool(is) => json!(!is),
            same => same.clone(),
        };
    }
    one
}

/// A text of another interaction, such as the name of another option or another custom id.
fn another_text(other: &mut Value, random: &mut Random) -> Option<Value> {
    let texts: Vec<&mut Value> = leaves(other).into_iter().filter(|leaf| leaf.is_string()).collect();
    let at = random.below(texts.len());
    texts.get(at).map(|text| (**text).clone())
}

/// An interaction with a few changes, mostly in what was done: about the rest serenity is strict.
fn within(mut one: Value, other: &Value, random: &mut Random) -> Value {
    match one.get_mut("data").filter(|_| random.below(5) > 0) {
        Some(data) => *data = changed(data.take(), other.get("data").unwrap_or(other), random),
        None => one = changed(one, other, random),
    }
    one
}

fn of_the_tables() -> Vec<Vec<u8>> {
    let mut seeds = seeds::commands(filling::shipped().fallback());
    for (at, row) in COMPONENTS.iter().enumerate().step_by(12) {
        let id: String = (0..row.arguments).fold(row.name.id(), |id, _| id.with(at)).into();
        seeds.push(seeds::press(&id, "$lead", at % 2 == 0));
        seeds.push(seeds::choice(&id, [3, 5, 6, 7, 8][at % 5], &["$lead"], "$manager"));
        seeds.push(seeds::form(&id, &[("question", "Who?"), ("rule", "So.")], "$member"));
    }
    seeds.push(seeds::interaction(1, "$lead", From::Conversation, &Value::Null));
    seeds.iter().map(|seed| seed.to_string().into_bytes()).collect()
}

/// What serenity reads of a body: nothing, a ping, or what is to be answered.
fn read(body: &[u8]) -> Option<Interaction> {
    serde_json::from_slice(body).ok()
}

#[test]
fn interactions_that_discord_would_not_send_are_answered_or_refused() {
    let (mill, mut rig) = (Mill { signs: SIGNS, longest: LONGEST }, Rig::set());
    let mut given: Vec<Vec<u8>> = corpus("tests/fuzz/corpus/interactions");
    let ours = of_the_tables();
    assert!(ours.iter().all(|seed| seed.starts_with(b"{")));
    given.extend(ours);
    Effort::asked(100).spend(
        "interactions",
        given,
        |corpus, random| {
            let (one, other) = (random.of(corpus), random.of(corpus));
            match (serde_json::from_slice(one), serde_json::from_slice(other)) {
                (Ok(one), Ok(mut other)) => match random.below(8) {
                    0 => mill.made_from(corpus, random),
                    1..3 => within(one, &other, random).to_string().into_bytes(),
                    _ => in_form(one, &mut other, random).to_string().into_bytes(),
                },
                _ => mill.made_from(corpus, random),
            }
        },
        |input: &Vec<u8>, _| {
            let mut value = serde_json::from_slice::<Value>(input).unwrap_or_default();
            let id = rig.fill_in(&mut value);
            let mut body = if value.is_null() { input.clone() } else { value.to_string().into_bytes() };
            if read(&body).is_some_and(|read| read.id().get() != id) {
                value["id"] = json!(id.to_string());
                body = value.to_string().into_bytes();
            }
            let read = read(&body);
            let expected = match read {
                None => 400,
                Some(Interaction::Ping(_)) => 200,
                Some(_) => 202,
            };
            let status = rig.posts(&body);
            if status != expected {
                return Err(format!("the status is {status}, not {expected}"));
            }
            let Some(read) = read.filter(|_| status == 202) else { return Ok(format!("{status}")) };
            let answer = rig.answer(id).ok_or("no answer came")?;
            is_within_limits(&answer)?;
            rig.trouble()?;
            Ok(format!("{:?} {}", read.kind(), way(&answer)))
        },
    );
    rig.trouble().unwrap_or_else(|trouble| panic!("{trouble}"));
}
