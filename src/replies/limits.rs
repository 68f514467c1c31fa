//! Discord's limits on messages, counted in Unicode code points, and what of a reply goes beyond them.
//!
//! Source: Discord's developer documentation, pages Message Resource (embed limits) and Component Reference.

use serde_json::Value;

use super::Reply;

/// Characters of an embed's title.
pub const EMBED_TITLE: usize = 256;
/// Characters of an embed's description.
pub const EMBED_DESCRIPTION: usize = 4_096;
/// Fields of an embed.
pub const EMBED_FIELDS: usize = 25;
/// Characters of a field's name.
pub const FIELD_NAME: usize = 256;
/// Characters of a field's value.
pub const FIELD_VALUE: usize = 1_024;
/// Characters of an embed's footer.
pub const EMBED_FOOTER: usize = 2_048;
/// Characters of an embed's author.
pub const EMBED_AUTHOR: usize = 256;
/// Characters of all embeds of a message together.
pub const EMBEDS_TOTAL: usize = 6_000;
/// Rows of components in a message.
pub const ROWS: usize = 5;
/// Buttons in a row.
pub const ROW_BUTTONS: usize = 5;
/// Characters of a button's label.
pub const BUTTON_LABEL: usize = 80;
/// Characters of a component's custom id.
pub const CUSTOM_ID: usize = 100;
/// Options of a select.
pub const OPTIONS: usize = 25;
/// Characters of an option's label, value or description.
pub const OPTION_TEXT: usize = 100;
/// Characters of the text in a select of which nothing is chosen yet.
pub const PLACEHOLDER: usize = 150;
/// Choices that autocomplete may offer.
pub const CHOICES: usize = 25;
/// Characters of a thread's name (`topics/threads`).
pub const THREAD_NAME: usize = 100;
/// Title of a form (`interactions/receiving-and-responding#interaction-response-object-modal`).
pub const FORM_TITLE: usize = 45;
/// Fields of a form.
pub const FORM_FIELDS: usize = 5;
/// Label of a form's field (`components/reference#text-input`).
pub const FIELD_LABEL: usize = 45;
/// Example in an empty field of a form.
pub const FIELD_EXAMPLE: usize = 100;

/// Description of a file (`resources/message#attachment-object`).
pub const FILE_DESCRIPTION: usize = 1_024;

/// The type of a button among the components (`components/reference#component-object-component-types`).
const BUTTON: u8 = 2;

/// One part of a reply that Discord would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrun {
    /// Which part, such as `embeds[0].title`.
    pub part: String,
    /// How large it is.
    pub is: usize,
    /// How large it may be.
    pub limit: usize,
}

/// Every part of a reply that goes beyond a limit, or that is empty where Discord wants text.
#[must_use]
pub fn overruns(reply: &Reply) -> Vec<Overrun> {
    let mut found = Vec::new();
    let mut total = 0;
    for (at, embed) in reply.embeds.iter().enumerate() {
        let embed = serde_json::to_value(embed).unwrap_or_default();
        total += look_at_embed(&format!("embeds[{at}]"), &embed, &mut found);
    }
    check(&mut found, "embeds".into(), total, EMBEDS_TOTAL);
    check(&mut found, "components".into(), reply.rows.len(), ROWS);
    for (at, row) in reply.rows.iter().enumerate() {
        let row = serde_json::to_value(row).unwrap_or_default();
        look_at_row(&format!("components[{at}]"), &row, &mut found);
    }
    if let Some(file) = &reply.file {
        look_at_text(
            "attachments[0].description".into(),
            &Value::from(file.description.as_str()),
            FILE_DESCRIPTION,
            &mut found,
        );
    }
    found
}

fn look_at_embed(part: &str, embed: &Value, found: &mut Vec<Overrun>) -> usize {
    let places = [
        ("title", &embed["title"], EMBED_TITLE),
        ("description", &embed["description"], EMBED_DESCRIPTION),
        ("footer", &embed["footer"]["text"], EMBED_FOOTER),
        ("author", &embed["author"]["name"], EMBED_AUTHOR),
    ];
    let mut total = 0;
    for (name, text, limit) in places.into_iter().filter(|(_, text, _)| !text.is_null()) {
        total += look_at_text(format!("{part}.{name}"), text, limit, found);
    }
    let fields = embed["fields"].as_array().map_or(&[][..], Vec::as_slice);
    check(found, format!("{part}.fields"), fields.len(), EMBED_FIELDS);
    for (at, field) in fields.iter().enumerate() {
        total += look_at_text(format!("{part}.fields[{at}].name"), &field["name"], FIELD_NAME, found);
        total += look_at_text(format!("{part}.fields[{at}].value"), &field["value"], FIELD_VALUE, found);
    }
    total
}

