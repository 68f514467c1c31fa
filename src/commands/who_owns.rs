//! `/who-owns`, the message menu **Who owns this?** and questions in which the bot is mentioned: one answer for all three.

use super::{
    Answering, Asker, Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Who, gaps,
    here::{Here, TeamHere},
    place::{PRIVATE, TEAM},
};
use crate::{
    handbook::{Duty, Handbook},
    replies::{
        Answer, FOR_TEAM, Given, LOOK_AGAIN, PICK, Reason, Refusal, Reply, SHARE, SharedAnswer, Shown, Visibility, WHY,
        Wording, answer, aside, candidates, nothing_asked, record_rule_button, topic_answer, which_team, why,
    },
    routing::{self, Route, TeamRoute},
    workspace::{
        ids::{GuildId, TeamId},
        subject::Subject,
    },
};

pub(super) const SLASH: Command = Command {
    kind: Kind::Slash {
        name: "who-owns",
        options: &[
            OptionSpec {
                name: "task",
                description: Wording::command_who_owns_task,
                kind: OptionKind::Text(None),
                required: true,
            },
            TEAM,
            PRIVATE,
        ],
    },
    description: Wording::command_who_owns,
    example: Some(Wording::example_who_owns),
    who: Who::Everyone,
    visibility: Visibility::Everyone,
    run: run_slash,
};

pub(super) const MESSAGE: Command = Command {
    kind: Kind::Message { name: Wording::command_who_owns_message },
    description: Wording::command_who_owns_message_does,
    example: Some(Wording::example_who_owns_message),
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run: run_message,
};

/// The asker picks one of a few duties: it is answered in place.
pub(super) const PICKS: Component = Component {
    name: PICK,
    arguments: 2,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move {
            let given = Given::read(&press.id)?;
            let duty = press.known_duty(&given.duty)?;
            let here = Here::of_team(press.desk, &press.asker, given.team).await?;
            let asking = Asking::pressed(press, given.team);
            Ok(press.in_place(asking.answered(duty, Reason::Picked, &here).await?))
        })
    },
};

/// In a server with several teams, the asker says which one it is about.
pub(super) const CHOOSES_TEAM: Component =
    Component { name: FOR_TEAM, arguments: 2, who: Who::Everyone, run: |press| Box::pin(for_team(press)) };

/// The text is a question after all.
pub(super) const LOOKS_AGAIN: Component = Component {
    name: LOOK_AGAIN,
    arguments: 1,
    who: Who::Everyone,
    run: |press| {
        Box::pin(async move {
            let team = press.id.team(0)?;
            Ok(press.in_place(nearest(press.handbook(), press.question(), team, &press.route())))
        })
    },
};

/// A private answer is shown to the channel.
pub(super) const SHARES: Component =
    Component { name: SHARE, arguments: 2, who: Who::Everyone, run: |press| Box::pin(share(press)) };

/// All reasons of an answer are told.
pub(super) const EXPLAINS: Component =
    Component { name: WHY, arguments: 2, who: Who::Everyone, run: |press| Box::pin(async move { whole_why(press) }) };

async fn for_team(press: &Press<'_>) -> Result<Outcome, Failure> {
    let given = Given::read(&press.id)?;
    let team: Option<TeamId> = match press.chosen() {
        "" => given.team,
        chosen => Some(chosen.parse().map_err(|_| Refusal::StaleButton)?),
    };
    let here = Here::of_team(press.desk, &press.asker, team).await?;
    let (asking, duty) = (Asking::pressed(press, team), press.known_duty(&given.duty)?);
    let reply = match given.picked {
        true => asking.answered(duty, Reason::Picked, &here).await?,
        // The team may have settled something of its own about it.
        false => asking.answer(&here).await?,
    };
    Ok(press.in_place(reply))
}

