//! The longest of each message about decisions.

use super::{
    Heading, Listed, ListedState, NotImported, NotSettled, PROPOSALS_ON_PAGE, Preview, correction_offered,
    correction_suggested, decision_card, decision_due, decision_history, decision_list, decision_taken, exported,
    import_preview, imported, kept_meanwhile, overtaken, proposal_list,
};
use crate::{
    clock::Timestamp,
    handbook::Handbook,
    replies::{File, PAGE_SIZE, Refusal, Reply, refusal},
    workspace::{
        dates::BadDate,
        decision::{BadDraft, Decides, Decision, Draft, LONGEST_TEXT, MOST_ACTIVE, MOST_NAMED, State},
        ids::{CorrectionId, DecisionId, GuildId, TeamId, UserId},
        ledger::{BadFile, Plan, Problem, Wrong},
        names::{BadName, LONGEST_TEAM_NAME, LONGEST_TOPIC, TeamName, Topic},
        proposal::{MOST_WAITING, Proposal},
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
    replies.extend(of_files(handbook, &team, &decision));
    replies.extend(of_proposals(handbook, &team, &decision));
    replies.extend(refusals().into_iter().map(|why| refusal(handbook, &Refusal::NotSettled(why))));
    replies
}

/// The longest about the ledger as a file.
fn of_files(handbook: &Handbook, team: &TeamName, decision: &Decision) -> Vec<Reply> {
    let file = || File { name: "decisions.toml".into(), bytes: Vec::new(), description: "decisions".into() };
    let many = MOST_ACTIVE;
    let plan = Plan {
        new: vec![(decision.subject.clone(), decision.draft.clone()); many],
        changed: vec![(decision.clone(), decision.draft.clone()); many],
        unchanged: vec![decision.clone(); many],
        missing: vec![decision.clone(); many],
    };
    let left_out = longest_problems();
    let preview = Preview {
        team,
        id: decision.team,
        plan: &plan,
        left_out: &left_out,
        retires: true,
        as_of: u64::MAX >> 1,
        file: file(),
        is_stale: true,
    };
    let mut nothing = Plan::default();
    nothing.missing.push(decision.clone());
    let idle = Preview { plan: &nothing, left_out: &[], retires: false, file: file(), ..preview };
    vec![
        import_preview(handbook, preview),
        import_preview(handbook, idle),
        imported(handbook, team, &plan, true),
        exported(handbook, team, 0, file()),
        exported(handbook, team, many, file()),
    ]
}

fn longest_problems() -> Vec<Problem> {
    let long = || "*".repeat(1_000);
    let wrongs = [
        Wrong::UnknownOwners(vec![long(); 50]),
        Wrong::Syntax(long()),
        Wrong::UnknownColumn(long()),
        Wrong::NoSubjectColumn,
        Wrong::Cells { is: usize::MAX, columns: usize::MAX },
        Wrong::NotOneSubject,
        Wrong::UnknownDuty(long()),
        Wrong::BadTopic(BadName::Empty),
        Wrong::BadTopic(BadName::TooLong { is: usize::MAX, most: usize::MAX }),
        Wrong::UnknownRole(long()),
        Wrong::UnknownPerson(long()),
        Wrong::RolesAndPeople,
        Wrong::BadLink(long()),
        Wrong::BadDate(long()),
        Wrong::BadDraft(BadDraft::SaysNothing),
        Wrong::Twice { first: usize::MAX },
    ];
    wrongs.into_iter().map(|what| Problem { line: usize::MAX, what }).collect()
}

/// The longest about suggested corrections.
fn of_proposals(handbook: &Handbook, team: &TeamName, decision: &Decision) -> Vec<Reply> {
    let mut duties: Vec<_> = handbook.duties().collect();
    duties.sort_by_key(|duty| std::cmp::Reverse(duty.title.chars().count()));
    let (Some(duty), Ok(id), Subject::Topic(topic)) = (duties.first(), CorrectionId::new(i64::MAX), &decision.subject)
    else {
        return Vec::new();
    };
    let proposal = Proposal {
        id,
        guild: decision.guild,
        team: decision.team,
        topic: topic.clone(),
        routed_to: duty.id.clone(),
        corrected_to: duty.id.clone(),
        by: decision.author,
        at: decision.recorded_at,
        times: usize::MAX,
    };
    let (rows, long) = (vec![proposal; PROPOSALS_ON_PAGE], "*".repeat(6_000));
    vec![
        correction_offered(handbook, (decision.team, team), &long, duty, duty),
        correction_suggested(handbook, team, 1),
        correction_suggested(handbook, team, usize::MAX),
        proposal_list(handbook, (decision.team, team), &rows, MOST_WAITING, 2),
        proposal_list(handbook, (decision.team, team), &[], 0, 1),
    ]
}

pub(in crate::replies) fn longest() -> Option<(TeamName, Decision)> {
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
        NotSettled::ProposalGone,
        NotSettled::ProposalsFull,
        NotSettled::NotImported(NotImported::UnknownFormat(long.clone())),
        NotSettled::NotImported(NotImported::BadFile(BadFile::Empty)),
        NotSettled::NotImported(NotImported::BadFile(BadFile::TooLarge)),
        NotSettled::NotImported(NotImported::BadFile(BadFile::NotUtf8 { line: usize::MAX })),
        NotSettled::NotImported(NotImported::Problems(longest_problems())),
        NotSettled::NotImported(NotImported::BadOwners(long.clone())),
        NotSettled::NotImported(NotImported::Full),
    ];
    for why in [BadDate::Unknown, BadDate::NoSuchDay, BadDate::Past, BadDate::TooFar] {
        refusals.push(NotSettled::BadDate(long.clone(), why, Vec::new()));
    }
    let readings = vec!["2026-12-01 17:00".to_owned(); 2];
    refusals.push(NotSettled::BadDate(long, BadDate::Ambiguous([at, at]), readings));
    refusals
}
