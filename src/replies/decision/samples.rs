//! The longest of each message about decisions.

use super::{
    Heading, Listed, ListedState, NotSettled, decision_card, decision_due, decision_history, decision_list,
    decision_taken, kept_meanwhile, overtaken,
};
use crate::{
    clock::Timestamp,
    handbook::Handbook,
    replies::{PAGE_SIZE, Refusal, Reply, refusal},
    workspace::{
        dates::BadDate,
        decision::{BadDraft, Decides, Decision, Draft, LONGEST_TEXT, MOST_NAMED, State},
        ids::{DecisionId, GuildId, TeamId, UserId},
        names::{BadName, LONGEST_TEAM_NAME, LONGEST_TOPIC, TeamName, Topic},
        subject::Subject,
        team::Holder,
        texts::{LONGEST_LINK, Link},
    },
};

/// The longest of each; nothing only if our own rules for names were broken.
pub(in crate::replies) fn samples(handbook: &Handbook) -> Vec<Reply> {
    let Some((team, decision)) = longest() else {
        return Vec::new();
    };
    let retired = Decision { state: ended(&decision), ..decision.clone() };
    let rows = vec![retired.clone(); PAGE_SIZE];
    let words = "x".repeat(LONGEST_TOPIC);
    let listed = Listed {
        team: decision.team,
        name: &team,
        state: ListedState::InForce,
        words: &words,
        rows: &rows,
        all: PAGE_SIZE * 1_000,
        page: 1,
    };
    let long = "*".repeat(LONGEST_TEXT);
    let mut replies = vec![
        decision_card(handbook, &team, &decision, Heading::Recorded),
        decision_card(handbook, &team, &retired, Heading::Retired),
        decision_due(handbook, &team, &decision),
        kept_meanwhile(handbook, &team, &decision),
        decision_taken(handbook, &team, &decision, &long),
        overtaken(handbook, &team, &retired, Some(&decision), &long),
        overtaken(handbook, &team, &retired, None, &long),
        decision_list(handbook, &listed),
        decision_list(handbook, &Listed { rows: &[], all: 0, words: "", state: ListedState::All, ..listed }),
        decision_list(handbook, &Listed { rows: &[], all: 0, state: ListedState::Over, ..listed }),
        decision_history(handbook, &team, &vec![retired.clone(); PAGE_SIZE * 2], 1),
    ];
    replies.extend(refusals().into_iter().map(|why| refusal(handbook, &Refusal::NotSettled(why))));
    replies
}

fn longest() -> Option<(TeamName, Decision)> {
    let user = UserId::new(u64::MAX >> 1).ok()?;
    let long = "*".repeat(LONGEST_TEXT);
    let draft = Draft {
        decides: Decides::People(vec![Holder::Member(user); MOST_NAMED]),
        rule: Some("*\n".repeat(LONGEST_TEXT / 2)),
        consulted: Vec::new(),
        reason: Some(long),
        source: Link::new(&format!("https://{}", "x".repeat(LONGEST_LINK - 8))).ok(),
        review_at: Some(Timestamp::from_millis(9_999_999_999_999)),
    };
    let decision = Decision {
        id: DecisionId::new(i64::MAX).ok()?,
        guild: GuildId::new(1).ok()?,
        team: TeamId::new(i64::MAX).ok()?,
        subject: Subject::Topic(Topic::new(&format!("x{}", "*".repeat(LONGEST_TOPIC - 1))).ok()?),
        draft,
        author: Some(user),
        recorded_at: Timestamp::from_millis(9_999_999_999_999),
        channel: None,
        supersedes: None,
        state: State::Active,
    };
    Some((TeamName::new(&format!("x{}", "*".repeat(LONGEST_TEAM_NAME - 1))).ok()?, decision))
}

fn ended(decision: &Decision) -> State {
    State::Retired { by: decision.author, at: decision.recorded_at, reason: Some("*".repeat(LONGEST_TEXT)) }
}

fn refusals() -> Vec<NotSettled> {
    let long = "*".repeat(6_000);
    let at = Timestamp::from_millis(9_999_999_999_999);
    let mut refusals = vec![
        NotSettled::Nothing(long.clone()),
        NotSettled::Gone,
        NotSettled::BadSubject(BadName::Empty),
        NotSettled::BadSubject(BadName::TooLong { is: usize::MAX, most: usize::MAX }),
        NotSettled::BadDraft(BadDraft::SaysNothing),
        NotSettled::BadDraft(BadDraft::TooMany { is: usize::MAX }),
        NotSettled::RoleAndPerson,
        NotSettled::BadLink,
        NotSettled::Full,
    ];
    for why in [BadDate::Unknown, BadDate::NoSuchDay, BadDate::Past, BadDate::TooFar] {
        refusals.push(NotSettled::BadDate(long.clone(), why, Vec::new()));
    }
    let readings = vec!["2026-12-01 17:00".to_owned(); 2];
    refusals.push(NotSettled::BadDate(long, BadDate::Ambiguous([at, at]), readings));
    refusals
}
