//! Application commands.

use serde_json::{Map, Value, json};

use crate::world::commands::{Choice, Command, CommandOption, Localizations, OptionKind};

/// A command as it is registered.
pub(crate) fn command(one: &Command) -> Value {
    let spec = &one.spec;
    let mut object = Map::from_iter([
        ("id".to_owned(), json!(one.id)),
        ("application_id".to_owned(), json!(one.application)),
        ("version".to_owned(), json!(one.version)),
        ("type".to_owned(), json!(spec.kind as u8)),
        ("name".to_owned(), json!(spec.name)),
        ("name_localizations".to_owned(), localized(&spec.name_localizations)),
        ("description".to_owned(), json!(spec.description)),
        ("description_localizations".to_owned(), localized(&spec.description_localizations)),
        ("default_member_permissions".to_owned(), json!(spec.default_member_permissions)),
        ("dm_permission".to_owned(), json!(spec.contexts.as_ref().is_none_or(|contexts| contexts.contains(&1)))),
        ("nsfw".to_owned(), json!(spec.nsfw)),
        ("integration_types".to_owned(), json!(spec.integration_types)),
        ("contexts".to_owned(), json!(spec.contexts)),
    ]);
    if let Some(guild) = one.guild {
        object.insert("guild_id".into(), json!(guild));
    }
    if !spec.options.is_empty() {
        object.insert("options".into(), spec.options.iter().map(option).collect());
    }
    Value::Object(object)
}

fn localized(texts: &Localizations) -> Value {
    json!(texts)
}

fn option(one: &CommandOption) -> Value {
    let mut object = json!({"type": one.kind as u8, "name": one.name, "description": one.description});
    for (field, texts) in
        [("name_localizations", &one.name_localizations), ("description_localizations", &one.description_localizations)]
    {
        if texts.is_some() {
            object[field] = localized(texts);
        }
    }
    if one.required {
        object["required"] = true.into();
    }
    if !one.choices.is_empty() {
        object["choices"] = one.choices.iter().map(choice).collect();
    }
    if one.kind.holds_options() && (!one.options.is_empty() || one.kind == OptionKind::SubCommandGroup) {
        object["options"] = one.options.iter().map(option).collect();
    }
    if !one.channel_types.is_empty() {
        object["channel_types"] = json!(one.channel_types);
    }
    for (field, limit) in [("min_value", &one.min_value), ("max_value", &one.max_value)] {
        if let Some(limit) = limit {
            object[field] = Value::Number(limit.clone());
        }
    }
    for (field, limit) in [("min_length", one.min_length), ("max_length", one.max_length)] {
        if let Some(limit) = limit {
            object[field] = limit.into();
        }
    }
    if one.autocomplete {
        object["autocomplete"] = true.into();
    }
    object
}

fn choice(one: &Choice) -> Value {
    let mut object = json!({"name": one.name, "value": one.value});
    if one.name_localizations.is_some() {
        object["name_localizations"] = localized(&one.name_localizations);
    }
    object
}
