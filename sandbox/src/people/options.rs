//! Values of options, checked as Discord's clients check them before anything is sent.

use serde::Serialize;
use serde_json::{Value, json};

use super::Refusal;
use super::typed::{Given, GivenValue, Raw};
use crate::form::length;
use crate::world::State;
use crate::world::channels::Channel;
use crate::world::commands::{Choice, Command, CommandOption, OptionKind};
use crate::world::ids::{AttachmentId, ChannelId, RoleId, UserId};
use crate::world::interactions::{Invocation, Resolved};
use crate::world::limits;

/// A value that an application suggests while one types.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// What is shown.
    pub name: String,
    /// What is sent if it is chosen.
    pub value: Value,
}

/// Where and by whom a command is used.
pub(super) struct Place<'a> {
    pub(super) state: &'a State,
    pub(super) user: UserId,
    pub(super) channel: &'a Channel,
}

/// Reads options in Discord's own form, sub-commands nested in `options`.
pub(super) fn from_json<'a>(command: &'a Command, options: &[Value]) -> Result<Given<'a>, Refusal> {
    let mut path: Vec<&CommandOption> = Vec::new();
    let mut level = options;
    let mut known = &command.spec.options;
    while let Some(inner) = level.first().filter(|first| first["options"].is_array() || is_holder(known, first)) {
        let name = inner["name"].as_str().unwrap_or_default();
        let option = known.iter().find(|option| option.name == name && option.kind.holds_options());
        let option =
            option.ok_or_else(|| Refusal::because(format!("/{} has no sub-command {name}.", command.spec.name)))?;
        path.push(option);
        known = &option.options;
        level = inner["options"].as_array().map_or(&[], Vec::as_slice);
    }
    if known.iter().any(|option| option.kind.holds_options()) {
        return Err(Refusal::because(format!("/{} needs a sub-command.", command.spec.name)));
    }
    let values = level.iter().map(|option| GivenValue {
        name: option["name"].as_str().unwrap_or_default().to_owned(),
        value: Raw::Json(option["value"].clone()),
        focused: option["focused"] == true,
    });
    Ok(Given { command, path, values: values.collect() })
}

fn is_holder(known: &[CommandOption], given: &Value) -> bool {
    known.iter().any(|option| option.kind.holds_options() && given["name"] == option.name.as_str())
}

/// The complete use of a command, if every value is right.
pub(super) fn complete(place: &Place<'_>, given: &Given<'_>) -> Result<Invocation, Refusal> {
    let mut resolved = Resolved::default();
    let mut options = Vec::new();
    for option in given.options() {
        match given.values.iter().find(|value| value.name == option.name) {
            Some(value) => {
                let value = check(place, option, &value.value, &mut resolved)?;
                options.push(json!({"name": option.name, "type": option.kind as u8, "value": value}));
            }
            None if option.required => {
                return Err(Refusal::because(format!("{}: This option is required. Specify a value.", option.name)));
            }
            None => {}
        }
    }
    if let Some(stray) =
        given.values.iter().find(|value| given.options().iter().all(|option| option.name != value.name))
    {
        return Err(Refusal::because(format!("/{} has no option {}.", given.command.spec.name, stray.name)));
    }
    Ok(invocation(given, options, resolved))
}

