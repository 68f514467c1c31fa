//! Another server with one of everything, and every component with its ids.

use std::time::Duration;

use lanekeeper::{
    clock::{Clock, Timestamp},
    handbook::DutyId,
    polls::{
        ballot::{Ballot, Stance, Vote},
        life::{Closing, State},
        options::{OptionId, Options},
        poll::{Followed, Poll, Voter},
        repeat::{Repeat, Repetition},
        settings::{Electorate, Force, Kind, Reasons, Settings},
    },
    store::{Proposed, Work},
    workspace::{
        decision::{Decides, Draft},
        ids::{ChannelId, CorrectionId, PollId, RequestId, UserId},
        names::Topic,
        proposal::Proposal,
        request::{Event, Question, Request, What},
        subject::Subject,
        team::Holder,
    },
};

use crate::{
    Stage,
    other_assessments::assessments,
    workspace::{decision, team},
};

pub(crate) const THERE: &str = "Orchard Books";

/// What somebody elsewhere may know and type: the names of a team and a topic there.
pub(crate) const TEAM: &str = "xenolith";
pub(crate) const TOPIC: &str = "xenolith rota";

/// What stands in every text there besides, and must never be shown elsewhere.
pub(crate) const SECRET: &str = "heliotrope";

/// How a component is used.
pub(crate) enum By {
    /// A button; a form's id on a button reaches the same handler, which finds nothing written in it.
    Button,
    /// A select with this chosen.
    Select(&'static str),
    /// A select of members and server roles, of channels.
    People,
    Channels,
}
use By::{Button, Channels, People, Select};

/// Every component with the arguments of its custom id, ids being those of the other server.
pub(crate) const SAMPLES: &[(&str, &str, By)] = &[
    ("pick", "technology-choice:picked@{team}", Button),
    ("for-team", "technology-choice:routed", Select("{team}")),
    ("look", "{team}", Button),
    ("share", "technology-choice:routed@{team}", Button),
    ("why", "technology-choice:routed@{team}", Button),
    ("wrong", "technology-choice:routed@{team}", Button),
    ("none", "{team}", Button),
    ("choose", "", Select("technology-choice")),
    ("keep", "technology-choice:routed@{team}", Button),
    ("roles", "{team}", Button),
    ("choose-role", "", Select("tech-lead")),
    ("choose-page", "tech-lead:1", Button),
    ("search", "", Button),
    ("found", "", Button),
    ("ask", "technology-choice:{team}", Button),
    ("ask-aloud", "technology-choice:{team}", Button),
    ("ask-written", "technology-choice:{team}", Button),
    ("not-mine", "{request}", Button),
    ("hand-on", "{request}", People),
    ("hand-to-seat", "{request}", Select("tech-lead")),
    ("mine", "{request}", Button),
    ("decline", "{request}", Button),
    ("answered", "{request}", Button),
    ("take-back", "{request}", Button),
    ("page", "tech-lead:1", Button),
    ("duties", "tech-lead", Button),
    ("decision-record", "technology-choice", Button),
    ("decision-record-for", "{team}:technology-choice", Button),
    ("decision-recorded", "{team}", Button),
    ("decision-duty", "{team}:technology-choice", Button),
    ("decision-revise", "{decision}", Button),
    ("decision-revised", "{decision}", Button),
    ("decision-keep", "{decision}", Button),
    ("decision-kept", "{decision}:{review}", Button),
    ("decision-retire", "{decision}", Button),
    ("decision-retired", "{decision}", Button),
    ("decision-list", "{team}:all:1", Button),
    ("decision-history", "{decision}:1", Button),
    ("suggest", "{team}:technology-choice:architecture", Button),
    ("proposals", "{team}:1", Button),
    ("proposal-accept", "{correction}:1", Button),
    ("proposal-dismiss", "{correction}:1", Button),
    ("decision-import", "{team}:1:0", Button),
    ("poll-start", "{poll}", Button),
    ("poll-edit", "{draft}", Button),
    ("poll-changed", "{draft}", Button),
    ("poll-stop", "{draft}", Button),
    ("poll-cancel", "{draft}", Button),
    ("poll-missing", "{poll}", Button),
    ("poll-vote", "{poll}:o00", Button),
    ("poll-pick", "{poll}", Select("0")),
    ("poll-mine", "{poll}", Button),
    ("poll-change", "{poll}", Button),
    ("poll-reason", "{poll}", Button),
    ("poll-reasoned", "{poll}:o00", Button),
    ("poll-voters", "{poll}", Button),
    ("poll-withdraw", "{poll}", Button),
    ("poll-rank", "{ranked}:r", Button),
    ("poll-ranked", "{ranked}:r", Select("1")),
    ("poll-objections", "{proposal}", Button),
    ("poll-settle", "{proposal}:{member}:resolved", Button),
    ("poll-decide", "{advice}", Button),
    ("poll-decided", "{advice}", Button),
    ("poll-list", "mine:1", Button),
    ("poll-this", "", Button),
    ("poll-dispute", "technology-choice:routed@{team}", Button),
    ("poll-request", "{another}", Button),
    ("poll-close", "{poll}", Button),
    ("poll-close-now", "{poll}", Button),
    ("team-open", "{team}", Button),
    ("team-whole", "", Select("{team}")),
    ("team-created", "", Button),
    ("team-seat", "{team}:tech-lead:team", People),
    ("team-cover", "{team}:tech-lead", People),
    ("team-channels", "{team}", Channels),
    ("team-more", "{team}", Select("tech-lead")),
    ("team-undo", "{team}:c-{floor}", Button),
    ("team-done", "{team}", Button),
    ("team-fill", "{team}:tech-lead", Button),
    ("team-preview", "{team}", Button),
    ("erase", "{member}:{guild}:0000000000000000", Button),
    ("assess-begin", "r:lead-readiness:0", Button),
    ("sit-on", "{sitting}", Button),
    ("sit-write", "{sitting}:{asked}", Button),
    ("sit-back", "{sitting}:{asked}", Button),
    ("sit", "{sitting}:{first}:1", Button),
    ("sit-role", "{sitting}:{asked}", Select("tech-lead")),
    ("sit-written", "{sitting}:{asked}", Button),
    ("sit-pause", "{sitting}", Button),
    ("sit-stop", "{sitting}", Button),
    ("sit-done", "{sitting}:0", Button),
    ("sit-result", "{taken}", Button),
    ("sit-look", "{taken}", Select("00000000")),
    ("sit-share", "{taken}", Button),
    ("sit-post", "{taken}", Button),
    ("sit-keep", "{taken}", Button),
    ("sit-mine", "", Select("{taken}")),
    ("sit-delete", "{taken}", Button),
    ("sit-delete-now", "{taken}", Button),
    ("round-join", "{round}", Button),
    ("round-close", "{round}", Button),
    ("round-close-now", "{round}", Button),
    ("round-show", "", Select("{closed}")),
    ("round-page", "{closed}:1", Button),
    ("round-vote", "{closed}:architecture", Button),
    ("round-action", "{closed}", Button),
    ("round-owner", "{closed}", People),
    ("round-acted", "{closed}:m{member}", Button),
    ("round-ask", "{closed}", Button),
    ("round-asked", "{closed}", People),
    ("round-handed", "{closed}:m{member}", Button),
    ("round-next", "{closed}", Button),
    // The last, since what belongs to a team goes with it.
    ("team-delete", "{team}", Button),
];

/// Fills the other server with one of everything. All of it names this person, so that the border between the servers is all that keeps them
/// from what is there.
pub(crate) async fn other_server(stage: &Stage, person: &str) -> Vec<(&'static str, String)> {
    let guild = stage.server(THERE);
    let (user, now, world) = (stage.user(person), Clock::system().now(), stage.sandbox().world());
    let joined = world.join(world.guild(THERE).expect("furnished"), world.person("Ines Moreau").expect("furnished"));
    joined.expect("both are there");
    stage.has_team(THERE, team(90), TEAM, &["shop-floor"], &[("tech-lead", person)]).await;
    let draft = Draft {
        decides: Decides::People(vec![Holder::Member(user)]),
        rule: Some(format!("the {SECRET} rule")),
        consulted: Vec::new(),
        reason: Some(format!("the {SECRET} reason")),
        source: None,
        review_at: Some(review(now)),
    };
    let topic = Subject::Topic(Topic::new(TOPIC).expect("a topic"));
    stage.has_settled(THERE, team(90), decision(91), topic, draft, now).await;
    let store = stage.store().await;
    let mut work = store.work().await.expect("open");
    let request = asked(&mut work, stage, user, now, 92).await;
    let another = asked(&mut work, stage, user, now, 98).await;
    let correction = CorrectionId::new(93).expect("sound");
    let proposal = Proposal {
        id: correction,
        guild,
        team: team(90),
        topic: Topic::new(&format!("the {SECRET} suggestion")).expect("a topic"),
        routed_to: DutyId::new("technology-choice"),
        corrected_to: DutyId::new("architecture"),
        by: Some(user),
        at: now,
        times: 1,
    };
    assert_eq!(work.propose(&proposal).await.expect("kept"), Proposed::Waits { times: 1 });
    let polls = polls(&mut work, stage, user, now).await;
    let floor = ChannelId::new(stage.channel("shop-floor").get()).expect("sound");
    let assessments = assessments(&mut work, (guild, floor), user, now).await;
    work.commit().await.expect("kept");
    store.close().await;
    let mut with = vec![
        ("{team}", team(90).to_string()),
        ("{decision}", decision(91).to_string()),
        ("{request}", request.to_string()),
        ("{another}", another.to_string()),
        ("{correction}", correction.to_string()),
        ("{guild}", guild.to_string()),
        ("{review}", review(now).millis().to_string()),
        ("{floor}", format!("{:x}", stage.channel("shop-floor").get())),
        ("{member}", user.to_string()),
    ];
    with.extend(polls);
    with.extend(assessments);
    with
}

async fn asked(work: &mut Work, stage: &Stage, user: UserId, now: Timestamp, number: i64) -> RequestId {
    let id = RequestId::new(number).expect("sound");
    let question = Question {
        id,
        guild: stage.server(THERE),
        team: team(90),
        subject: Subject::Duty(DutyId::new("technology-choice")),
        role: None,
        text: format!("the {SECRET} question"),
        channel: ChannelId::new(stage.channel("shop-floor").get()).expect("sound"),
        due: None,
    };
    let asked = Event { at: now, what: What::Asked { by: Some(user), to: Some(Holder::Member(user)) } };
    let request = Request::of_trail(question, None, vec![asked]).expect("a trail");
    assert!(work.add_request(&request).await.expect("kept"));
    id
}

/// A poll of each kind that has components of its own.
async fn polls(work: &mut Work, stage: &Stage, user: UserId, now: Timestamp) -> Vec<(&'static str, String)> {
    let options = || Options::of_line(&format!("{SECRET} one | {SECRET} two")).expect("two");
    let one = Vote::One(OptionId::new(0));
    let closed = State::Closed { at: now, why: Closing::ByHand(Some(user)) };
    let plain = |kind| Settings { reasons: Reasons::Optional, ..Settings::plain(kind) };
    let repeat = Some(Repetition { every: Repeat::Weekly, lasts: Duration::from_secs(60) });
    let advice = Settings { force: Force::Advice { decider: Some(user) }, ..plain(Kind::One) };
    let kinds = [
        ("{poll}", plain(Kind::One), State::Open { deadline: None }, one.clone()),
        ("{ranked}", plain(Kind::Ranked), State::Open { deadline: None }, Vote::Ranking(vec![OptionId::new(1)])),
        ("{proposal}", plain(Kind::Proposal), State::Open { deadline: None }, Vote::Stance(Stance::Objection)),
        ("{advice}", advice, closed, one.clone()),
        ("{draft}", Settings { repeat, ..plain(Kind::One) }, State::Open { deadline: None }, one),
    ];
    let mut with = Vec::new();
    for ((name, settings, state, vote), number) in kinds.into_iter().zip(94..) {
        let poll = Poll {
            id: PollId::new(number).expect("sound"),
            guild: stage.server(THERE),
            channel: ChannelId::new(stage.channel("shop-floor").get()).expect("sound"),
            message: None,
            result: None,
            team: Some(team(90)),
            about: None,
            creator: Some(user),
            created_at: now,
            question: format!("the {SECRET} poll"),
            options: if settings.kind == Kind::Proposal { Options::stored(Vec::new(), 0) } else { options() },
            settings: Settings { electorate: Electorate::Everyone, ..settings },
            key: None,
            state: State::Open { deadline: None },
            turnout: None,
            followed: Followed::default(),
            amendments: Vec::new(),
            changed: 0,
        };
        work.add_poll(&poll).await.expect("kept");
        let ballot = Ballot { vote, reason: Some(format!("the {SECRET} reason of a vote")) };
        work.cast_ballot(poll.id, Voter::Named(user), &ballot).await.expect("cast");
        if state != poll.state {
            work.keep_poll(&Poll { state, ..poll.clone() }).await.expect("kept");
        }
        with.push((name, poll.id.to_string()));
    }
    with
}

/// When the other server looks at its decision again.
fn review(now: Timestamp) -> Timestamp {
    now.plus(Duration::from_secs(30 * 24 * 60 * 60))
}
