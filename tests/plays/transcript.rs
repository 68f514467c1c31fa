//! Messages as text, so that the words that people see stand in a play.

use std::collections::BTreeMap;

use discord_sandbox::ids::ChannelId;
use serde_json::Value;

use super::stage::parse;

/// A message as one person sees it.
pub(crate) fn text_of(message: &Value, names: &BTreeMap<String, String>) -> String {
    let mut lines = Vec::new();
    if message["flags"].as_u64().unwrap_or(0) & (1 << 6) != 0 {
        lines.push("(only for you)".to_owned());
    }
    lines.extend(said(&message["content"]).map(str::to_owned));
    message["embeds"].as_array().into_iter().flatten().for_each(|embed| embed_lines(embed, &mut lines));
    message["components"].as_array().into_iter().flatten().for_each(|row| lines.push(row_line(row)));
    let text = lines.join("\n");
    // What breaks a mention is invisible; here it is seen.
    let text = text.replace('\u{200B}', "·");
    names.iter().fold(text, |text, (id, name)| text.replace(&format!("<@{id}>"), &format!("@{name}")))
}

fn embed_lines(embed: &Value, lines: &mut Vec<String>) {
    lines.extend(said(&embed["author"]["name"]).map(|text| format!("“{text}”")));
    lines.extend(said(&embed["title"]).map(|text| format!("# {text}")));
    lines.extend(said(&embed["description"]).map(str::to_owned));
    for field in embed["fields"].as_array().into_iter().flatten() {
        let (name, value) = (said(&field["name"]).unwrap_or_default(), said(&field["value"]).unwrap_or_default());
        lines.push(match value.contains('\n') {
            true => format!("{name}:\n{value}"),
            false => format!("{name}: {value}"),
        });
    }
    lines.extend(said(&embed["footer"]["text"]).map(|text| format!("~ {text}")));
}

fn row_line(row: &Value) -> String {
    let label = |component: &Value| {
        if let Some(options) = component["options"].as_array() {
            return format!("[{} ({})]", said(&component["placeholder"]).unwrap_or_default(), options.len());
        }
        if let Some(placeholder) = said(&component["placeholder"]) {
            return format!("[{placeholder}{}]", chosen(component));
        }
        let label = said(&component["label"]).unwrap_or_default();
        if component["disabled"] == true { format!("[{label} (off)]") } else { format!("[{label}]") }
    };
    row["components"].as_array().into_iter().flatten().map(label).collect::<Vec<_>>().join(" ")
}

/// Who or what is chosen in a select of people or channels.
fn chosen(select: &Value) -> String {
    let mention = |value: &Value| {
        let id = said(&value["id"])?;
        Some(match value["type"].as_str()? {
            "user" => format!(" <@{id}>"),
            "role" => format!(" <@&{id}>"),
            _ => format!(" <#{id}>"),
        })
    };
    select["default_values"].as_array().into_iter().flatten().filter_map(mention).collect()
}

/// The custom id of the select with this text in it.
pub(crate) fn select(message: &Value, placeholder: &str) -> Option<String> {
    let rows = message["components"].as_array()?;
    let mut parts = rows.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    parts.find(|part| part["placeholder"] == placeholder)?["custom_id"].as_str().map(str::to_owned)
}

fn said(text: &Value) -> Option<&str> {
    text.as_str().filter(|text| !text.is_empty())
}

/// The labels of all buttons.
pub(crate) fn buttons(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    buttons.filter_map(|button| said(&button["label"]).map(str::to_owned)).collect()
}

/// The options of the first select: what is shown, what is sent, and the select's custom id.
pub(crate) fn options(message: &Value) -> Vec<(String, String, String)> {
    let rows = message["components"].as_array().into_iter().flatten();
    let mut components = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let Some(select) = components.find(|component| component["options"].is_array()) else {
        return Vec::new();
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let options = select["options"].as_array().into_iter().flatten();
    options.map(|option| (text(&option["label"]), text(&option["value"]), text(&select["custom_id"]))).collect()
}

/// The custom id of the button with this label.
pub(crate) fn button(message: &Value, label: &str) -> Option<String> {
    let rows = message["components"].as_array()?;
    let mut buttons = rows.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    buttons.find(|button| button["label"] == label)?["custom_id"].as_str().map(str::to_owned)
}

/// The channels and threads that somebody sees.
pub(crate) fn channels_of(view: &Value) -> Vec<ChannelId> {
    let guilds = view["guilds"].as_array().into_iter().flatten();
    let places = guilds.flat_map(|guild| [&guild["channels"], &guild["threads"]]);
    let channels = places.flat_map(|list| list.as_array().into_iter().flatten());
    channels.filter(|channel| channel["type"] != 4).map(|channel| parse(&channel["id"])).collect()
}