fn look_at_row(part: &str, row: &Value, found: &mut Vec<Overrun>) {
    let components = row["components"].as_array().map_or(&[][..], Vec::as_slice);
    check(found, part.to_owned(), components.len(), ROW_BUTTONS);
    for (at, component) in components.iter().enumerate() {
        if component["type"] == BUTTON {
            look_at_text(format!("{part}[{at}].label"), &component["label"], BUTTON_LABEL, found);
        } else {
            let options = component["options"].as_array().map_or(&[][..], Vec::as_slice);
            look_at_select(&format!("{part}[{at}]"), component, options, found);
        }
        look_at_text(format!("{part}[{at}].custom_id"), &component["custom_id"], CUSTOM_ID, found);
    }
}

fn look_at_select(part: &str, select: &Value, options: &[Value], found: &mut Vec<Overrun>) {
    look_at_text(format!("{part}.placeholder"), &select["placeholder"], PLACEHOLDER, found);
    check(found, format!("{part}.options"), options.len(), OPTIONS);
    for (at, option) in options.iter().enumerate() {
        // An option needs no description, but one that it has is not empty.
        for name in ["label", "value", "description"] {
            if name != "description" || !option[name].is_null() {
                look_at_text(format!("{part}.options[{at}].{name}"), &option[name], OPTION_TEXT, found);
            }
        }
    }
}

fn look_at_text(part: String, text: &Value, limit: usize, found: &mut Vec<Overrun>) -> usize {
    let length = text.as_str().map_or(0, |text| text.chars().count());
    if length == 0 {
        found.push(Overrun { part, is: 0, limit });
    } else {
        check(found, part, length, limit);
    }
    length
}

fn check(found: &mut Vec<Overrun>, part: String, is: usize, limit: usize) {
    if is > limit {
        found.push(Overrun { part, is, limit });
    }
}

#[cfg(test)]
mod tests {
    use serenity::builder::{CreateButton, CreateEmbed};

    use super::*;

    fn parts(reply: &Reply) -> Vec<String> {
        overruns(reply).into_iter().map(|overrun| overrun.part).collect()
    }

    #[test]
    fn each_text_passes_at_its_limit_and_is_named_beyond_it() {
        let embed = |extra: usize| {
            CreateEmbed::new().title("t".repeat(EMBED_TITLE + extra)).field(
                "n".repeat(FIELD_NAME + extra),
                "v".repeat(FIELD_VALUE + extra),
                false,
            )
        };
        assert!(parts(&Reply::of(embed(0))).is_empty());
        assert_eq!(
            parts(&Reply::of(embed(1))),
            ["embeds[0].title", "embeds[0].fields[0].name", "embeds[0].fields[0].value"]
        );
    }

    #[test]
    fn all_embeds_count_together() {
        let embed = CreateEmbed::new().description("d".repeat(EMBED_DESCRIPTION));
        let mut reply = Reply::of(embed);
        assert!(parts(&reply).is_empty());
        reply.embeds.push(CreateEmbed::new().description("d".repeat(EMBEDS_TOTAL - EMBED_DESCRIPTION + 1)));
        assert_eq!(parts(&reply), ["embeds"]);
    }

    #[test]
    fn buttons_are_counted_and_measured() {
        let button = |label: usize, id: usize| CreateButton::new("i".repeat(id)).label("l".repeat(label));
        let reply = |buttons: Vec<CreateButton>| Reply::of(plain()).with_buttons(buttons);
        assert!(parts(&reply(vec![button(80, 100); 5])).is_empty());
        assert_eq!(parts(&reply(vec![button(81, 101)])), ["components[0][0].label", "components[0][0].custom_id"]);
        assert_eq!(parts(&reply(vec![button(1, 1); 6])), ["components[0]"]);
    }

    #[test]
    fn an_empty_text_is_found() {
        assert_eq!(parts(&Reply::of(plain().field("", "x", false))), ["embeds[0].fields[0].name"]);
    }

    fn plain() -> CreateEmbed {
        CreateEmbed::new().title("t")
    }
}