/// The use of a command while its focused option is being typed; what is wrong elsewhere is left out.
pub(super) fn in_the_making(place: &Place<'_>, given: &Given<'_>) -> Result<Invocation, Refusal> {
    let focused = given.values.iter().find(|value| value.focused);
    let focused = focused.ok_or_else(|| Refusal::because("No option is being typed."))?;
    let option = given.options().iter().find(|option| option.name == focused.name);
    if !option.is_some_and(|option| option.autocomplete) {
        return Err(Refusal::because(format!("The option {} has no suggestions.", focused.name)));
    }
    let mut resolved = Resolved::default();
    let mut options = Vec::new();
    for value in &given.values {
        let Some(option) = given.options().iter().find(|option| option.name == value.name) else {
            continue;
        };
        let kind = option.kind as u8;
        if value.focused {
            let text = match &value.value {
                Raw::Typed(text) => text.clone(),
                Raw::Json(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            };
            options.push(json!({"name": option.name, "type": kind, "value": text, "focused": true}));
        } else if let Ok(value) = check(place, option, &value.value, &mut resolved) {
            options.push(json!({"name": option.name, "type": kind, "value": value}));
        }
    }
    Ok(invocation(given, options, Resolved::default()))
}

fn invocation(given: &Given<'_>, mut options: Vec<Value>, resolved: Resolved) -> Invocation {
    for holder in given.path.iter().rev() {
        let mut entry = json!({"name": holder.name, "type": holder.kind as u8});
        if !options.is_empty() {
            entry["options"] = options.into();
        } else {
            entry["options"] = json!([]);
        }
        options = vec![entry];
    }
    let spec = &given.command.spec;
    let names = [spec.name.as_str()].into_iter().chain(given.path.iter().map(|option| option.name.as_str()));
    Invocation {
        command: given.command.id,
        kind: spec.kind,
        name: spec.name.clone(),
        full_name: names.collect::<Vec<_>>().join(" "),
        registered_in: given.command.guild,
        options,
        target: None,
        resolved,
    }
}

/// The value as Discord sends it, if it is right for the option.
fn check(place: &Place<'_>, option: &CommandOption, raw: &Raw, resolved: &mut Resolved) -> Result<Value, Refusal> {
    let value = match raw {
        Raw::Typed(text) => from_text(place, option, text),
        Raw::Json(value) => from_value(option, value),
    };
    let wrong = |why: String| Refusal::because(format!("{}: {why}", option.name));
    let value = value.map_err(wrong)?;
    within_limits(option, &value).map_err(wrong)?;
    note_resolved(place, option, &value, resolved).map_err(wrong)?;
    Ok(value)
}

fn from_text(place: &Place<'_>, option: &CommandOption, text: &str) -> Result<Value, String> {
    if text.is_empty() {
        return Err("This option is required. Specify a value.".into());
    }
    if !option.choices.is_empty() {
        return chosen(option, |choice| {
            choice.name.eq_ignore_ascii_case(text)
                || choice.value.as_str().map_or_else(|| choice.value.to_string(), str::to_owned) == text
        });
    }
    match option.kind {
        OptionKind::Text => Ok(text.into()),
        OptionKind::Integer => text.parse::<i64>().map(Value::from).map_err(|_| "Enter a valid integer.".into()),
        OptionKind::Number => text.parse::<f64>().map(Value::from).map_err(|_| "Enter a valid number.".into()),
        OptionKind::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" => Ok(true.into()),
            "false" | "no" => Ok(false.into()),
            _ => Err("Enter true or false.".into()),
        },
        OptionKind::User => {
            named_user(place, text).map(|user| json!(user)).ok_or_else(|| format!("There is no member {text}."))
        }
        OptionKind::Role => {
            named_role(place, text).map(|role| json!(role)).ok_or_else(|| format!("There is no role {text}."))
        }
        OptionKind::Mentionable => named_user(place, text)
            .map(|user| json!(user))
            .or_else(|| named_role(place, text).map(|role| json!(role)))
            .ok_or_else(|| format!("There is no member or role {text}.")),
        OptionKind::Channel => {
            named_channel(place, text).map(|id| json!(id)).ok_or_else(|| format!("There is no channel {text}."))
        }
        OptionKind::Attachment => Ok(text.into()),
        OptionKind::SubCommand | OptionKind::SubCommandGroup => Err("A sub-command has no value.".into()),
    }
}

fn from_value(option: &CommandOption, value: &Value) -> Result<Value, String> {
    if !option.choices.is_empty() {
        return chosen(option, |choice| choice.value == *value);
    }
    let fits = match option.kind {
        OptionKind::Text => value.as_str().is_some_and(|text| !text.is_empty()),
        OptionKind::Integer => value.is_i64() || value.is_u64(),
        OptionKind::Number => value.is_number(),
        OptionKind::Boolean => value.is_boolean(),
        OptionKind::User
        | OptionKind::Role
        | OptionKind::Mentionable
        | OptionKind::Channel
        | OptionKind::Attachment => value.as_str().is_some_and(|id| id.parse::<u64>().is_ok()),
        OptionKind::SubCommand | OptionKind::SubCommandGroup => false,
    };
    if fits { Ok(value.clone()) } else { Err(format!("{value} is not a value for this option.")) }
}

fn chosen(option: &CommandOption, fits: impl Fn(&Choice) -> bool) -> Result<Value, String> {
    let choice = option.choices.iter().find(|choice| fits(choice));
    choice.map(|choice| choice.value.clone()).ok_or_else(|| {
        let known = option.choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>().join(", ");
        format!("Choose one of: {known}.")
    })
}

