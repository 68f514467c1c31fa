//! Users and applications.

use serde::Serialize;
use serde_json::{Value, json};

use crate::world::State;
use crate::world::ids::UserId;
use crate::world::users::{Application, User};

/// A user as others see them.
#[derive(Serialize)]
pub(crate) struct UserObject<'a> {
    id: UserId,
    username: &'a str,
    discriminator: &'static str,
    global_name: Option<&'a str>,
    avatar: (),
    banner: (),
    accent_color: (),
    public_flags: u8,
    flags: u8,
    avatar_decoration_data: (),
    collectibles: (),
    primary_guild: (),
    #[serde(skip_serializing_if = "Option::is_none")]
    bot: Option<bool>,
}

impl<'a> UserObject<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            id: user.id,
            username: &user.username,
            discriminator: if user.bot { "0001" } else { "0" },
            global_name: user.display_name.as_deref(),
            avatar: (),
            banner: (),
            accent_color: (),
            public_flags: 0,
            flags: 0,
            avatar_decoration_data: (),
            collectibles: (),
            primary_guild: (),
            bot: user.bot.then_some(true),
        }
    }
}

/// A user as others see them, to be added to.
pub(crate) fn user(user: &User) -> Value {
    json!(UserObject::of(user))
}

/// A user as they see themselves.
pub(crate) fn own_user(own: &User) -> Value {
    let mut object = user(own);
    object["mfa_enabled"] = true.into();
    object["verified"] = true.into();
    object["locale"] = own.locale.as_str().into();
    object["email"] = Value::Null;
    object["premium_type"] = 0.into();
    object
}

/// An application as others see it.
pub(crate) fn application(application: &Application) -> Value {
    json!({
        "id": application.id,
        "name": application.name,
        "icon": null,
        "description": application.description,
        "type": null,
        "bot_public": true,
        "bot_require_code_grant": false,
        "verify_key": application.key.verify_key(),
        "flags": 0,
        "integration_types_config": {"0": {}},
    })
}

/// An application as its developer sees it.
pub(crate) fn full_application(state: &State, own: &Application) -> Value {
    let mut object = application(own);
    let installed = state.guilds.values().filter(|guild| guild.applications.contains(&own.id)).count();
    object["owner"] = state.users.get(&own.owner).map(user).unwrap_or_default();
    object["bot"] = state.users.get(&own.id.bot()).map(user).unwrap_or_default();
    object["flags"] = own.flags().into();
    object["flags_new"] = own.flags().to_string().into();
    object["eligible_oauth2_scopes"] = json!(["applications.commands", "bot"]);
    object["team"] = Value::Null;
    object["redirect_uris"] = json!([]);
    object["interactions_endpoint_url"] = json!(own.endpoint.as_deref());
    object["role_connections_verification_url"] = Value::Null;
    object["event_webhooks_url"] = Value::Null;
    object["event_webhooks_status"] = 1.into();
    object["explicit_content_filter"] = 0.into();
    object["approximate_guild_count"] = installed.into();
    object["approximate_user_install_count"] = 0.into();
    object["approximate_user_authorization_count"] = 0.into();
    object
}
