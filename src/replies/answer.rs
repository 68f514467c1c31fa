//! An answer: who decides, who is asked, what to do now, and why the bot thinks so.

use serenity::builder::{CreateButton, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter};

use super::{
    ComponentName, CustomId, Marks, Read, Reply, Shown, Stale, Visibility, Wording, in_short, limits, plain_embed,
    secondary,
};
use crate::{
    handbook::{Citation, Duty, Handbook, Kind, Role, RoleId},
    routing::Route,
};

/// Tell all about the reasons of an answer.
pub const WHY: ComponentName = ComponentName("why");
/// The answer is not right: let the right duty be chosen.
pub const NOT_RIGHT: ComponentName = ComponentName("wrong");
/// Show the private answer to the channel.
pub const SHARE: ComponentName = ComponentName("share");

/// A duty that was given as an answer, and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The duty's id.
    pub duty: String,
    /// Whether a person picked it instead of the router.
    pub picked: bool,
}

impl Given {
    /// The id of a component that is about it.
    #[must_use]
    pub fn after(&self, name: ComponentName) -> CustomId {
        name.id().with(&self.duty).with(if self.picked { "picked" } else { "routed" })
    }

    /// Reads it from the id of such a component.
    ///
    /// # Errors
    /// [`Stale`] where it is none.
    pub fn read(id: &Read<'_>) -> Result<Self, Stale> {
        let picked = match id.argument::<String>(1)?.as_str() {
            "picked" => true,
            "routed" => false,
            _ => return Err(Stale),
        };
        Ok(Self { duty: id.argument(0)?, picked })
    }
}

/// What an answer is made of.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// What was asked, as typed.
    pub question: &'a str,
    /// The duty that it is about.
    pub duty: &'a Duty,
    /// How the bot came to it.
    pub reason: Reason<'a>,
}

/// How the bot came to an answer.
#[derive(Clone, Copy, Debug)]
pub enum Reason<'a> {
    /// By routing the question.
    Routed(&'a Route),
    /// The asker picked it from a list.
    Picked,
    /// Somebody found that another duty, which had been the answer, was not right.
    Corrected {
        /// A mention of who did; it stands in an embed, where mentions notify nobody.
        by: &'a Shown,
        /// What the answer had been.
        instead_of: &'a Duty,
    },
    /// It is no longer known: of a long question only the beginning was kept.
    Unknown,
}

/// An answer that somebody shows to a channel.
#[derive(Clone, Debug)]
pub struct SharedAnswer {
    /// A mention of who shares it; it stands in an embed, where mentions notify nobody.
    pub by: Shown,
}

/// The answer as a message, without buttons. A shared one says who shared it, a corrected one who corrected it.
#[must_use]
pub fn answer(handbook: &Handbook, given: Answer<'_>, shared: Option<&SharedAnswer>) -> Reply {
    let wording = Wording::of(handbook);
    let duty = given.duty;
    let deciders = roles(handbook, duty.decider.roles());
    let mut embed = asked(plain_embed(), given.question)
        .title(who_decides(handbook, duty))
        .description(description(&wording, given, &deciders, shared));
    for (name, named) in [(wording.answer_consulted(), &duty.consulted), (wording.answer_informed(), &duty.informed)] {
        if !named.is_empty() {
            embed = embed.field(name, names(&wording, &roles(handbook, named)), true);
        }
    }
    embed = embed.field(wording.answer_next(), &duty.next_step, false);
    if let Some(neighbour) = deciders.iter().find(|role| role.kind == Kind::Neighbour) {
        embed = embed.field(wording.answer_reach(), &neighbour.reach, false);
    }
    if let Some(why) = why(handbook, given.reason) {
        embed = embed.field(wording.answer_why(), why, false);
    }
    Reply::of(embed.footer(CreateEmbedFooter::new(sources(handbook, &duty.citations))))
}

impl Answer<'_> {
    /// The buttons below an answer: the whole why, the way to another answer, and for a private one the way into the channel.
    #[must_use]
    pub fn buttons(&self, wording: &Wording, visibility: Visibility) -> Vec<CreateButton> {
        let shown = self.given();
        let questioned = match self.reason {
            // Whatever is chosen next, it is the router's answer that was not right.
            Reason::Corrected { instead_of, .. } => Given { duty: instead_of.id.to_string(), picked: false },
            _ => shown.clone(),
        };
        let mut buttons = vec![
            secondary(shown.after(WHY), wording.answer_why_button()),
            secondary(questioned.after(NOT_RIGHT), wording.answer_not_right()),
        ];
        if visibility == Visibility::OnlyAsker {
            buttons.push(secondary(shown.after(SHARE), wording.answer_share()));
        }
        buttons
    }

    fn given(&self) -> Given {
        let picked = matches!(self.reason, Reason::Picked | Reason::Corrected { .. });
        Given { duty: self.duty.id.to_string(), picked }
    }
}

