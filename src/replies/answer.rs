//! An answer: who decides, who is asked, what to do now, and why the bot thinks so.

use serenity::builder::{CreateButton, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter};

use super::{
    ComponentName, CustomId, Marks, Read, Reply, Shown, Stale, TeamSays, Visibility, Wording, decision::brief,
    in_short, limits, plain_embed, secondary,
};
use crate::{
    handbook::{Citation, Duty, Handbook, Kind, Role, RoleId},
    routing::Route,
    workspace::ids::TeamId,
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
    /// The team that was named or chosen; none where the place tells.
    pub team: Option<TeamId>,
}

impl Given {
    /// The id of a component that is about it.
    #[must_use]
    pub fn after(&self, name: ComponentName) -> CustomId {
        let how = if self.picked { "picked" } else { "routed" };
        match self.team {
            Some(team) => name.id().with(&self.duty).with(format_args!("{how}@{team}")),
            None => name.id().with(&self.duty).with(how),
        }
    }

    /// Reads it from the id of such a component.
    ///
    /// # Errors
    /// [`Stale`] where it is none.
    pub fn read(id: &Read<'_>) -> Result<Self, Stale> {
        let how: String = id.argument(1)?;
        let (how, team) = how.split_once('@').map_or((how.as_str(), None), |(how, team)| (how, Some(team)));
        let picked = match how {
            "picked" => true,
            "routed" => false,
            _ => return Err(Stale),
        };
        let team = team.map(str::parse).transpose().map_err(|_| Stale)?;
        Ok(Self { duty: id.argument(0)?, picked, team })
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
    /// The team that was named or chosen, to be known again when something below the answer is pressed.
    pub team: Option<TeamId>,
    /// What the team says about it.
    pub here: Option<TeamSays<'a>>,
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
    let (duty, here) = (given.duty, given.here.as_ref());
    let deciding = here.map_or(duty.decider.roles(), |here| here.deciding(duty));
    let deciders = roles(handbook, deciding);
    let mut embed = asked(plain_embed(), given.question)
        .title(Shown::ours(who_decide(handbook, &deciders)).at_most(limits::EMBED_TITLE))
        .description(description(handbook, given, &deciders, shared));
    if let Some(here) = here {
        embed = here.field(handbook, deciding, embed);
    }
    let consulted = here.map_or(&duty.consulted[..], |here| here.consulted(duty));
    for (name, named) in [(wording.answer_consulted(), consulted), (wording.answer_informed(), &duty.informed)] {
        // A team may have settled that one of these decides.
        let others: Vec<RoleId> = named.iter().filter(|role| !deciding.contains(role)).cloned().collect();
        if !others.is_empty() {
            embed = embed.field(name, names(handbook, &roles(handbook, &others), here), true);
        }
    }
    embed = embed.field(wording.answer_next(), &duty.next_step, false);
    if let Some(neighbour) = deciders.iter().find(|role| role.kind == Kind::Neighbour) {
        embed = embed.field(wording.answer_reach(), &neighbour.reach, false);
    }
    if let Some(why) = why(handbook, given.reason) {
        embed = embed.field(wording.answer_why(), why, false);
    }
    let sources = sources(handbook, &duty.citations);
    let footer = here.map_or(sources.clone(), |here| here.footer(&wording, sources));
    Reply::of(embed.footer(CreateEmbedFooter::new(footer)))
}

impl Answer<'_> {
    /// The rows of buttons below an answer: the way to the person, the whole why, the way to another answer, and for a private one the way
    /// into the channel; below them what those who manage the team can do about it.
    #[must_use]
    pub fn rows(&self, handbook: &Handbook, visibility: Visibility) -> Vec<Vec<CreateButton>> {
        let (shown, wording) = (self.given(), Wording::of(handbook));
        let questioned = match self.reason {
            // Whatever is chosen next, it is the router's answer that was not right.
            Reason::Corrected { instead_of, .. } => {
                Given { duty: instead_of.id.to_string(), picked: false, team: self.team }
            }
            _ => shown.clone(),
        };
        let mut buttons: Vec<CreateButton> =
            self.here.and_then(|here| here.asks(handbook, self.duty)).into_iter().collect();
        buttons.extend([
            secondary(shown.after(WHY), wording.answer_why_button()),
            secondary(questioned.after(NOT_RIGHT), wording.answer_not_right()),
        ]);
        if visibility == Visibility::OnlyAsker {
            buttons.push(secondary(shown.after(SHARE), wording.answer_share()));
        }
        let managing = self.here.map_or_else(Vec::new, |here| here.managing(handbook, self.duty));
        vec![buttons, managing]
    }

    /// What a component below it has to know.
    #[must_use]
    pub fn given(&self) -> Given {
        let picked = matches!(self.reason, Reason::Picked | Reason::Corrected { .. });
        Given { duty: self.duty.id.to_string(), picked, team: self.team }
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
    who_decide(handbook, &roles(handbook, duty.decider.roles()))
}

/// The same for roles; where there is none, the team has named people.
fn who_decide(handbook: &Handbook, deciding: &[&Role]) -> String {
    let wording = Wording::of(handbook);
    match deciding {
        [] => wording.here_people_decide(),
        [role] if role.kind == Kind::Neighbour => wording.answer_neighbour(Shown::ours(&role.name)),
        [role] => wording.answer_decides(Shown::ours(&role.name)),
        several => {
            let names: Vec<Shown> = several.iter().map(|role| Shown::ours(role.name_in_sentence())).collect();
            wording.answer_shared(list(&wording, &names))
        }
    }
}

/// The deciding roles within a sentence: "tech lead and engineering manager".
#[must_use]
pub fn deciders(handbook: &Handbook, duty: &Duty) -> Shown {
    let roles = roles(handbook, duty.decider.roles());
    let names: Vec<Shown> = roles.iter().map(|role| Shown::ours(role.name_in_sentence())).collect();
    list(&Wording::of(handbook), &names)
}

fn description(handbook: &Handbook, given: Answer<'_>, deciders: &[&Role], shared: Option<&SharedAnswer>) -> String {
    let (duty, wording) = (given.duty, Wording::of(handbook));
    let decision = given.here.and_then(|here| here.decision);
    let mut text = wording.answer_duty(Shown::ours(&duty.title), Shown::ours(&duty.summary));
    match (decision, deciders) {
        (Some(decision), _) => text = format!("{text}\n{}", brief(handbook, decision)),
        (None, [first, _, ..]) => text = format!("{text} {}", wording.answer_goes_first(Shown::ours(&first.name))),
        _ => {}
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
fn names(handbook: &Handbook, roles: &[&Role], here: Option<&TeamSays<'_>>) -> String {
    let name = |(at, role): (usize, &&Role)| {
        let name = Shown::ours(if at == 0 { role.name.clone() } else { role.name_in_sentence() });
        here.map_or(name.clone(), |here| here.with_person(handbook, role, name))
    };
    let names: Vec<Shown> = roles.iter().enumerate().map(name).collect();
    list(&Wording::of(handbook), &names).at_most(limits::FIELD_VALUE).into()
}

/// Several texts as a list within a sentence: "a, b and c".
#[must_use]
pub fn list(wording: &Wording, texts: &[Shown]) -> Shown {
    Shown::list(texts, |first, last| wording.and(first, last))
}
