//! The permissions that the bot works with, and what breaks without each.

use serenity::all::Permissions;

/// A permission that the bot works with.
#[derive(Clone, Copy, Debug)]
pub struct Needed {
    /// The permission.
    pub permission: Permissions,
    /// Its name in Discord's client.
    pub name: &'static str,
    /// What does not work without it.
    pub without: &'static str,
}

/// Every permission that the bot works with, in the order of the README.
pub const NEEDED: [Needed; 8] = [
    Needed {
        permission: Permissions::VIEW_CHANNEL,
        name: "View Channels",
        without: "only commands and their answers work; nothing can be posted or kept up to date",
    },
    Needed {
        permission: Permissions::SEND_MESSAGES,
        name: "Send Messages",
        without: "polls, rounds, Ask them, review dates and replies to mentions cannot be posted",
    },
    Needed {
        permission: Permissions::CREATE_PUBLIC_THREADS,
        name: "Create Public Threads",
        without: "what a round came to stands in the channel, without a thread",
    },
    Needed {
        permission: Permissions::CREATE_PRIVATE_THREADS,
        name: "Create Private Threads",
        without: "assessments take place in replies that only the person sees",
    },
    Needed {
        permission: Permissions::SEND_MESSAGES_IN_THREADS,
        name: "Send Messages in Threads",
        without: "nothing can be posted in threads, assessments and rounds among them",
    },
    Needed {
        permission: Permissions::EMBED_LINKS,
        name: "Embed Links",
        without: "what the bot posts by itself comes without its content",
    },
    Needed {
        permission: Permissions::ATTACH_FILES,
        name: "Attach Files",
        without: "results come without their picture, which says nothing that the words do not say",
    },
    Needed {
        permission: Permissions::READ_MESSAGE_HISTORY,
        name: "Read Message History",
        without: "mentions are not replied to, and after an interruption something may be posted twice",
    },
];

/// All of them together.
#[must_use]
pub fn minimal() -> Permissions {
    NEEDED.iter().fold(Permissions::empty(), |all, needed| all | needed.permission)
}

/// The link by which an application is added to a server with these permissions and no other.
#[must_use]
pub fn invitation(application: u64) -> String {
    let permissions = minimal().bits();
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={permissions}"
    )
}