async fn share(press: &Press<'_>) -> Result<Outcome, Failure> {
    let given = Given::read(&press.id)?;
    let (handbook, duty) = (press.handbook(), press.known_duty(&given.duty)?);
    // Through the bot nobody writes where they may not write themselves.
    if !press.asker.may_write {
        return Err(Refusal::MayNotShare.into());
    }
    let (route, here) = (press.route(), Here::of_team(press.desk, &press.asker, given.team).await?);
    let (reason, team) = (reason(&given, duty, &route), given.team);
    let says = here.team().map(|here| here.says(duty));
    let answered = Answer { question: press.question(), duty, reason, team, here: says };
    let by = SharedAnswer { by: Shown::ours(format!("<@{}>", press.asker.user)) };
    let rows = || answered.rows(handbook, Visibility::Everyone);
    let mut private = answer(handbook, answered, None).seen_by(Visibility::OnlyAsker).with_rows_of(rows());
    let mut public = answer(handbook, answered, Some(&by)).with_rows_of(rows());
    if let Some(here) = here.team() {
        let open = here.open_about(press.desk, handbook, &Subject::Duty(duty.id.clone())).await?;
        private.embeds.extend(open.clone());
        public.embeds.extend(open);
    }
    Ok(Outcome::BecomesAndSays(private, public))
}

fn whole_why(press: &Press<'_>) -> Result<Outcome, Failure> {
    let given = Given::read(&press.id)?;
    let (duty, route) = (press.known_duty(&given.duty)?, press.route());
    let what_if = press.desk.what_if(press.locale, press.question(), &route);
    let reason = reason(&given, duty, &route);
    let answered = Answer { question: press.question(), duty, reason, team: given.team, here: None };
    let told = why(press.handbook(), answered, &what_if);
    // In a direct message there is no team whose rule it could become.
    let records = press.asker.guild.map(|_| record_rule_button(press.handbook(), given.team, duty));
    Ok(told.with_buttons(records.into_iter().collect()).into())
}

/// How an answer came to be, as far as it can still be told: the text above the message may have been cut.
pub(super) fn reason<'a>(given: &Given, duty: &Duty, route: &'a Route) -> Reason<'a> {
    match given.picked {
        true => Reason::Picked,
        false if route.outcome == routing::Outcome::Duty(duty.id.clone()) => Reason::Routed(route),
        false => Reason::Unknown,
    }
}

fn run_slash<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let (named, question) = (call.options.text("team"), call.options.text("task"));
        let here = Here::of(call.desk, &call.asker, named).await?;
        let team = here.team().filter(|_| !named.trim().is_empty()).map(|here| here.team.id);
        let (desk, locale, visibility) = (call.desk, call.locale, call.visibility());
        Ok(Asking { desk, locale, question, visibility, team }.answer_first(&here, call.asker.guild).await?.into())
    })
}

fn run_message<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move {
        let text = call.target.map_or("", |message| message.content.as_str());
        if Shown::typed_plain(text).is_empty() {
            return Err(Refusal::NoText.into());
        }
        Ok(owner_of(call.desk, &call.asker, call.locale, text, call.visibility()).await?.into())
    })
}

/// Whose job a text is about, as a reply: for the team of the place where it is asked, if that is known.
///
/// # Errors
/// The database is away.
pub async fn owner_of(
    desk: &Desk,
    asker: &Asker,
    locale: &str,
    question: &str,
    visibility: Visibility,
) -> Result<Reply, Failure> {
    let here = Here::of(desk, asker, "").await?;
    Asking { desk, locale, question, visibility, team: None }.answer_first(&here, asker.guild).await
}

/// A question that is answered.
pub(super) struct Asking<'a> {
    desk: &'a Desk,
    locale: &'a str,
    question: &'a str,
    visibility: Visibility,
    /// The team that was named or chosen.
    team: Option<TeamId>,
}

impl<'a> Asking<'a> {
    /// What was asked above a message on which something is pressed.
    pub(super) fn pressed(press: &'a Press<'_>, team: Option<TeamId>) -> Self {
        let (question, visibility) = (press.question(), press.seen_by());
        Self { desk: press.desk, locale: press.locale, question, visibility, team }
    }

