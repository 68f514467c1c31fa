//! What the bot answers to an interaction: that it is within Discord's limits, and in which way it was answered.

use lanekeeper::replies::limits;
use serde_json::Value;

/// What is wrong with an answer, by Discord's documentation of messages, components and forms.
pub(crate) fn is_within_limits(answer: &Value) -> Result<(), String> {
    let (kind, data) = (answer["type"].as_u64().unwrap_or(0), &answer["data"]);
    if !(4..=9).contains(&kind) {
        return Err(format!("{kind} is no type of answer"));
    }
    let no_more = |what: &str, is: usize, most: usize| {
        if is > most { Err(format!("{what}: {is}, at most {most}: {answer}")) } else { Ok(()) }
    };
    let some = |what: &str, text: &Value, most: usize| {
        let length = length(text);
        if length == 0 { Err(format!("{what} is empty: {answer}")) } else { no_more(what, length, most) }
    };
    no_more("content", length(&data["content"]), 2_000)?;
    no_more("embeds", all(&data["embeds"]).len(), 10)?;
    let mut total = 0;
    for embed in all(&data["embeds"]) {
        no_more("title", length(&embed["title"]), 256)?;
        no_more("description", length(&embed["description"]), 4_096)?;
        no_more("footer", length(&embed["footer"]["text"]), 2_048)?;
        no_more("author", length(&embed["author"]["name"]), 256)?;
        no_more("fields", all(&embed["fields"]).len(), 25)?;
        for field in all(&embed["fields"]) {
            some("name of a field", &field["name"], 256)?;
            some("value of a field", &field["value"], 1_024)?;
            total += length(&field["name"]) + length(&field["value"]);
        }
        total += length(&embed["title"]) + length(&embed["description"]);
        total += length(&embed["footer"]["text"]) + length(&embed["author"]["name"]);
    }
    no_more("all of the embeds", total, 6_000)?;
    for choice in all(&data["choices"]) {
        some("name of a suggestion", &choice["name"], 100)?;
        some("value of a suggestion", &choice["value"], 100)?;
    }
    no_more("suggestions", all(&data["choices"]).len(), 25)?;
    no_more("rows", all(&data["components"]).len(), 5)?;
    if kind == 9 {
        some("title of a form", &data["title"], 45)?;
        some("custom id of a form", &data["custom_id"], limits::CUSTOM_ID)?;
    }
    for component in all(&data["components"]).iter().flat_map(|row| all(&row["components"])) {
        let label = if kind == 9 { 45 } else { 80 };
        no_more("label", length(&component["label"]), label)?;
        no_more("placeholder", length(&component["placeholder"]), if kind == 9 { 100 } else { 150 })?;
        no_more("text in a form", length(&component["value"]), 4_000)?;
        if component["url"].is_null() {
            some("custom id", &component["custom_id"], limits::CUSTOM_ID)?;
        }
        no_more("options", all(&component["options"]).len(), 25)?;
        for option in all(&component["options"]) {
            some("label of an option", &option["label"], 100)?;
            some("value of an option", &option["value"], 100)?;
            no_more("description of an option", length(&option["description"]), 100)?;
        }
    }
    for row in all(&data["components"]) {
        no_more("components in a row", all(&row["components"]).len(), 5)?;
    }
    Ok(())
}

fn length(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.chars().count())
}

fn all(values: &Value) -> &[Value] {
    values.as_array().map_or(&[], Vec::as_slice)
}

/// What is told first: the title of a message or a form.
pub(crate) fn title(answer: &Value) -> &str {
    let data = &answer["data"];
    data["embeds"][0]["title"].as_str().or_else(|| data["title"].as_str()).unwrap_or_default()
}

/// In which way something was answered: what numbers and names are in it makes no other way.
pub(crate) fn way(answer: &Value) -> String {
    let title: String = title(answer).chars().filter(|c| c.is_alphabetic() || *c == ' ').take(24).collect();
    let data = &answer["data"];
    format!("{} {title} {} {}", answer["type"], all(&data["components"]).len(), all(&data["choices"]).len())
}