fn within_limits(option: &CommandOption, value: &Value) -> Result<(), String> {
    if let Some(text) = value.as_str().filter(|_| option.kind == OptionKind::Text) {
        let (min, max) =
            (option.min_length.unwrap_or(0) as usize, option.max_length.unwrap_or(limits::OPTION_TEXT as u32) as usize);
        if !(min..=max).contains(&length(text)) {
            return Err(format!("Enter between {min} and {max} characters."));
        }
    }
    if let Some(number) = value.as_f64().filter(|_| matches!(option.kind, OptionKind::Integer | OptionKind::Number)) {
        let bound = |limit: &Option<serde_json::Number>, otherwise| {
            limit.as_ref().and_then(|n| n.as_f64()).unwrap_or(otherwise)
        };
        let (min, max) =
            (bound(&option.min_value, -limits::OPTION_NUMBER), bound(&option.max_value, limits::OPTION_NUMBER));
        if !(min..=max).contains(&number) {
            return Err(format!("Enter a number from {min} to {max}."));
        }
    }
    Ok(())
}

/// What to do for an option that takes a file.
const NO_FILE: &str = "Upload the file first, and give its id.";

fn note_resolved(
    place: &Place<'_>,
    option: &CommandOption,
    value: &Value,
    resolved: &mut Resolved,
) -> Result<(), String> {
    let state = place.state;
    let Some(id) = value.as_str().and_then(|id| id.parse::<u64>().ok()) else {
        return if option.kind == OptionKind::Attachment { Err(NO_FILE.into()) } else { Ok(()) };
    };
    if option.kind == OptionKind::Attachment {
        let file = state.uploaded(place.channel.id, AttachmentId::from(id)).ok_or(NO_FILE)?;
        resolved.attachments.push(file.id);
    }
    let guild = place.channel.guild.and_then(|guild| state.guilds.get(&guild));
    let user = Some(UserId::from(id)).filter(|user| state.users.contains_key(user));
    let role = Some(RoleId::from(id)).filter(|role| guild.is_some_and(|guild| guild.roles.contains_key(role)));
    match (option.kind, user, role) {
        (OptionKind::User | OptionKind::Mentionable, Some(user), _) => resolved.users.push(user),
        (OptionKind::Role | OptionKind::Mentionable, _, Some(role)) => resolved.roles.push(role),
        (OptionKind::Channel, ..) => {
            let channel = state.channels.get(&ChannelId::from(id)).filter(|channel| state.sees(place.user, channel));
            let channel = channel.ok_or("There is no such channel.")?;
            if !option.channel_types.is_empty() && !option.channel_types.contains(&channel.kind.number()) {
                return Err("A channel of this kind does not fit.".into());
            }
            resolved.channels.push(channel.id);
        }
        (OptionKind::User | OptionKind::Role | OptionKind::Mentionable, ..) => {
            return Err("There is nobody of this id.".into());
        }
        _ => {}
    }
    Ok(())
}

fn named_user(place: &Place<'_>, text: &str) -> Option<UserId> {
    let inner = text.trim_start_matches("<@").trim_start_matches('!').trim_end_matches('>').trim_start_matches('@');
    let by_id = inner.parse::<UserId>().ok().filter(|user| place.state.users.contains_key(user));
    by_id.or_else(|| {
        let guild = place.channel.guild.and_then(|guild| place.state.guilds.get(&guild));
        let here = |user: &UserId| {
            guild.map_or(place.channel.recipients.contains(user), |guild| guild.members.contains_key(user))
        };
        let mut users = place.state.users.values().filter(|user| here(&user.id));
        let named =
            users.find(|user| user.name().eq_ignore_ascii_case(inner) || user.username.eq_ignore_ascii_case(inner));
        named.map(|user| user.id)
    })
}

fn named_role(place: &Place<'_>, text: &str) -> Option<RoleId> {
    let guild = place.state.guilds.get(&place.channel.guild?)?;
    let inner = text.trim_start_matches("<@&").trim_end_matches('>').trim_start_matches('@');
    let by_id = inner.parse::<RoleId>().ok().filter(|role| guild.roles.contains_key(role));
    let by_name = || guild.roles.values().find(|role| role.name.trim_start_matches('@').eq_ignore_ascii_case(inner));
    by_id.or_else(|| by_name().map(|role| role.id))
}

fn named_channel(place: &Place<'_>, text: &str) -> Option<ChannelId> {
    let guild = place.state.guilds.get(&place.channel.guild?)?;
    let inner = text.trim_start_matches("<#").trim_end_matches('>').trim_start_matches('#');
    let mut channels = guild.channels.iter().filter_map(|id| place.state.channels.get(id));
    let found = channels.find(|channel| {
        (channel.id.to_string() == inner || channel.name == inner) && place.state.sees(place.user, channel)
    });
    found.map(|channel| channel.id)
}
