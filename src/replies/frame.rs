//! The one frame of refusals and errors: what happened, why, what to do next, and an incident number where it is our fault.

use serenity::builder::{CreateEmbed, CreateEmbedFooter};

use super::{
    NotAsked, NotAssessed, NotPolled, NotSetUp, NotSettled, Reply, Shown, Visibility, Wording, assess, decision, poll,
    request, team,
};
use crate::{
    clock::Timestamp,
    handbook::{Handbook, Kind},
};

/// Why a request is refused, as the person who made it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The handbook has no role of this name.
    UnknownRole(String),
    /// A list of so many pages has no such page.
    NoPage {
        /// The page asked for.
        page: i64,
        /// How many there are.
        pages: usize,
    },
    /// The same role was to be compared with itself; its id.
    SameRole(String),
    /// A button of an earlier version, or about a duty that is gone.
    StaleButton,
    /// A command that this version does not have.
    UnknownCommand,
    /// A message without words was to be routed.
    NoText,
    /// An answer was to be shown in a channel where the person may not write.
    MayNotShare,
    /// What was asked for is about a server, and this is a direct message.
    OnlyInServers,
    /// The person may not manage any team here.
    OnlyManagers,
    /// The person may not manage the server.
    OnlyServerManagers,
    /// The bot lacks a permission for it.
    BotMayNot,
    /// The message, channel or person that it is about is gone.
    GoneMeanwhile,
    /// A button that is about another person.
    NotYours,
    /// Much of what takes much work was done lately.
    TooOften {
        /// When it may be done again.
        again: Timestamp,
        /// By the people of the server together, not by this person alone.
        in_server: bool,
    },
    /// It took too long to open a form: Discord takes one only at once.
    TooSlowForForm,
    /// The channel where the bot was asked, as a mention: it may not write there.
    CannotWrite(String),
    /// Something about asking people.
    NotAsked(NotAsked),
    /// Something about a team's decisions.
    NotSettled(NotSettled),
    /// Something about teams.
    NotSetUp(NotSetUp),
    /// Something about polls.
    NotPolled(NotPolled),
    /// Something about assessments.
    NotAssessed(NotAssessed),
}

impl From<NotAssessed> for Refusal {
    fn from(why: NotAssessed) -> Self {
        Self::NotAssessed(why)
    }
}

impl From<NotPolled> for Refusal {
    fn from(why: NotPolled) -> Self {
        Self::NotPolled(why)
    }
}

impl From<NotAsked> for Refusal {
    fn from(why: NotAsked) -> Self {
        Self::NotAsked(why)
    }
}

impl From<NotSetUp> for Refusal {
    fn from(why: NotSetUp) -> Self {
        Self::NotSetUp(why)
    }
}

impl From<NotSettled> for Refusal {
    fn from(why: NotSettled) -> Self {
        Self::NotSettled(why)
    }
}

impl Refusal {
    /// Its name in the log, without anything that the person wrote.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::UnknownRole(_) => "unknown role",
            Self::NoPage { .. } => "no such page",
            Self::SameRole(_) => "same role",
            Self::StaleButton => "stale button",
            Self::UnknownCommand => "unknown command",
            Self::NoText => "no text",
            Self::MayNotShare => "may not share",
            Self::OnlyInServers => "only in servers",
            Self::OnlyManagers => "only managers",
            Self::OnlyServerManagers => "only server managers",
            Self::BotMayNot => "the bot may not",
            Self::GoneMeanwhile => "gone meanwhile",
            Self::NotYours => "not theirs",
            Self::TooOften { .. } => "too often",
            Self::TooSlowForForm => "too slow for a form",
            Self::CannotWrite(_) => "cannot write",
            Self::NotAsked(_) => "not asked",
            Self::NotSettled(_) => "nothing settled",
            Self::NotSetUp(_) => "not set up",
            Self::NotPolled(_) => "not polled",
            Self::NotAssessed(_) => "not assessed",
        }
    }
}

