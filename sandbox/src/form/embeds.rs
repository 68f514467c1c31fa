//! Embeds: checked, counted, and brought into the form in which Discord gives them back.

use serde_json::{Map, Value, json};

use super::{Form, Length, length};
use crate::clock::Timestamp;
use crate::world::limits;

/// Reads `embeds`, or says what is wrong with them.
pub(super) fn read(form: &Form<'_>) -> Option<Vec<Value>> {
    let embeds: Vec<Value> = form.objects("embeds", 0..=limits::EMBEDS)?.iter().map(one).collect();
    if embeds.iter().map(weight).sum::<usize>() > limits::EMBED_TOTAL {
        let message = format!("Embed size exceeds maximum size of {}", limits::EMBED_TOTAL);
        form.complain("embeds", "MAX_EMBED_SIZE_EXCEEDED", message);
    }
    Some(embeds)
}

fn one(form: &Form<'_>) -> Value {
    let mut embed = Map::new();
    embed.insert("type".into(), "rich".into());
    put(&mut embed, "title", form.trimmed_text("title", limits::EMBED_TITLE));
    put(&mut embed, "description", form.trimmed_text("description", limits::EMBED_DESCRIPTION));
    put(&mut embed, "url", address(form, "url", &["http", "https"]));
    put(&mut embed, "timestamp", timestamp(form));
    put(&mut embed, "color", form.integer("color", 0..=0xFF_FFFF));
    put(&mut embed, "footer", form.object("footer").map(|footer| footer_of(&footer)));
    put(&mut embed, "image", form.object("image").map(|image| picture(&image)));
    put(&mut embed, "thumbnail", form.object("thumbnail").map(|image| picture(&image)));
    put(&mut embed, "author", form.object("author").map(|author| author_of(&author)));
    if let Some(fields) = form.objects("fields", 0..=limits::EMBED_FIELDS) {
        embed.insert("fields".into(), fields.iter().map(field).collect());
    }
    if PARTS.iter().all(|part| form.value(part).is_none_or(is_blank)) {
        form.complain_missing("description");
    }
    Value::Object(embed)
}

/// What an embed can be made of. One with nothing of it is none.
const PARTS: [&str; 10] =
    ["title", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "author", "fields"];

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn footer_of(form: &Form<'_>) -> Value {
    let mut footer = Map::new();
    put(&mut footer, "text", form.required_trimmed_text("text", limits::EMBED_FOOTER));
    put(&mut footer, "icon_url", address(form, "icon_url", PICTURES));
    Value::Object(footer)
}

fn author_of(form: &Form<'_>) -> Value {
    let mut author = Map::new();
    put(&mut author, "name", form.required_trimmed_text("name", limits::EMBED_AUTHOR));
    put(&mut author, "url", address(form, "url", &["http", "https"]));
    put(&mut author, "icon_url", address(form, "icon_url", PICTURES));
    Value::Object(author)
}

fn picture(form: &Form<'_>) -> Value {
    if form.value("url").is_none() {
        form.complain_missing("url");
    }
    json!({"url": address(form, "url", PICTURES)})
}

fn field(form: &Form<'_>) -> Value {
    json!({
        "name": form.required_trimmed_text("name", limits::EMBED_FIELD_NAME),
        "value": form.required_trimmed_text("value", limits::EMBED_FIELD_VALUE),
        "inline": form.boolean("inline").unwrap_or(false),
    })
}

/// Where pictures may come from.
const PICTURES: &[&str] = &["http", "https", "attachment"];

/// An address with one of the given schemes.
pub(super) fn address(form: &Form<'_>, name: &str, schemes: &[&str]) -> Option<String> {
    let text = form.text(name, limits::EMBED_URL)?;
    let Some((scheme, rest)) = text.split_once("://") else {
        form.complain(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        return None;
    };
    if !schemes.contains(&scheme) {
        let known = schemes.iter().map(|scheme| format!("'{scheme}'")).collect::<Vec<_>>().join(", ");
        let message = format!("Scheme \"{scheme}\" is not supported. Scheme must be one of ({known}).");
        form.complain(name, "URL_TYPE_INVALID_SCHEME", message);
    } else if rest.is_empty() || rest.starts_with('/') || rest.contains(char::is_whitespace) {
        form.complain(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
    Some(text)
}

fn timestamp(form: &Form<'_>) -> Option<String> {
    let text = form.text("timestamp", Length::up_to(100))?;
    let moment = Timestamp::parse(&text);
    if moment.is_none() {
        form.complain("timestamp", "DATETIME_TYPE_PARSE", format!("Could not parse {text}. Should be ISO8601."));
    }
    moment.map(|moment| moment.to_string())
}

fn put(object: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(name.into(), value.into());
    }
}

/// What an embed counts towards the sum of all.
fn weight(embed: &Value) -> usize {
    let text = |value: &Value| value.as_str().map_or(0, length);
    let fields = embed["fields"].as_array().into_iter().flatten();
    text(&embed["title"])
        + text(&embed["description"])
        + text(&embed["footer"]["text"])
        + text(&embed["author"]["name"])
        + fields.map(|field| text(&field["name"]) + text(&field["value"])).sum::<usize>()
}
