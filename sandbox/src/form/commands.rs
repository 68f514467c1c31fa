//! Application commands in request bodies, with the rules that Discord has for them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::options::{option_weight, options};
use super::{Form, Length, length, read, read_list};
use crate::world::commands::{CommandKind, CommandSpec, Localizations};
use crate::world::errors::ApiError;
use crate::world::limits;
use crate::world::permissions::Permissions;

static CHAT_NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$").expect("the pattern is fixed"));

/// Reads a command to be registered.
pub(crate) fn read_command(body: &Value) -> Result<CommandSpec, ApiError> {
    read(body, |form| one(form, None))
}

/// Reads changes to a command; what is not given stays.
pub(crate) fn read_command_edit(body: &Value, before: &CommandSpec) -> Result<CommandSpec, ApiError> {
    read(body, |form| one(form, Some(before)))
}

/// Reads all commands of a scope.
pub(crate) fn read_commands(body: &Value) -> Result<Vec<CommandSpec>, ApiError> {
    read_list(body, |form| one(form, None))
}

fn one(form: &Form<'_>, before: Option<&CommandSpec>) -> CommandSpec {
    let kind = match before {
        Some(before) => before.kind,
        None => match form.one_of("type", &[1, 2, 3]) {
            Some(2) => CommandKind::User,
            Some(3) => CommandKind::Message,
            _ => CommandKind::ChatInput,
        },
    };
    let chat = kind == CommandKind::ChatInput;
    let keep = |name: &str| before.filter(|_| !form.given(name));
    let spec = CommandSpec {
        kind,
        name: keep("name").map_or_else(|| name(form, chat), |before| before.name.clone()),
        name_localizations: localizations(form, "name_localizations", before.map(|b| &b.name_localizations), |text| {
            if chat { valid_chat_name(text) } else { limits_hold(text, limits::COMMAND_NAME) }
        }),
        description: keep("description").map_or_else(|| description(form, chat), |before| before.description.clone()),
        description_localizations: localizations(
            form,
            "description_localizations",
            before.map(|b| &b.description_localizations),
            |text| limits_hold(text, limits::COMMAND_DESCRIPTION),
        ),
        options: keep("options").map_or_else(|| options(form, 0), |before| before.options.clone()),
        default_member_permissions: keep("default_member_permissions").map_or_else(
            || form.snowflake("default_member_permissions").map(Permissions::from_bits),
            |b| b.default_member_permissions,
        ),
        integration_types: keep("integration_types").map_or_else(
            || numbers(form, "integration_types", &[0, 1]).unwrap_or_else(|| vec![0]),
            |before| before.integration_types.clone(),
        ),
        contexts: keep("contexts")
            .map_or_else(|| numbers(form, "contexts", &[0, 1, 2]), |before| before.contexts.clone()),
        nsfw: form.boolean("nsfw").unwrap_or_else(|| before.is_some_and(|before| before.nsfw)),
    };
    if !chat && !spec.options.is_empty() {
        form.complain("options", "APPLICATION_COMMAND_INVALID_OPTIONS", "Context menu commands cannot have options");
    }
    if weight(&spec) > limits::COMMAND_TOTAL {
        let message = format!("Command exceeds maximum size ({})", limits::COMMAND_TOTAL);
        form.complain("", "APPLICATION_COMMAND_TOO_LARGE", message);
    }
    spec
}

pub(super) fn name(form: &Form<'_>, chat: bool) -> String {
    let Some(name) = form.required_text("name", limits::COMMAND_NAME) else {
        return String::new();
    };
    if chat && !valid_chat_name(&name) {
        form.complain("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    } else if name.trim().is_empty() {
        form.complain_missing("name");
    }
    name
}

/// Letters, digits and a few signs, in lower case where there is one.
pub(super) fn valid_chat_name(name: &str) -> bool {
    CHAT_NAME.is_match(name) && name.to_lowercase() == name
}

pub(super) fn limits_hold(text: &str, limit: Length) -> bool {
    (limit.min..=limit.max).contains(&length(text))
}

pub(super) fn description(form: &Form<'_>, chat: bool) -> String {
    if chat {
        return form.required_text("description", limits::COMMAND_DESCRIPTION).unwrap_or_default();
    }
    if form.text("description", Length::up_to(usize::MAX)).is_some_and(|text| !text.is_empty()) {
        let message = "Context menu commands cannot have description";
        form.complain("description", "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", message);
    }
    String::new()
}

/// Languages that Discord's clients speak (`reference#locales`).
const LOCALES: [&str; 32] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
];

pub(super) fn localizations(
    form: &Form<'_>,
    field: &str,
    before: Option<&Localizations>,
    valid: impl Fn(&str) -> bool,
) -> Localizations {
    if let Some(before) = before.filter(|_| !form.given(field)) {
        return before.clone();
    }
    let texts = form.object(field)?;
    let mut read = BTreeMap::new();
    for (locale, text) in texts.fields {
        if !LOCALES.contains(&locale.as_str()) {
            texts.complain(locale, "BASE_TYPE_CHOICES", format!("Value must be one of {LOCALES:?}."));
        }
        match text.as_str() {
            Some(text) if valid(text) => {
                read.insert(locale.clone(), text.to_owned());
            }
            Some(_) => texts.complain(locale, "APPLICATION_COMMAND_INVALID_NAME", "Localized text is invalid"),
            None if text.is_null() => {}
            None => texts.complain(locale, "STRING_TYPE_CONVERT", format!("Could not interpret \"{text}\" as string.")),
        }
    }
    Some(read)
}

fn numbers(form: &Form<'_>, field: &str, known: &[u8]) -> Option<Vec<u8>> {
    let items = form.list(field, 1..=known.len())?;
    let mut read = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item.as_u64().and_then(|number| u8::try_from(number).ok()).filter(|number| known.contains(number)) {
            Some(number) => read.push(number),
            None => form.complain(
                &format!("{field}.{index}"),
                "BASE_TYPE_CHOICES",
                format!("Value must be one of {known:?}."),
            ),
        }
    }
    Some(read)
}

/// What a command counts towards the sum: the longest of each text's languages.
fn weight(spec: &CommandSpec) -> usize {
    longest(&spec.name, &spec.name_localizations)
        + longest(&spec.description, &spec.description_localizations)
        + spec.options.iter().map(option_weight).sum::<usize>()
}

pub(super) fn longest(text: &str, others: &Localizations) -> usize {
    let others = others.iter().flat_map(BTreeMap::values).map(|text| length(text));
    others.chain([length(text)]).max().unwrap_or(0)
}
