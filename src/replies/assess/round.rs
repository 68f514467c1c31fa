//! A round in its channel: the invitation with its counter, the reminder, and the close.

use serenity::builder::CreateEmbed;

use super::day;
use crate::{
    assessments::{
        gathering::{Round, State},
        taking::Taking,
    },
    clock::Timestamp,
    handbook::{Handbook, assessments::Assessment},
    polls::{life::Closing, settings::Electorate},
    replies::{ComponentName, Reply, Shown, Visibility, Wording, danger, limits, plain_embed, primary, secondary},
    workspace::{
        ids::{ChannelId, MessageId, UserId},
        team::Team,
    },
};

/// Take part in a round.
pub const ROUND_JOIN: ComponentName = ComponentName("round-join");
/// Close a round: asks first.
pub const ROUND_CLOSE: ComponentName = ComponentName("round-close");
/// Close a round, asked already.
pub const ROUND_CLOSE_NOW: ComponentName = ComponentName("round-close-now");

/// How many participants are named; of the others the number.
const MOST_NAMED: usize = 10;

/// A round with what is shown around it.
#[derive(Clone, Copy, Debug)]
pub struct RoundShown<'a> {
    /// The round.
    pub round: &'a Round,
    /// What is taken.
    pub assessment: &'a Assessment,
    /// The team that it is about.
    pub team: Option<&'a Team>,
    /// How many have handed in, while it is open.
    pub finished: u32,
}

impl RoundShown<'_> {
    /// How many are invited, where that is known.
    fn invited(&self) -> Option<usize> {
        self.round.participants.people(self.team).map(|people| people.len())
    }
}

fn when(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:f>", moment.seconds()))
}

fn relative(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:R>", moment.seconds()))
}

fn person(say: &Wording, person: Option<UserId>) -> Shown {
    Shown::ours(person.map_or_else(|| say.decision_erased(), |person| format!("<@{person}>")))
}

/// Where a message of a round's channel is.
pub(super) fn link(round: &Round, message: MessageId) -> Shown {
    Shown::ours(format!("https://discord.com/channels/{}/{}/{message}", round.guild, round.channel))
}

/// The channel where its results can be read.
pub(super) fn read_in(round: &Round) -> Shown {
    Shown::ours(format!("<#{}>", round.channel))
}

/// What a round is about: its assessment, and the matter where it has one.
pub(super) fn about(shown: RoundShown<'_>) -> String {
    match &shown.round.matter {
        None => shown.assessment.title.clone(),
        Some(matter) => format!("{}: {}", shown.assessment.title, Shown::typed_plain(matter).as_str()),
    }
}

/// The message that invites, with how many have handed in.
#[must_use]
pub fn round_message(handbook: &Handbook, shown: RoundShown<'_>) -> Reply {
    let (say, round) = (Wording::of(handbook), shown.round);
    let title = say.round_title(Shown::ours(about(shown)).at_most(200));
    let mut text = vec![shown.assessment.summary.clone()];
    text.extend((!round.duties.is_empty()).then(|| say.round_asks_about(round.duties.len())));
    text.push(counter(&say, shown));
    text.push(match round.state {
        State::Open { deadline } => say.round_closes(when(deadline), relative(deadline)),
        State::Closed { at, why } => closed(&say, at, why),
    });
    text.extend(round.result.map(|result| say.round_told(link(round, result))));
    let rules = [
        say.round_started_by(person(&say, round.creator)),
        who(&say, shown),
        say.assess_seen_round(read_in(round), round.fewest.get()),
        say.assess_seen_same(),
        if round.is_closed() { say.round_links_gone() } else { say.round_links_go() },
        say.round_not_for(),
    ];
    let embed = plain_embed().title(title).description(text.join("\n")).field(
        say.round_rules(),
        Shown::ours(rules.join("\n")).at_most(limits::FIELD_VALUE),
        false,
    );
    let reply = Reply::of(embed);
    if round.is_closed() {
        return reply;
    }
    let join = primary(ROUND_JOIN.id().with(round.id), say.round_join());
    reply.with_buttons(vec![join, secondary(ROUND_CLOSE.id().with(round.id), say.round_close())])
}

