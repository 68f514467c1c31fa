//! Messages in request bodies: new ones and changes to old ones.

use serde_json::Value;

use super::files::Uploads;
use super::{Form, components, embeds, files, layout, polls};
use crate::world::editing::{Before, Edit};
use crate::world::ids::{ChannelId, MessageId};
use crate::world::limits;
use crate::world::mentions::AllowedMentions;
use crate::world::messages::flags;
use crate::world::posting::{Draft, ReplyTo};

/// Flags that one may set on a new message; others are ignored, as Discord does.
const NEW_FLAGS: u64 = flags::SUPPRESS_EMBEDS | flags::SUPPRESS_NOTIFICATIONS | flags::IS_COMPONENTS_V2;

/// Reads a new message. `ephemeral` says whether it may be one.
pub(crate) fn read_draft(form: &Form<'_>, uploads: &Uploads, ephemeral: bool) -> Draft {
    let settable = if ephemeral { NEW_FLAGS | flags::EPHEMERAL } else { NEW_FLAGS };
    let files = files::read(form, uploads).1;
    let chosen = read_flags(form).unwrap_or(0);
    let (reply_to, forward) =
        form.object("message_reference").map(|reference| read_reference(&reference)).unwrap_or_default();
    Draft {
        content: form.text("content", limits::CONTENT).map(|content| trimmed(&content)).unwrap_or_default(),
        embeds: embeds::read(form).unwrap_or_default(),
        components: if chosen & flags::IS_COMPONENTS_V2 == 0 {
            components::read(form).unwrap_or_default()
        } else {
            layout::refuse_the_rest(form, &[]);
            layout::read(form, &files.iter().map(|file| file.filename.as_str()).collect()).unwrap_or_default()
        },
        poll: polls::read_poll(form),
        files,
        allowed: read_allowed(form).unwrap_or_else(AllowedMentions::everything),
        flags: chosen & settable,
        reply_to,
        forward,
        nonce: read_nonce(form),
        enforce_nonce: form.boolean("enforce_nonce").unwrap_or(false),
        tts: form.boolean("tts").unwrap_or(false),
    }
}

/// Reads changes to a message: what is given is set, null empties.
pub(crate) fn read_edit(form: &Form<'_>, uploads: &Uploads, before: &Before) -> Edit {
    let (kept, files) = files::read(form, uploads);
    let chosen = read_flags(form);
    if before.is_layout() && chosen.is_some_and(|chosen| chosen & flags::IS_COMPONENTS_V2 == 0) {
        let why = "The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed from a message";
        form.complain("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", why);
    }
    let components = if before.is_layout() || chosen.is_some_and(|chosen| chosen & flags::IS_COMPONENTS_V2 != 0) {
        let new = files.iter().map(|file| file.filename.as_str());
        layout::refuse_the_rest(form, &before.used);
        layout::read(form, &new.chain(before.files_left(kept.as_deref())).collect())
    } else {
        components::read(form)
    };
    Edit {
        content: form
            .given("content")
            .then(|| form.text("content", limits::CONTENT).unwrap_or_default().trim().to_owned()),
        embeds: form.given("embeds").then(|| embeds::read(form).unwrap_or_default()),
        components: form.given("components").then(|| components.unwrap_or_default()),
        poll: polls::read_poll(form),
        flags: chosen,
        allowed: read_allowed(form),
        kept,
        files,
    }
}

fn trimmed(content: &str) -> String {
    content.trim().to_owned()
}

fn read_flags(form: &Form<'_>) -> Option<u64> {
    form.integer("flags", 0..=i64::MAX).map(|flags| flags as u64)
}

/// A message that is replied to, or one that is forwarded.
fn read_reference(form: &Form<'_>) -> (Option<ReplyTo>, Option<(ChannelId, MessageId)>) {
    let forwards = form.one_of("type", &[0, FORWARD]) == Some(FORWARD);
    let needed: &[&str] = if forwards { &["message_id", "channel_id"] } else { &["message_id"] };
    for field in needed.iter().filter(|field| form.value(field).is_none()) {
        form.complain_missing(field);
    }
    let (message, channel) = (form.snowflake::<MessageId>("message_id"), form.snowflake::<ChannelId>("channel_id"));
    if forwards {
        return (None, channel.zip(message));
    }
    let must_exist = form.boolean("fail_if_not_exists").unwrap_or(true);
    (message.map(|message| ReplyTo { message, must_exist }), None)
}

/// The type of a reference that forwards (`resources/message#message-reference-types`).
const FORWARD: i64 = 1;

fn read_nonce(form: &Form<'_>) -> Option<Value> {
    let value = form.value("nonce")?;
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(value.clone()),
        _ => form.text("nonce", limits::NONCE).map(Value::from),
    }
}

fn read_allowed(form: &Form<'_>) -> Option<AllowedMentions> {
    let allowed = form.object("allowed_mentions")?;
    let mut read =
        AllowedMentions { replied_user: allowed.boolean("replied_user").unwrap_or(false), ..Default::default() };
    for (index, kind) in allowed.list("parse", 0..=3).unwrap_or_default().iter().enumerate() {
        match kind.as_str() {
            Some("users") => read.all_users = true,
            Some("roles") => read.all_roles = true,
            Some("everyone") => read.everyone = true,
            _ => {
                let message = "Value must be one of ('users', 'roles', 'everyone').";
                allowed.complain(&format!("parse.{index}"), "BASE_TYPE_CHOICES", message);
            }
        }
    }
    read.users = allowed.snowflakes("users", limits::ALLOWED_MENTIONS).unwrap_or_default();
    read.roles = allowed.snowflakes("roles", limits::ALLOWED_MENTIONS).unwrap_or_default();
    for (kind, all, some) in
        [("users", read.all_users, !read.users.is_empty()), ("roles", read.all_roles, !read.roles.is_empty())]
    {
        if all && some {
            let message = format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            allowed.complain("", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
    Some(read)
}
