//! A team that has settled fifty things, for the benches that need one.

use lanekeeper::{
    clock::Clock,
    handbook::{Library, RoleId, files},
    random::Random,
    replies::DECLARED,
    store::{Recorded, Store},
    workspace::{
        decision::{Decides, Decision, Draft, Recording},
        ids::{ChannelId, DecisionId, GuildId, TeamId, UserId},
        names::{TeamName, Topic},
        subject::Subject,
        team::{Holder, Seat},
    },
};

/// How many decisions a team has in force.
pub(crate) const DECISIONS: usize = 50;

/// Where a team is, and who leads it: the tech lead and the engineering manager.
pub(crate) struct Place {
    pub(crate) guild: GuildId,
    pub(crate) channel: ChannelId,
    pub(crate) leads: [UserId; 2],
}

/// The shipped handbook.
pub(crate) fn shipped() -> Library {
    Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound")
}

/// A word that nobody uses.
fn invented(number: usize) -> String {
    let syllable = |number: usize| ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru"][number % 10];
    [number, number / 10, number / 100, number / 1_000].map(syllable).concat()
}

/// One team with its channel, its leads and what it has settled: each fifth decision about a duty, the others about topics of its own.
pub(crate) async fn fill(store: &Store, library: &Library, random: &Random, place: &Place, number: usize) {
    let (now, guild, leads) = (Clock::system().now(), place.guild, place.leads);
    let random = || random.number().expect("there are random numbers");
    let team = TeamId::made(now, random());
    let mut work = store.work().await.expect("the database is there");
    let name = TeamName::new(&format!("Team {number}")).expect("a name");
    work.add_team(guild, team, &name).await.expect("it is kept");
    work.bind_channel(guild, team, place.channel).await.expect("it is kept");
    for (role, lead) in ["tech-lead", "engineering-manager"].into_iter().zip(leads) {
        let seat = Seat::taken(RoleId::new(role), Holder::Member(lead));
        work.set_seat(guild, team, &seat).await.expect("it is kept");
    }
    let duties: Vec<_> = library.fallback().duties().map(|duty| duty.id.clone()).collect();
    for at in 0..DECISIONS {
        let what = ["release", "import", "dashboard", "newsletter", "migration"][at % 5];
        let topic = || Topic::new(&format!("The {} {what}", invented(number * DECISIONS + at))).expect("a topic");
        let subject = if at % 5 == 0 { Subject::Duty(duties[at].clone()) } else { Subject::Topic(topic()) };
        let draft = Draft {
            decides: Decides::People(vec![Holder::Member(leads[at % 2])]),
            rule: Some("As was settled.".into()),
            consulted: Vec::new(),
            reason: None,
            source: None,
            review_at: None,
        };
        let (id, channel) = (DecisionId::made(now, random()), Some(place.channel));
        let recording = Recording { id, author: leads[0], at: now, channel };
        let decision = Decision::record(guild, team, subject, draft, recording).expect("it says something");
        assert_eq!(work.record_decision(&decision).await.expect("it is kept"), Recorded::Done);
    }
    work.commit().await.expect("it is kept");
}
