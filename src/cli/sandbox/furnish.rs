//! What the bot knows of the furnished server from the start: its team, its people and one rule of theirs.

use anyhow::{Context, anyhow};
use discord_sandbox::World;

use crate::{
    clock::Timestamp,
    commands::Desk,
    handbook::RoleId,
    store::Recorded,
    workspace::{
        decision::{Decides, Decision, Draft, Recording},
        ids::{ChannelId, DecisionId, GuildId, TeamId, UserId},
        names::{TeamName, Topic},
        subject::Subject,
        team::{Holder, Seat},
    },
};

/// The server and its team.
const SERVER: &str = "Northwind Parcel";
const TEAM: &str = "Checkout";
/// The team's channels.
const CHANNELS: [&str; 3] = ["checkout", "checkout-incidents", "checkout-private"];
/// Who holds which role.
const SEATS: [(&str, &str); 2] = [("tech-lead", "Ines Moreau"), ("engineering-manager", "Tomasz Wolny")];
/// What the team has settled, who decides about it, why, and who wrote it down.
const TOPIC: &str = "feature flags";
const DECIDES: &str = "Leo Brandt";
const RULE: &str = "Whoever builds behind a flag switches it on. Leo decides when a flag is taken out again.";
const REASON: &str = "Thirty old flags were left, and each of us waited for somebody else.";
const AUTHOR: &str = "Ines Moreau";
/// How long ago that was, and in how long it is looked at again, in milliseconds.
const SETTLED_AGO: i64 = 20 * DAY;
const LOOKED_AT_IN: i64 = 70 * DAY;
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Puts the team of the furnished server into an empty database.
///
/// # Errors
/// Where the database fails, or somebody is not in the furnished server.
pub async fn furnish(desk: &Desk, world: &World) -> anyhow::Result<()> {
    let now = desk.clock.now();
    let server = world.guild(SERVER).with_context(|| format!("there is no server {SERVER}"))?;
    let guild = GuildId::new(server.get())?;
    let person = |name: &str| -> anyhow::Result<UserId> {
        let id = world.person(name).with_context(|| format!("there is no {name}"))?;
        Ok(UserId::new(id.get())?)
    };
    let channel = |name: &str| -> anyhow::Result<ChannelId> {
        let id = world.channel(name).with_context(|| format!("there is no channel {name}"))?;
        Ok(ChannelId::new(id.get())?)
    };
    let at = Timestamp::from_millis(now.millis() - SETTLED_AGO);
    let team = TeamId::made(at, desk.random.number()?);
    let mut work = desk.store.work().await?;
    work.add_team(guild, team, &TeamName::new(TEAM)?).await?;
    for name in CHANNELS {
        work.bind_channel(guild, team, channel(name)?).await?;
    }
    for (role, name) in SEATS {
        work.set_seat(guild, team, &Seat::taken(RoleId::new(role), Holder::Member(person(name)?))).await?;
    }
    let draft = Draft {
        decides: Decides::People(vec![Holder::Member(person(DECIDES)?)]),
        rule: Some(RULE.into()),
        consulted: Vec::new(),
        reason: Some(REASON.into()),
        source: None,
        review_at: Some(Timestamp::from_millis(now.millis() + LOOKED_AT_IN)),
    };
    let recording = Recording {
        id: DecisionId::made(at, desk.random.number()?),
        author: person(AUTHOR)?,
        at,
        channel: Some(channel(CHANNELS[0])?),
    };
    let decision = Decision::record(guild, team, Subject::Topic(Topic::new(TOPIC)?), draft, recording)?;
    match work.record_decision(&decision).await? {
        Recorded::Done => work.commit().await.map_err(Into::into),
        other => Err(anyhow!("the furnished rule is not recorded: {other:?}")),
    }
}
