//! People and bots, and the applications that bots belong to.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use serde_json::Value;

use super::ids::{ApplicationId, UserId};
use super::signing::SigningKey;

/// A person or a bot.
#[derive(Clone, Debug)]
pub(crate) struct User {
    /// The user's id.
    pub(crate) id: UserId,
    /// The unique name, lower case.
    pub username: String,
    /// The name that others see.
    pub(crate) display_name: Option<String>,
    /// Whether an application acts through this user.
    pub(crate) bot: bool,
    /// The language of the person's client.
    pub(crate) locale: String,
    /// In a few words, who this is in the furnished world.
    pub(crate) profile: String,
}

impl User {
    /// The name that others see.
    pub(crate) fn name(&self) -> &str {
        self.display_name.as_deref().unwrap_or(&self.username)
    }
}

/// A developer's application; its bot user has the same id.
#[derive(Clone, Debug)]
pub(crate) struct Application {
    /// The application's id.
    pub(crate) id: ApplicationId,
    /// The application's name.
    pub(crate) name: String,
    /// What it says about itself.
    pub(crate) description: String,
    /// The token with which its bot logs in.
    pub(crate) token: String,
    /// The privileged intents that it was granted, as bits.
    pub(crate) privileged_intents: u64,
    /// Who registered it.
    pub(crate) owner: UserId,
    /// Signs the interactions that go to its endpoint.
    pub(crate) key: SigningKey,
    /// Where its interactions go instead of the gateway.
    pub(crate) endpoint: Option<Arc<str>>,
}

impl Application {
    /// The flags that tell which privileged intents it was granted (`resources/application#application-object-application-flags`).
    pub(crate) fn flags(&self) -> u64 {
        let granted = |intent: u64, flag: u64| {
            if self.privileged_intents & (1 << intent) != 0 { 1 << flag } else { 0 }
        };
        granted(8, 12) | granted(1, 14) | granted(15, 18)
    }

    /// Where its interactions go instead of the gateway, and with which key they are signed, unless that stays as it is.
    pub(crate) fn set_delivery(&mut self, endpoint: Option<Arc<str>>, seed: Option<[u8; 32]>) {
        self.endpoint = endpoint;
        if let Some(seed) = seed {
            self.key = SigningKey::from_seed(seed);
        }
    }

    /// Whether it was granted to read what people write to each other.
    pub(crate) const fn may_read_content(&self) -> bool {
        self.privileged_intents & (1 << 15) != 0
    }

    /// Whether it may list the members of its servers.
    pub(crate) const fn may_list_members(&self) -> bool {
        self.privileged_intents & (1 << 1) != 0
    }
}

/// What a bot shows of itself while it is connected.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Presence {
    pub(crate) status: Status,
    /// As the bot sent them.
    pub(crate) activities: Vec<Value>,
}

/// How a bot shows itself (`events/gateway-events#update-presence-status-types`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Status {
    #[default]
    Online,
    DoNotDisturb,
    Idle,
    /// To others it is offline.
    Invisible,
}

impl Status {
    /// The word for it, as others see it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::DoNotDisturb => "dnd",
            Self::Idle => "idle",
            Self::Invisible => "offline",
        }
    }
}

/// A token in the form of Discord's. It opens nothing but the sandbox that made it.
pub(crate) fn local_token(application: ApplicationId) -> String {
    let id = URL_SAFE_NO_PAD.encode(application.to_string());
    let moment = URL_SAFE_NO_PAD.encode(((application.created().millis() / 1_000) as u32).to_be_bytes());
    format!("{id}.{moment}.offline-sandbox-token-no-secret")
}