/// A refusal as a message to the person alone.
#[must_use]
pub fn refusal(handbook: &Handbook, refusal: &Refusal) -> Reply {
    let say = Wording::of(handbook);
    let (title, text, next) = match refusal {
        Refusal::UnknownRole(name) => {
            let name = Shown::typed(name).at_most(100);
            (say.error_unknown_role_title(name), say.error_unknown_role_text(), say.error_unknown_role_next())
        }
        Refusal::NoPage { page, pages } => {
            let title = say.error_no_page_title(Shown::ours(page.to_string()));
            (title, say.error_no_page_text(*pages), say.error_no_page_next())
        }
        Refusal::SameRole(role) => {
            let name = handbook.role(role).map_or_else(|| role.clone(), |role| role.name_in_sentence());
            (say.error_same_role_title(), say.error_same_role_text(Shown::ours(name)), say.error_same_role_next())
        }
        Refusal::StaleButton => (say.error_stale_title(), say.error_stale_text(), say.error_stale_next()),
        Refusal::UnknownCommand => {
            (say.error_unknown_command_title(), say.error_unknown_command_text(), say.error_unknown_command_next())
        }
        Refusal::NoText => (say.error_no_text_title(), say.error_no_text_text(), say.error_no_text_next()),
        Refusal::MayNotShare => {
            (say.error_may_not_share_title(), say.error_may_not_share_text(), say.error_may_not_share_next())
        }
        Refusal::OnlyInServers => {
            (say.error_only_in_servers_title(), say.error_only_in_servers_text(), say.error_only_in_servers_next())
        }
        Refusal::OnlyManagers => {
            let leads = lead_names(handbook);
            (
                say.error_only_managers_title(),
                say.error_only_managers_text(leads.clone()),
                say.error_only_managers_next(leads),
            )
        }
        Refusal::OnlyServerManagers => (
            say.error_only_server_managers_title(),
            say.error_only_server_managers_text(),
            say.error_only_server_managers_next(),
        ),
        Refusal::BotMayNot => {
            (say.error_bot_may_not_title(), say.error_bot_may_not_text(), say.error_bot_may_not_next())
        }
        Refusal::GoneMeanwhile => (say.error_gone_title(), say.error_gone_text(), say.error_gone_next()),
        Refusal::NotYours => (say.error_not_yours_title(), say.error_not_yours_text(), say.error_not_yours_next()),
        Refusal::TooOften { again, in_server } => {
            let text = if *in_server { say.error_too_often_server_text() } else { say.error_too_often_text() };
            // The second in which it may be done is not over when it begins.
            let when = Shown::ours(format!("<t:{}:R>", again.seconds() + 1));
            (say.error_too_often_title(), text, say.error_too_often_next(when))
        }
        Refusal::TooSlowForForm => (say.error_too_slow_title(), say.error_too_slow_text(), say.error_too_slow_next()),
        Refusal::CannotWrite(channel) => {
            let channel = Shown::ours(channel);
            (say.error_cannot_write_title(), say.error_cannot_write_text(channel), say.error_cannot_write_next())
        }
        Refusal::NotAsked(why) => request::told(handbook, why),
        Refusal::NotSettled(why) => decision::told(handbook, why),
        Refusal::NotSetUp(why) => team::told(handbook, why),
        Refusal::NotPolled(why) => poll::told(handbook, why),
        Refusal::NotAssessed(why) => assess::told(handbook, why),
    };
    framed(&say, &title, &text, &next)
}

/// Our own failure as a message to the person alone, with the number under which it stands in the log.
#[must_use]
pub fn incident(handbook: &Handbook, number: &str) -> Reply {
    let say = Wording::of(handbook);
    let mut reply = framed(&say, &say.error_internal_title(), &say.error_internal_text(), &say.error_internal_next());
    let footer = CreateEmbedFooter::new(say.error_incident(Shown::ours(number)));
    reply.embeds = reply.embeds.into_iter().map(|embed| embed.footer(footer.clone())).collect();
    reply
}

/// Thanks whoever corrected an answer, and says that nothing is kept of it.
#[must_use]
pub fn correction_not_kept(handbook: &Handbook) -> Reply {
    let say = Wording::of(handbook);
    let embed = super::plain_embed().title(say.correction_title()).description(say.correction_not_kept());
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// The roles that lead a team, within a sentence: "tech lead or engineering manager".
pub(super) fn lead_names(handbook: &Handbook) -> Shown {
    let leads = handbook.roles().into_iter().filter(|role| role.kind == Kind::Lead);
    let names: Vec<Shown> = leads.map(|role| Shown::ours(role.name_in_sentence())).collect();
    let say = Wording::of(handbook);
    Shown::list(&names, |first, last| say.or(first, last))
}

fn framed(say: &Wording, title: &str, text: &str, next: &str) -> Reply {
    let embed = CreateEmbed::new().colour(TROUBLE).title(title).description(text).field(say.error_next(), next, false);
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// The accent of refusals and errors; the title says it in words.
const TROUBLE: u32 = 0xB4_23_18;
