//! Application commands in request bodies, with the rules that Discord has for them.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Number, Value};

use super::{Form, Length, length, read, read_list};
use crate::world::commands::{Choice, CommandKind, CommandOption, CommandSpec, Localizations, OptionKind};
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

fn name(form: &Form<'_>, chat: bool) -> String {
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
fn valid_chat_name(name: &str) -> bool {
    CHAT_NAME.is_match(name) && name.to_lowercase() == name
}

fn limits_hold(text: &str, limit: Length) -> bool {
    (limit.min..=limit.max).contains(&length(text))
}

fn description(form: &Form<'_>, chat: bool) -> String {
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

fn localizations(
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

/// Options at `depth`: 0 in the command, 1 in a sub-command or group, 2 in a group's sub-command.
fn options(form: &Form<'_>, depth: usize) -> Vec<CommandOption> {
    let Some(forms) = form.objects("options", 0..=limits::COMMAND_OPTIONS) else {
        return Vec::new();
    };
    let options: Vec<CommandOption> = forms.iter().filter_map(|form| option(form, depth)).collect();
    let mut names = HashSet::new();
    let mut optional_before = false;
    let holders = options.iter().filter(|option| option.kind.holds_options()).count();
    for (index, option) in options.iter().enumerate() {
        if !names.insert(option.name.as_str()) {
            let message = "Option names must be unique";
            form.complain(&format!("options.{index}.name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message);
        }
        if option.required && optional_before {
            let message = "Required options must be placed before non-required options";
            form.complain(&format!("options.{index}"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
        }
        optional_before |= !option.required;
        if holders > 0 && holders < options.len() && !option.kind.holds_options() {
            let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
            form.complain(&format!("options.{index}"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
        }
    }
    options
}

fn option(form: &Form<'_>, depth: usize) -> Option<CommandOption> {
    if form.value("type").is_none() {
        form.complain_missing("type");
    }
    let kind = OptionKind::from_number(form.one_of("type", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])?)?;
    if kind == OptionKind::SubCommandGroup && depth > 0 || kind == OptionKind::SubCommand && depth > 1 {
        form.complain("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands cannot be nested this deeply");
    }
    let choices = choices(form, kind);
    let autocomplete = form.boolean("autocomplete").unwrap_or(false);
    let suggests = matches!(kind, OptionKind::Text | OptionKind::Integer | OptionKind::Number);
    if autocomplete && (!choices.is_empty() || !suggests) {
        let message = "Autocomplete is only for text and number options without choices";
        form.complain("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message);
    }
    let (min_length, max_length) = lengths(form, kind);
    let (min_value, max_value) = values(form, kind);
    Some(CommandOption {
        kind,
        name: name(form, true),
        name_localizations: localizations(form, "name_localizations", None, valid_chat_name),
        description: description(form, true),
        description_localizations: localizations(form, "description_localizations", None, |text| {
            limits_hold(text, limits::COMMAND_DESCRIPTION)
        }),
        required: form.boolean("required").unwrap_or(false),
        choices,
        options: if kind.holds_options() { options(form, depth + 1) } else { Vec::new() },
        channel_types: channel_types(form),
        min_value,
        max_value,
        min_length,
        max_length,
        autocomplete,
    })
}

fn channel_types(form: &Form<'_>) -> Vec<u8> {
    let known = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16];
    let items = form.list("channel_types", 0..=known.len()).unwrap_or_default();
    let mut read = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item.as_u64().and_then(|number| u8::try_from(number).ok()).filter(|number| known.contains(number)) {
            Some(number) => read.push(number),
            None => form.complain(
                &format!("channel_types.{index}"),
                "BASE_TYPE_CHOICES",
                format!("Value must be one of {known:?}."),
            ),
        }
    }
    read
}

fn lengths(form: &Form<'_>, kind: OptionKind) -> (Option<u32>, Option<u32>) {
    let min = form.integer("min_length", 0..=limits::OPTION_TEXT);
    let max = form.integer("max_length", 1..=limits::OPTION_TEXT);
    if kind != OptionKind::Text && (min.is_some() || max.is_some()) {
        let message = "min_length and max_length are only for text options";
        form.complain("", "APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID", message);
    }
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        form.complain(
            "min_length",
            "APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID",
            "Minimum length must not exceed maximum length",
        );
    }
    (min.map(|min| min as u32), max.map(|max| max as u32))
}

fn values(form: &Form<'_>, kind: OptionKind) -> (Option<Number>, Option<Number>) {
    let read = |field: &str| {
        let value = form.value(field)?;
        let number = value.as_number().filter(|number| kind == OptionKind::Number || !number.is_f64());
        if number.is_none() || !matches!(kind, OptionKind::Integer | OptionKind::Number) {
            form.complain(field, "NUMBER_TYPE_COERCE", format!("Value \"{value}\" does not fit the option's type."));
        }
        number.cloned()
    };
    (read("min_value"), read("max_value"))
}

fn choices(form: &Form<'_>, kind: OptionKind) -> Vec<Choice> {
    let choices = form.objects("choices", 0..=limits::COMMAND_OPTIONS).unwrap_or_default();
    let read: Vec<Choice> = choices.iter().map(|choice| one_choice(choice, kind)).collect();
    let mut names = HashSet::new();
    for (index, choice) in read.iter().enumerate() {
        if !names.insert(choice.name.as_str()) {
            let message = "Choice names must be unique";
            form.complain(
                &format!("choices.{index}.name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                message,
            );
        }
    }
    read
}

fn one_choice(form: &Form<'_>, kind: OptionKind) -> Choice {
    let fits = |value: &Value| match kind {
        OptionKind::Text => value.as_str().is_some_and(|text| limits_hold(text, limits::CHOICE_TEXT)),
        OptionKind::Integer => value.is_i64() || value.is_u64(),
        OptionKind::Number => value.is_number(),
        _ => false,
    };
    let value = form.value("value").cloned().unwrap_or_default();
    if value.is_null() {
        form.complain_missing("value");
    } else if !fits(&value) {
        let message = "Choice value does not fit the option's type or length";
        form.complain("value", "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_INVALID", message);
    }
    let name = form.required_text("name", limits::CHOICE_TEXT).unwrap_or_default();
    let name_localizations =
        localizations(form, "name_localizations", None, |text| limits_hold(text, limits::CHOICE_TEXT));
    Choice { name, name_localizations, value }
}

/// Reads the suggestions of an autocomplete answer for an option of the given kind.
pub(crate) fn read_choices(form: &Form<'_>, kind: OptionKind) -> Vec<Value> {
    if form.value("choices").is_none() {
        form.complain_missing("choices");
    }
    let choices = form.objects("choices", 0..=limits::AUTOCOMPLETE_CHOICES).unwrap_or_default();
    let read = choices.iter().map(|choice| one_choice(choice, kind));
    read.map(|choice| serde_json::json!({"name": choice.name, "value": choice.value})).collect()
}

/// What a command counts towards the sum: the longest of each text's languages.
fn weight(spec: &CommandSpec) -> usize {
    longest(&spec.name, &spec.name_localizations)
        + longest(&spec.description, &spec.description_localizations)
        + spec.options.iter().map(option_weight).sum::<usize>()
}

fn option_weight(option: &CommandOption) -> usize {
    let choice =
        |choice: &Choice| longest(&choice.name, &choice.name_localizations) + choice.value.as_str().map_or(0, length);
    longest(&option.name, &option.name_localizations)
        + longest(&option.description, &option.description_localizations)
        + option.choices.iter().map(choice).sum::<usize>()
        + option.options.iter().map(option_weight).sum::<usize>()
}

fn longest(text: &str, others: &Localizations) -> usize {
    let others = others.iter().flat_map(BTreeMap::values).map(|text| length(text));
    others.chain([length(text)]).max().unwrap_or(0)
}
