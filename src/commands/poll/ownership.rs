//! Polls that settle who owns something: their candidates, and what their result leads to.

use super::{
    picture::picture,
    place::{Full, refused, team_of},
};
use crate::{
    commands::{Component, Desk, Failure, Outcome, Press, Who, due::Due, place::managed},
    handbook::{Handbook, RoleId},
    polls::{
        options::Options,
        ownership::{Verdict, candidates, with_leads},
        poll::{Called, Poll},
        settings::{Force, Quorum, Settings},
    },
    replies::{
        NotPolled, Reply, Visibility,
        poll::{
            POLL_CALL, POLL_DECIDE, POLL_DECIDED, called_on_advice, candidate_texts, decide_form, decided_by_vote,
            poll_result,
        },
    },
    store::{Ending, Recorded, Work},
    workspace::{
        decision::{Decides, Decision, Draft, LONGEST_TEXT, Recording},
        ids::{DecisionId, UserId},
        names::{LONGEST_TOPIC, Topic},
        subject::Subject,
        team::{Holder, Team},
        texts::{self, Link, shortened},
    },
};

/// Whoever a poll advises decides: the form opens.
pub(in crate::commands) const OPENS_DECIDING: Component =
    Component { name: POLL_DECIDE, arguments: 1, who: Who::Members, run: |press| Box::pin(opens_deciding(press)) };

/// The form with the decision was sent.
pub(in crate::commands) const DECIDES: Component =
    Component { name: POLL_DECIDED, arguments: 1, who: Who::Members, run: |press| Box::pin(decides(press)) };

/// Options that stand for somebody: as they were typed, shown with names for mentions, or those who are likely where nothing was typed.
pub(super) fn options(
    desk: &Desk,
    handbook: &Handbook,
    about: &Subject,
    (typed, shown): (&str, &str),
) -> Result<Options, Failure> {
    let bad = |bad| refused(NotPolled::BadOptions(bad));
    if typed.trim().is_empty() {
        return Options::settling(candidate_texts(handbook, &likely(desk, handbook, about, &[]))).map_err(bad);
    }
    let parts = typed.split('|').zip(shown.split('|')).map(|(part, shown)| (part.trim(), shown.trim()));
    let parts = parts.filter(|(part, _)| !part.is_empty());
    let candidates = parts.map(|(part, shown)| Ok((shown.to_owned(), stands_for(handbook, part)?)));
    Options::settling(candidates.collect::<Result<Vec<_>, Failure>>()?).map_err(bad)
}

/// Those who are likely to own something: whom people have named, then those of the handbook.
pub(super) fn likely(desk: &Desk, handbook: &Handbook, about: &Subject, named: &[RoleId]) -> Vec<Vec<RoleId>> {
    let duty = about.duty().and_then(|id| handbook.duty(id.as_str()));
    let deciding = duty.map_or(&[][..], |duty| duty.decider.roles());
    let consulted = duty.map_or(&[][..], |duty| &duty.consulted);
    candidates(named, deciding, consulted, &desk.leads())
}

/// Whom a text stands for: roles of the handbook with `and` or commas between them, or a mention.
pub(super) fn stands_for(handbook: &Handbook, part: &str) -> Result<Decides, Failure> {
    let nobody = || refused(NotPolled::NoCandidate(part.to_owned()));
    if let Some(inside) = part.strip_prefix("<@").and_then(|part| part.strip_suffix('>')) {
        let holder = match inside.strip_prefix('&') {
            Some(role) => role.parse().map(Holder::ServerRole),
            None => inside.trim_start_matches('!').parse().map(Holder::Member),
        };
        return holder.map(|holder| Decides::People(vec![holder])).map_err(|_| nobody());
    }
    let names = part.split(',').flat_map(|part| part.split(" and ")).map(str::trim);
    let roles: Option<Vec<RoleId>> = names.map(|name| handbook.role_named(name).map(|role| role.id.clone())).collect();
    roles.map(Decides::Roles).ok_or_else(nobody)
}

/// Settings in which the leads have a say: whoever does not manage the team settles nothing without them.
pub(super) fn settings(desk: &Desk, settings: Settings, team: &Team, manages: bool) -> Settings {
    let asks_nothing = settings.quorum == Quorum::default();
    if manages && !asks_nothing {
        return settings;
    }
    Settings { quorum: with_leads(settings.quorum, team, &desk.leads()), ..settings }
}

/// Records who was elected, where the poll is to do that and has not; once, also where this is done again.
pub(super) async fn follow(due: &Due<'_>, full: &mut Full) -> Result<(), Failure> {
    let Ok(verdict) = full.poll.verdict(&full.standing) else {
        return Ok(());
    };
    if !full.poll.settles_ownership() || full.poll.followed.decision.is_some() {
        return Ok(());
    }
    let mut work = due.desk.store.work().await?;
    let Some(mut poll) = work.hold_poll(full.poll.guild, full.poll.id).await?.filter(Poll::is_closed) else {
        return Ok(());
    };
    if poll.followed.decision.is_none()
        && let Some(about) = poll.about.clone()
    {
        let handbook = due.desk.library().fallback();
        let draft = elected(&poll, &verdict, decided_by_vote(handbook, &poll, &verdict));
        poll.followed.decision = record(&mut work, due.desk, &poll, about, draft, poll.creator).await?;
        work.keep_poll(&poll).await?;
        work.commit().await?;
    }
    full.poll = poll;
    Ok(())
}

