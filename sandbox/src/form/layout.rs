//! Messages that are made of components only: what takes the place of their text, embeds and bare files
//! (`components/reference`, the flag IS_COMPONENTS_V2).

use std::collections::HashSet;
use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::components::{ACTION_ROW, BUTTON, Seen, action_row, begin, button, kind, put_some};
use super::embeds::address;
use super::{Form, length, numbers, walk_components};
use crate::world::limits;

pub(super) const TEXT_DISPLAY: i64 = 10;
const SECTION: i64 = 9;
const THUMBNAIL: i64 = 11;
const MEDIA_GALLERY: i64 = 12;
const FILE: i64 = 13;
const SEPARATOR: i64 = 14;
const CONTAINER: i64 = 17;

/// What may stand in a message by itself. All of it but containers may stand in a container too.
const TOP: [i64; 7] = [ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER];

/// Fields of a message that components take the place of.
const LEGACY: [&str; 4] = ["content", "embeds", "poll", "sticker_ids"];

/// The names of the files that a message may show.
pub(super) type Shown<'a> = HashSet<&'a str>;

/// What is needed while components are read.
struct Reading<'a> {
    files: &'a Shown<'a>,
    seen: Seen,
}

/// Says which fields stand in the way of components: those that are filled in, and those `used` before that are left so.
pub(super) fn refuse_the_rest(form: &Form<'_>, used: &[&str]) {
    let empty = |value: &Value| value == "" || value.as_array().is_some_and(Vec::is_empty);
    for field in LEGACY {
        let filled = form.value(field).is_some_and(|value| !empty(value));
        if filled || (used.contains(&field) && !form.given(field)) {
            let why = format!("The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
            form.complain(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", why);
        }
    }
}

/// Reads `components` of a message that has nothing else, or says what is wrong with them.
pub(super) fn read(form: &Form<'_>, files: &Shown<'_>) -> Option<Vec<Value>> {
    let parts = form.objects("components", 0..=limits::COMPONENTS)?;
    let mut reading = Reading { files, seen: Seen::default() };
    let mut parts: Vec<Value> = parts.iter().filter_map(|one| part(one, &TOP, &mut reading)).collect();
    check_totals(form, &parts);
    numbers::give(&mut parts);
    Some(parts)
}

/// All components of a message, and all that is to be read in it, have limits of their own.
fn check_totals(form: &Form<'_>, parts: &[Value]) {
    let (mut count, mut text) = (0, 0);
    walk_components(parts, &mut |part| {
        count += 1;
        text += if part["type"] == TEXT_DISPLAY { part["content"].as_str().map_or(0, length) } else { 0 };
    });
    if count > limits::COMPONENTS {
        let message = format!("Total number of components cannot exceed {}", limits::COMPONENTS);
        form.complain("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
    }
    if text > limits::TEXT_DISPLAY.max {
        let most = limits::TEXT_DISPLAY.max;
        let message = format!("Components displayable text size exceeds maximum size of {most}");
        form.complain("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
    }
}

fn part(form: &Form<'_>, fitting: &[i64], reading: &mut Reading<'_>) -> Option<Value> {
    let kind = kind(form, fitting)?;
    if kind == ACTION_ROW {
        return action_row(form, &mut reading.seen);
    }
    if kind == BUTTON {
        return Some(button(form, &mut reading.seen));
    }
    if kind == TEXT_DISPLAY {
        return Some(text_display(form, &mut reading.seen));
    }
    let mut object = begin(form, kind, &mut reading.seen);
    match kind {
        SECTION => section(form, &mut object, reading),
        THUMBNAIL => pictured(form, &mut object, reading),
        MEDIA_GALLERY => gallery(form, &mut object, reading),
        FILE => file(form, &mut object, reading),
        SEPARATOR => separator(form, &mut object),
        _ => container(form, &mut object, reading),
    }
    Some(Value::Object(object))
}

/// Text in Markdown; also in forms.
pub(super) fn text_display(form: &Form<'_>, seen: &mut Seen) -> Value {
    let mut object = begin(form, TEXT_DISPLAY, seen);
    put_some(&mut object, "content", form.required_text("content", limits::TEXT_DISPLAY).map(Value::from));
    Value::Object(object)
}

fn section(form: &Form<'_>, object: &mut Map<String, Value>, reading: &mut Reading<'_>) {
    object.insert("components".into(), parts(form, 1..=limits::SECTION_TEXTS, &[TEXT_DISPLAY], reading));
    if form.value("accessory").is_none() {
        form.complain_missing("accessory");
    }
    let accessory = form.object("accessory").and_then(|inner| part(&inner, &[BUTTON, THUMBNAIL], reading));
    put_some(object, "accessory", accessory);
}

fn container(form: &Form<'_>, object: &mut Map<String, Value>, reading: &mut Reading<'_>) {
    let within: Vec<i64> = TOP.into_iter().filter(|kind| *kind != CONTAINER).collect();
    object.insert("accent_color".into(), json!(form.integer("accent_color", 0..=0xFF_FFFF)));
    object.insert("spoiler".into(), json!(form.boolean("spoiler").unwrap_or(false)));
    object.insert("components".into(), parts(form, 1..=limits::COMPONENTS, &within, reading));
}

fn parts(form: &Form<'_>, count: RangeInclusive<usize>, fitting: &[i64], reading: &mut Reading<'_>) -> Value {
    if form.value("components").is_none() {
        form.complain_missing("components");
    }
    let inner = form.objects("components", count).unwrap_or_default();
    inner.iter().filter_map(|inner| part(inner, fitting, reading)).collect()
}

fn gallery(form: &Form<'_>, object: &mut Map<String, Value>, reading: &mut Reading<'_>) {
    if form.value("items").is_none() {
        form.complain_missing("items");
    }
    let items = form.objects("items", limits::GALLERY_ITEMS).unwrap_or_default();
    let one = |item: &Form<'_>| {
        let mut object = Map::new();
        pictured(item, &mut object, reading);
        Value::Object(object)
    };
    object.insert("items".into(), items.iter().map(one).collect());
}

/// A picture or film with what it shows: a thumbnail, or an item of a gallery.
fn pictured(form: &Form<'_>, object: &mut Map<String, Value>, reading: &mut Reading<'_>) {
    put_some(object, "media", media(form, "media", &["http", "https", "attachment"], reading));
    object.insert("description".into(), json!(form.text("description", limits::MEDIA_DESCRIPTION)));
    object.insert("spoiler".into(), json!(form.boolean("spoiler").unwrap_or(false)));
}

fn file(form: &Form<'_>, object: &mut Map<String, Value>, reading: &mut Reading<'_>) {
    put_some(object, "file", media(form, "file", &["attachment"], reading));
    object.insert("spoiler".into(), json!(form.boolean("spoiler").unwrap_or(false)));
}

fn separator(form: &Form<'_>, object: &mut Map<String, Value>) {
    object.insert("divider".into(), json!(form.boolean("divider").unwrap_or(true)));
    object.insert("spacing".into(), json!(form.one_of("spacing", &[1, 2]).unwrap_or(1)));
}

/// Where something to look at is: elsewhere, or among the message's files.
fn media(form: &Form<'_>, name: &str, schemes: &[&str], reading: &Reading<'_>) -> Option<Value> {
    if form.value(name).is_none() {
        form.complain_missing(name);
    }
    let media = form.object(name)?;
    if media.value("url").is_none() {
        media.complain_missing("url");
    }
    let url = address(&media, "url", schemes)?;
    if url.strip_prefix("attachment://").is_some_and(|name| !reading.files.contains(name)) {
        let message = format!("The referenced attachment was not found: {url}");
        media.complain("url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message);
    }
    Some(json!({"url": url}))
}
