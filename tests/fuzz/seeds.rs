//! Interactions as Discord sends them: each command of the table with all its options, while one is typed, menus, buttons, selects, forms.
//! `$lead` and the like stand for what is in the offline Discord.

use lanekeeper::{
    commands::{COMMANDS, Command, Kind, OptionKind, OptionSpec},
    handbook::Handbook,
    replies::Wording,
};
use serde_json::{Value, json};

/// All permissions.
const ALL: &str = "2251799813685247";

/// What may be given for a text.
pub(crate) const TEXTS: &[&str] = &[
    "who picks the database?",
    "friday 17:00",
    "in 2 weeks",
    "technology-choice",
    "Team 0",
    "yes; no; perhaps",
    "tech lead",
    "Europe/Warsaw",
    "https://discord.com/channels/1/2/3",
    "<@123> and <@&456>",
    "role-clarity",
    "@everyone",
];

/// Where it comes from: a server, or a conversation with the bot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Server,
    Conversation,
}

/// Whoever does it.
pub(crate) fn interaction(kind: u8, who: &str, from: From, data: &Value) -> Value {
    let mut interaction = json!({
        "version": 1, "id": "1", "application_id": "$bot", "type": kind, "token": "token", "data": data,
        "channel_id": "$channel", "locale": "en-US", "entitlements": [], "entitlement_sku_ids": [],
        "attachment_size_limit": 10_485_760, "app_permissions": ALL, "context": 0,
        "authorizing_integration_owners": {"0": "$guild"},
        "channel": {"id": "$channel", "type": 0, "name": "checkout", "permissions": ALL, "guild_id": "$guild"},
    });
    match from {
        From::Server => {
            interaction["guild_id"] = json!("$guild");
            interaction["guild"] = json!({"id": "$guild", "locale": "en-US", "features": []});
            interaction["guild_locale"] = json!("en-US");
            let mut member = member();
            member["user"] = user(who);
            member["permissions"] = json!(ALL);
            interaction["member"] = member;
        }
        From::Conversation => {
            interaction["user"] = user(who);
            interaction["context"] = json!(1);
            interaction["channel"] = json!({"id": "$channel", "type": 1});
        }
    }
    interaction
}

fn user(id: &str) -> Value {
    let bot = id == "$bot";
    json!({"id": id, "username": "somebody", "global_name": "Somebody", "discriminator": "0", "avatar": null, "bot": bot})
}

fn member() -> Value {
    json!({"nick": null, "avatar": null, "roles": ["$role"], "joined_at": "2026-01-01T00:00:00.000000+00:00",
        "premium_since": null, "pending": false, "flags": 0, "deaf": false, "mute": false})
}