/// How many have handed in; nothing that could be told apart.
fn counter(say: &Wording, shown: RoundShown<'_>) -> String {
    let (round, invited) = (shown.round, shown.invited());
    match (round.turnout, invited) {
        (Some((finished, _)), _) if finished < round.fewest.get() => say.round_counted_few(round.fewest.get()),
        (Some((finished, Some(invited))), _) => say.round_counted_of(finished, invited),
        (Some((finished, None)), _) => say.round_counted(finished),
        (None, _) if shown.finished < round.fewest.get() => say.round_few_so_far(round.fewest.get()),
        (None, Some(invited)) => say.round_finished_of(shown.finished, invited),
        (None, None) => say.round_finished(shown.finished),
    }
}

fn closed(say: &Wording, at: Timestamp, why: Closing) -> String {
    match why {
        Closing::Deadline { .. } => say.round_closed_deadline(when(at)),
        Closing::ByHand(by) => say.round_closed_by(person(say, by), when(at)),
        Closing::AllVoted => say.round_closed_all(when(at)),
    }
}

fn who(say: &Wording, shown: RoundShown<'_>) -> String {
    match &shown.round.participants {
        Electorate::Everyone => say.round_who_everyone(),
        Electorate::ServerRole(role) => say.round_who_role(Shown::ours(format!("<@&{role}>"))),
        Electorate::Team(_) => match shown.team {
            Some(team) => say.round_who_team(Shown::typed(team.name.as_str())),
            None => say.round_who_gone(),
        },
        Electorate::Members(people) => {
            let names: Vec<Shown> =
                people.iter().take(MOST_NAMED).map(|person| Shown::ours(format!("<@{person}>"))).collect();
            let names = Shown::list(&names, |first, last| say.and(first, last));
            match people.len().saturating_sub(MOST_NAMED) {
                0 => say.round_who_members(names),
                more => say.round_who_members_more(names, more),
            }
        }
    }
}

/// Tells whoever started it where it is.
#[must_use]
pub fn round_started(handbook: &Handbook, round: &Round, message: MessageId) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed().title(say.round_started_title()).description(say.round_started(link(round, message)));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// Tells whoever would start it that the same is open, or just being started.
#[must_use]
pub fn round_running(handbook: &Handbook, round: &Round) -> Reply {
    let say = Wording::of(handbook);
    let place = match round.message {
        Some(message) => link(round, message),
        None => read_in(round),
    };
    let embed = plain_embed().title(say.round_running_title()).description(say.round_running(place));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// The one reminder.
#[must_use]
pub fn round_reminder(handbook: &Handbook, shown: RoundShown<'_>) -> Reply {
    let (say, round) = (Wording::of(handbook), shown.round);
    let mut text = vec![counter(&say, shown)];
    if let State::Open { deadline } = round.state {
        text.push(say.round_closes(when(deadline), relative(deadline)));
    }
    text.extend(round.message.map(|message| say.round_reminder_where(link(round, message))));
    Reply::of(titled(say.round_reminder_title(Shown::ours(about(shown)).at_most(200)), text))
}

fn titled(title: String, text: Vec<String>) -> CreateEmbed {
    plain_embed().title(title).description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION))
}

/// Asks whoever wants to close a round.
#[must_use]
pub fn round_wants_close(handbook: &Handbook, shown: RoundShown<'_>) -> Reply {
    let (say, round) = (Wording::of(handbook), shown.round);
    let text = vec![counter(&say, shown), say.round_close_note(round.fewest.get())];
    let close = danger(ROUND_CLOSE_NOW.id().with(round.id), say.round_close_now());
    Reply::of(titled(say.round_close_title(), text)).seen_by(Visibility::OnlyAsker).with_buttons(vec![close])
}

/// It is closed, and the result follows.
#[must_use]
pub fn round_closing(handbook: &Handbook) -> Reply {
    let say = Wording::of(handbook);
    Reply::of(titled(say.round_closing_title(), vec![say.round_closing()])).seen_by(Visibility::OnlyAsker)
}

/// The answers of a person are in.
#[must_use]
pub fn handed_in(handbook: &Handbook, round: &Round) -> Reply {
    let say = Wording::of(handbook);
    let mut text = vec![say.round_handed_in(round.fewest.get())];
    if let State::Open { deadline } = round.state {
        text.push(say.round_closes(when(deadline), relative(deadline)));
    }
    Reply::of(titled(say.round_handed_in_title(), text)).seen_by(Visibility::OnlyAsker)
}