    /// Whose job it is, for somebody who asks just now: what remains open is counted where the server has that counted.
    async fn answer_first(&self, here: &Here, guild: Option<GuildId>) -> Result<Reply, Failure> {
        let routed = self.route(here.team());
        let is_open = routed.topic.is_none() && routed.route.outcome == routing::Outcome::Unsure;
        if is_open && !Shown::typed_plain(self.question).is_empty() {
            let nearest = routed.route.alternatives.first().map(|nearest| &nearest.duty);
            gaps::count(self.desk, guild, nearest).await;
        }
        self.answer_as(here, routed).await
    }

    /// Whose job it is.
    async fn answer(&self, here: &Here) -> Result<Reply, Failure> {
        self.answer_as(here, self.route(here.team())).await
    }

    async fn answer_as(&self, here: &Here, routed: TeamRoute) -> Result<Reply, Failure> {
        let handbook = self.desk.handbook(self.locale);
        if Shown::typed_plain(self.question).is_empty() {
            return Ok(nothing_asked(handbook).seen_by(Visibility::OnlyAsker));
        }
        let TeamRoute { topic, route, .. } = routed;
        self.desk.metrics.routed(route.confidence);
        if let Some((here, topic)) = here.team().zip(topic)
            && let Some(decision) = here.of_topic(&topic)
        {
            let mut reply = topic_answer(handbook, self.question, self.team, &here.says_in_general(), decision);
            reply.embeds.extend(here.open_about(self.desk, handbook, &decision.subject).await?);
            return Ok(reply.seen_by(self.visibility));
        }
        let reply = match &route.outcome {
            routing::Outcome::Duty(id) => match handbook.duty(id.as_str()) {
                Some(duty) => self.answered(duty, Reason::Routed(&route), here).await?,
                None => nothing_asked(handbook),
            },
            routing::Outcome::Unsure => nearest(handbook, self.question, self.team, &route),
            routing::Outcome::Aside(id) => match handbook.asides().find(|aside| aside.id == *id) {
                Some(found) => aside(handbook, self.question, self.team, found),
                None => nothing_asked(handbook),
            },
        };
        Ok(reply.seen_by(self.visibility))
    }

    fn route(&self, here: Option<&TeamHere>) -> TeamRoute {
        match here {
            Some(here) => here.route(self.desk, self.locale, self.question),
            None => {
                let route = self.desk.route(self.locale, self.question);
                TeamRoute { topic: None, topics: Vec::new(), route }
            }
        }
    }

    /// An answer with its buttons, as this visibility wants it: a private one can be shared.
    pub(super) async fn answered(&self, duty: &Duty, reason: Reason<'_>, here: &Here) -> Result<Reply, Failure> {
        let handbook = self.desk.handbook(self.locale);
        let says = here.team().map(|here| here.says(duty));
        let given = Answer { question: self.question, duty, reason, team: self.team, here: says };
        let mut reply = answer(handbook, given, None).seen_by(self.visibility);
        reply = reply.with_rows_of(given.rows(handbook, self.visibility));
        match here {
            Here::Team(here) => {
                let about = Subject::Duty(duty.id.clone());
                reply.embeds.extend(here.open_about(self.desk, handbook, &about).await?);
                Ok(reply)
            }
            Here::OneOf(teams) => Ok(reply.with_row(which_team(handbook, &given.given(), teams.iter()))),
            Here::Nowhere => Ok(reply),
        }
    }
}

/// The duties nearest to a text, to choose from.
fn nearest(handbook: &Handbook, question: &str, team: Option<TeamId>, route: &Route) -> Reply {
    let duties = route.alternatives.iter().filter_map(|candidate| handbook.duty(candidate.duty.as_str()));
    candidates(handbook, question, team, duties)
}