fn role() -> Value {
    json!({"id": "$role", "name": "Tech Lead", "color": 0, "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "hoist": false, "managed": false, "mentionable": true, "permissions": "0", "position": 1, "flags": 0})
}

fn file() -> Value {
    json!({"id": "77", "filename": "decisions.toml", "size": 60, "url": "", "proxy_url": "", "content_type": "text/plain"})
}

fn resolved() -> Value {
    json!({
        "users": {"$lead": user("$lead"), "$member": user("$member"), "$bot": user("$bot")},
        "members": {"$lead": member(), "$member": member()},
        "roles": {"$role": role()},
        "channels": {"$channel": {"id": "$channel", "type": 0, "name": "checkout", "permissions": ALL}},
        "attachments": {"77": file()},
    })
}

/// A message; what was asked stands above its title.
pub(crate) fn message(author: &str, is_ephemeral: bool) -> Value {
    json!({
        "id": "1300000000000000001", "channel_id": "$channel", "type": 0, "author": user(author), "content": "Who picks the database?",
        "timestamp": "2026-11-24T15:30:00.000000+00:00", "edited_timestamp": null, "tts": false, "mention_everyone": false,
        "mentions": [], "mention_roles": [], "mention_channels": [], "attachments": [file()], "pinned": false, "components": [],
        "embeds": [{"type": "rich", "title": "Choosing technology", "author": {"name": "who picks the database?"}}],
        "flags": if is_ephemeral { 64 } else { 0 },
    })
}

/// Every command of the table with all its options, each of them while it is typed, and the menus.
pub(crate) fn commands(handbook: &Handbook) -> Vec<Value> {
    let mut seeds = Vec::new();
    for (at, command) in COMMANDS.iter().enumerate() {
        let who = ["$lead", "$manager", "$member", "$stranger"][at % 4];
        seeds.push(interaction(2, who, From::Server, &data(command, handbook, None)));
        seeds.push(interaction(2, "$manager", From::Server, &data(command, handbook, None)));
        if let Kind::Slash { options, .. } = command.kind {
            let typed = options.iter().filter(|option| matches!(option.kind, OptionKind::Text(Some(_))));
            seeds.extend(
                typed.map(|option| interaction(4, who, From::Server, &data(command, handbook, Some(option.name)))),
            );
        }
        if at % 3 == 0 {
            seeds.push(interaction(2, who, From::Conversation, &data(command, handbook, None)));
        }
    }
    seeds
}

fn data(command: &Command, handbook: &Handbook, focused: Option<&str>) -> Value {
    match command.kind {
        Kind::Message { name } => json!({
            "id": "5", "name": name(&Wording::of(handbook)), "type": 3, "target_id": "1300000000000000001",
            "resolved": {"messages": {"1300000000000000001": message("$member", false)}},
        }),
        Kind::Slash { name, options } => {
            let given: Vec<Value> = options.iter().enumerate().map(|(at, option)| given(at, option, focused)).collect();
            match name.split_once(' ') {
                None => json!({"id": "5", "name": name, "type": 1, "options": given, "resolved": resolved()}),
                Some((name, sub)) => {
                    let options = [json!({"name": sub, "type": 1, "options": given})];
                    json!({"id": "5", "name": name, "type": 1, "options": options, "resolved": resolved()})
                }
            }
        }
    }
}

fn given(at: usize, option: &OptionSpec, focused: Option<&str>) -> Value {
    let (kind, value) = match option.kind {
        OptionKind::Text(_) if option.name == "team" => (3, json!("Team 0")),
        OptionKind::Text(_) => (3, json!(TEXTS[at % TEXTS.len()])),
        OptionKind::Choice(choices) => (3, json!(choices[0].0)),
        OptionKind::Member => (6, json!("$lead")),
        OptionKind::ServerRole => (8, json!("$role")),
        OptionKind::MemberOrRole => (9, json!("$role")),
        OptionKind::Channel => (7, json!("$channel")),
        OptionKind::File => (11, json!("77")),
        OptionKind::Flag => (5, json!(true)),
        OptionKind::Count => (4, json!(1)),
    };
    let mut given = json!({"name": option.name, "type": kind, "value": value});
    if focused == Some(option.name) {
        given["focused"] = json!(true);
    }
    given
}

/// A button is pressed.
pub(crate) fn press(custom_id: &str, who: &str, is_ephemeral: bool) -> Value {
    let data = json!({"custom_id": custom_id, "component_type": 2, "id": 3});
    of_message(3, who, &data, is_ephemeral)
}

/// Something is chosen in a select of this kind: 3 texts, 5 members, 6 roles, 7 both, 8 channels.
pub(crate) fn choice(custom_id: &str, kind: u8, values: &[&str], who: &str) -> Value {
    let data = json!({
        "custom_id": custom_id, "component_type": kind, "id": 3, "values": values, "resolved": resolved(),
    });
    of_message(3, who, &data, kind.is_multiple_of(2))
}

/// A form is filled in.
pub(crate) fn form(custom_id: &str, fields: &[(&str, &str)], who: &str) -> Value {
    let row = |(at, (name, text)): (usize, &(&str, &str))| json!({"type": 1, "id": at * 2, "components": [{"type": 4, "id": at * 2 + 1, "custom_id": name, "value": text}]});
    let rows: Vec<Value> = fields.iter().enumerate().map(row).collect();
    of_message(5, who, &json!({"custom_id": custom_id, "components": rows}), fields.len().is_multiple_of(2))
}

fn of_message(kind: u8, who: &str, data: &Value, is_ephemeral: bool) -> Value {
    let mut interaction = interaction(kind, who, From::Server, data);
    interaction["message"] = message("$bot", is_ephemeral);
    interaction
}