/// The answers of a person are in already: they can be taken back while the round is open.
#[must_use]
pub fn handed_in_before(handbook: &Handbook, round: &Round, taking: &Taking) -> Reply {
    let say = Wording::of(handbook);
    let mut text = vec![say.round_handed_in_before()];
    if let State::Open { deadline } = round.state {
        text.push(say.round_closes(when(deadline), relative(deadline)));
    }
    let back = danger(super::DELETE.id().with(taking.id), say.round_take_back());
    let embed = titled(say.round_handed_in_title(), text);
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![back])
}

/// What the thread with the results is called.
#[must_use]
pub fn round_thread_name(handbook: &Handbook, shown: RoundShown<'_>) -> String {
    Wording::of(handbook).round_thread(Shown::ours(about(shown)))
}

/// Why something that was agreed was agreed.
#[must_use]
pub fn agreed_in(handbook: &Handbook, round: &Round) -> String {
    let title = handbook.assessment(round.assessment.as_str()).map_or("", |assessment| assessment.title.as_str());
    let about = round.matter.as_ref().map_or_else(|| title.to_owned(), |matter| format!("{title}: {matter}"));
    Wording::of(handbook).round_agreed_in(Shown::typed_plain(&about))
}

/// The one message that tells a result in the round's channel.
#[must_use]
pub fn round_result(handbook: &Handbook, shown: RoundShown<'_>, contested: &[String]) -> Reply {
    let (say, round) = (Wording::of(handbook), shown.round);
    let mut text = vec![counter(&say, shown)];
    if let State::Closed { at, why } = round.state {
        text.push(closed(&say, at, why));
        if let Closing::Deadline { due } = why
            && due.until(at) > crate::polls::life::LATE_AFTER
        {
            text.push(say.round_closed_late(when(due)));
        }
    }
    let enough = round.turnout.is_some_and(|(finished, _)| finished >= round.fewest.get());
    if enough {
        text.push(match contested {
            [] => say.round_nothing_contested(),
            contested => say.round_contested(
                contested.len(),
                Shown::ours(
                    contested.iter().take(3).map(|title| format!("**{title}**")).collect::<Vec<_>>().join(", "),
                ),
            ),
        });
        text.push(match round.thread {
            Some(thread) => say.round_results_in(thread_link(thread)),
            None => say.round_results_here(),
        });
    } else {
        text.push(say.round_nothing_shown());
    }
    text.push(say.round_links_gone());
    Reply::of(titled(say.round_result_title(Shown::ours(about(shown)).at_most(200)), text))
}

fn thread_link(thread: ChannelId) -> Shown {
    Shown::ours(format!("<#{thread}>"))
}

/// The rounds of a channel that are closed.
#[must_use]
pub fn round_list(handbook: &Handbook, rounds: &[(Round, String)]) -> Reply {
    use serenity::builder::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};
    let say = Wording::of(handbook);
    let line = |(round, title): &(Round, String)| {
        // So many fit one below the other.
        let title = Shown::ours(title).at_most(90);
        match (round.state, round.turnout) {
            (State::Closed { at, .. }, Some((finished, _))) if finished >= round.fewest.get() => {
                say.round_listed(title, day(at), finished)
            }
            (State::Closed { at, .. }, _) => say.round_listed_few(title, day(at)),
            (State::Open { deadline }, _) => say.round_listed_open(title, day(deadline)),
        }
    };
    let mut lines: Vec<String> = rounds.iter().take(limits::OPTIONS).map(line).collect();
    if lines.is_empty() {
        lines.push(say.round_none_here());
    }
    let embed = titled(say.round_list_title(), lines);
    let has_result = |round: &Round| round.turnout.is_some_and(|(finished, _)| finished >= round.fewest.get());
    let options: Vec<CreateSelectMenuOption> = rounds
        .iter()
        .take(limits::OPTIONS)
        .filter(|(round, _)| has_result(round))
        .map(|(round, title)| {
            CreateSelectMenuOption::new(Shown::ours(title).at_most(limits::OPTION_TEXT), round.id.to_string())
                .description(say.round_listed_option(round.turnout.map_or(0, |(finished, _)| finished)))
        })
        .collect();
    let reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    if options.is_empty() {
        return reply;
    }
    let select = CreateSelectMenu::new(super::ROUND_SHOW.id(), CreateSelectMenuKind::String { options });
    reply.with_row(CreateActionRow::SelectMenu(select.placeholder(say.round_list_choose())))
}