/// Puts what was asked above an embed's title, where Discord shows plain text.
pub(super) fn asked(embed: CreateEmbed, question: &str) -> CreateEmbed {
    let question = Shown::typed_plain(question).at_most(limits::EMBED_AUTHOR);
    if question.is_empty() { embed } else { embed.author(CreateEmbedAuthor::new(question)) }
}

/// Who decides about a duty, as a title: one role, several together, or a neighbour.
#[must_use]
pub fn who_decides(handbook: &Handbook, duty: &Duty) -> String {
    let wording = Wording::of(handbook);
    match roles(handbook, duty.decider.roles())[..] {
        [role] if role.kind == Kind::Neighbour => wording.answer_neighbour(Shown::ours(&role.name)),
        [role] => wording.answer_decides(Shown::ours(&role.name)),
        _ => wording.answer_shared(deciders(handbook, duty)),
    }
}

/// The deciding roles within a sentence: "tech lead and engineering manager".
#[must_use]
pub fn deciders(handbook: &Handbook, duty: &Duty) -> Shown {
    let roles = roles(handbook, duty.decider.roles());
    let names: Vec<Shown> = roles.iter().map(|role| Shown::ours(role.name_in_sentence())).collect();
    list(&Wording::of(handbook), &names)
}

fn description(wording: &Wording, given: Answer<'_>, deciders: &[&Role], shared: Option<&SharedAnswer>) -> String {
    let duty = given.duty;
    let mut text = wording.answer_duty(Shown::ours(&duty.title), Shown::ours(&duty.summary));
    if let (true, Some(first)) = (duty.decider.is_shared(), deciders.first()) {
        text = format!("{text} {}", wording.answer_goes_first(Shown::ours(&first.name)));
    }
    if let Reason::Corrected { by, instead_of } = given.reason {
        text = format!("{text}\n-# {}", wording.answer_corrected_by(by, Shown::ours(&instead_of.title)));
    }
    if let Some(shared) = shared {
        text = format!("{text}\n-# {}", wording.answer_shared_by(&shared.by));
    }
    text
}

/// The reason in a sentence or two; all of it is told by a button. Words of the asker are quoted, made harmless.
fn why(handbook: &Handbook, reason: Reason<'_>) -> Option<String> {
    let wording = Wording::of(handbook);
    match reason {
        Reason::Routed(route) => {
            let said =
                format!("{} {}", in_short(handbook, route, Marks::Markdown), sureness(&wording, route.confidence));
            Some(said.trim().to_owned())
        }
        Reason::Picked => Some(wording.answer_why_picked()),
        Reason::Corrected { .. } | Reason::Unknown => None,
    }
}

/// The confidence in words.
#[must_use]
pub fn sureness(wording: &Wording, confidence: f32) -> String {
    match confidence {
        sure if sure >= 0.85 => wording.answer_sure_very(),
        sure if sure >= 0.6 => wording.answer_sure_fairly(),
        _ => wording.answer_sure_somewhat(),
    }
}

/// Who says so, in the footer, where Discord shows plain text.
pub(super) fn sources(handbook: &Handbook, citations: &[Citation]) -> String {
    let wording = Wording::of(handbook);
    let mut said: Vec<Shown> = Vec::new();
    for source in citations.iter().filter_map(|citation| handbook.source(citation.source.as_str())) {
        let named = Shown::ours(wording.answer_source(Shown::ours(&source.publisher), Shown::ours(source.year())));
        if !said.contains(&named) {
            said.push(named);
        }
    }
    wording.answer_sources(list(&wording, &said))
}

fn roles<'a>(handbook: &'a Handbook, ids: &[RoleId]) -> Vec<&'a Role> {
    ids.iter().filter_map(|id| handbook.role(id.as_str())).collect()
}

/// Names under a heading: "Tech lead, designer and QA".
fn names(wording: &Wording, roles: &[&Role]) -> String {
    let mut names: Vec<Shown> = roles.iter().map(|role| Shown::ours(role.name_in_sentence())).collect();
    if let (Some(name), Some(role)) = (names.first_mut(), roles.first()) {
        *name = Shown::ours(&role.name);
    }
    list(wording, &names).into()
}

/// Several texts as a list within a sentence: "a, b and c".
#[must_use]
pub fn list(wording: &Wording, texts: &[Shown]) -> Shown {
    Shown::list(texts, |first, last| wording.and(first, last))
}