fn elected(poll: &Poll, verdict: &Verdict, reason: String) -> Draft {
    Draft {
        decides: verdict.decides.clone(),
        rule: None,
        consulted: Vec::new(),
        reason: Some(shortened(&reason, LONGEST_TEXT)),
        source: source(poll),
        review_at: None,
    }
}

/// Where a poll can be read.
fn source(poll: &Poll) -> Option<Link> {
    let message = poll.message?;
    Link::new(&format!("https://discord.com/channels/{}/{}/{message}", poll.guild, poll.channel)).ok()
}

/// Records what the team of a poll has settled, in the place of what it had settled before; nothing where there is no room or no team.
async fn record(
    work: &mut Work,
    desk: &Desk,
    poll: &Poll,
    about: Subject,
    draft: Draft,
    author: Option<UserId>,
) -> Result<Option<DecisionId>, Failure> {
    let (Some(team), Some(by)) = (poll.team, author.or(poll.creator)) else {
        return Ok(None);
    };
    let at = desk.clock.now();
    let id = DecisionId::made(at, desk.random.number()?);
    let recording = Recording { id, author: by, at, channel: Some(poll.channel) };
    let done = match work.decision_about(poll.guild, team, &about).await? {
        Some(old) => match old.revise(draft, recording) {
            Ok(new) => work.revise_decision(&new).await? == Ending::Done,
            Err(_) => false,
        },
        None => match Decision::record(poll.guild, team, about, draft, recording) {
            Ok(new) => work.record_decision(&new).await? == Recorded::Done,
            Err(_) => false,
        },
    };
    Ok(done.then_some(id))
}

async fn opens_deciding(press: &Press<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(press.desk, &press.asker, press.id.argument(0)?).await?;
    may_decide(&full.poll, press.asker.user)?;
    Ok(Outcome::Opens(decide_form(press.handbook(), &full.poll)))
}

/// Whether it is for this person to decide now.
fn may_decide(poll: &Poll, person: UserId) -> Result<(), Failure> {
    match poll.settings.force {
        Force::Advice { decider } if decider != Some(person) => Err(refused(NotPolled::NotYoursToDecide(decider))),
        Force::Advice { .. } if poll.followed.call.is_some() => Err(refused(NotPolled::Decided)),
        Force::Advice { .. } if poll.is_closed() => Ok(()),
        Force::Advice { .. } | Force::SenseCheck | Force::Binding => Err(refused(NotPolled::Gone)),
    }
}

/// Keeps what was decided, beside the advice. Whoever manages the team has settled it with that: it is recorded.
async fn decides(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker) = (press.desk, &press.asker);
    let text = texts::text(press.field(POLL_CALL), LONGEST_TEXT);
    let text = text.map_err(|bad| refused(NotPolled::BadQuestion(bad)))?;
    let mut work = desk.store.work().await?;
    let poll = work.hold_poll(asker.server()?, press.id.argument(0)?).await?;
    let mut full = Full::of(&mut work, poll.ok_or(refused(NotPolled::Gone))?).await?;
    may_decide(&full.poll, asker.user)?;
    let team = team_of(&mut work, &full.poll).await?;
    let topic = || Topic::new(&shortened(&full.poll.question, LONGEST_TOPIC)).map(Subject::Topic).ok();
    let about = full.poll.about.clone().or_else(topic);
    if let Some((team, about)) = team.and_then(|team| managed(desk, asker, team).ok()).zip(about) {
        debug_assert_eq!(Some(team.id), full.poll.team, "the team that a poll is about");
        let handbook = desk.library().fallback();
        let reason = called_on_advice(handbook, &full.poll, &full.standing);
        let draft = Draft {
            decides: Decides::AsTheRuleSays,
            rule: Some(text.clone()),
            consulted: Vec::new(),
            reason: Some(shortened(&reason, LONGEST_TEXT)),
            source: source(&full.poll),
            review_at: None,
        };
        full.poll.followed.decision = record(&mut work, desk, &full.poll, about, draft, Some(asker.user)).await?;
    }
    full.poll.followed.call = Some(Called { text, at: desk.clock.now() });
    work.keep_poll(&full.poll).await?;
    work.commit().await?;
    let handbook = desk.library().fallback();
    let words = poll_result(handbook, full.shown()).seen_by(Visibility::Everyone);
    let reply = picture(handbook, &full).await.into_iter().fold(words, Reply::with_file);
    Ok(Outcome::Becomes(reply))
}
