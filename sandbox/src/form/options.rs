//! Options of commands in request bodies, and choices.

use std::collections::HashSet;

use serde_json::{Number, Value, json};

use super::commands::{description, limits_hold, localizations, longest, name, valid_chat_name};
use super::{Form, length};
use crate::world::commands::{Choice, CommandOption, OptionKind};
use crate::world::limits;

/// Options at `depth`: 0 in the command, 1 in a sub-command or group, 2 in a group's sub-command.
pub(super) fn options(form: &Form<'_>, depth: usize) -> Vec<CommandOption> {
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
    let choices = form.objects("choices", 0..=limits::OPTION_CHOICES).unwrap_or_default();
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
    read.map(|choice| json!({"name": choice.name, "value": choice.value})).collect()
}

pub(super) fn option_weight(option: &CommandOption) -> usize {
    let choice =
        |choice: &Choice| longest(&choice.name, &choice.name_localizations) + choice.value.as_str().map_or(0, length);
    longest(&option.name, &option.name_localizations)
        + longest(&option.description, &option.description_localizations)
        + option.choices.iter().map(choice).sum::<usize>()
        + option.options.iter().map(option_weight).sum::<usize>()
}
