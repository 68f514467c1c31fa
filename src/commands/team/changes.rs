//! Changes of teams: each is a unit of work that looks at the team anew, so that what was done meanwhile is never overwritten unseen.

use crate::{
    commands::{
        Asker, Call, Desk, Failure, Given, Press,
        messenger::Messenger,
        place::{managed, refused},
    },
    handbook::{Handbook, RoleId},
    replies::{NotSetUp, team::Step},
    store::{StoreError, Work},
    workspace::{
        ids::{ChannelId, GuildId, TeamId},
        names::TeamName,
        team::{Holder, MOST, Seat, Team},
    },
};

/// Who changes teams, and with what.
pub(super) struct Changing<'a> {
    desk: &'a Desk,
    asker: &'a Asker,
    messenger: &'a dyn Messenger,
    handbook: &'a Handbook,
    guild: GuildId,
}

/// A team after a change.
pub(super) struct Changed {
    pub(super) team: Team,
    /// The step to be taken back; none where it is too large.
    pub(super) step: Option<Step>,
}

impl<'a> Changing<'a> {
    pub(super) fn by_call(call: &'a Call<'_>) -> Result<Self, Failure> {
        let (desk, asker, messenger) = (call.desk, &call.asker, call.messenger);
        Ok(Self { desk, asker, messenger, handbook: call.handbook(), guild: asker.server()? })
    }

    pub(super) fn by_press(press: &'a Press<'_>) -> Result<Self, Failure> {
        let (desk, asker, messenger) = (press.desk, &press.asker, press.messenger);
        Ok(Self { desk, asker, messenger, handbook: press.handbook(), guild: asker.server()? })
    }

    /// Makes a team.
    pub(super) async fn create(&self, name: TeamName) -> Result<Team, Failure> {
        let id = TeamId::made(self.desk.clock.now(), self.desk.random.number()?);
        let mut work = self.desk.store.work().await?;
        if work.teams(self.guild).await?.len() >= MOST {
            return Err(refused(NotSetUp::TooManyTeams));
        }
        named(work.add_team(self.guild, id, &name).await, &name)?;
        work.commit().await?;
        Ok(Team { id, guild: self.guild, name, channels: Vec::new(), seats: Vec::new() })
    }

    /// Gives a team another name.
    pub(super) async fn rename(&self, id: TeamId, name: TeamName) -> Result<Team, Failure> {
        let (mut work, team) = self.begin(id).await?;
        named(work.rename_team(self.guild, id, &name).await, &name)?;
        work.commit().await?;
        Ok(Team { name, ..team })
    }

    /// Says who holds a role, or that nobody does.
    pub(super) async fn seat(&self, id: TeamId, role: &RoleId, given: Option<Given>) -> Result<Changed, Failure> {
        let holder = self.fit_to_be_asked(given).await?;
        let (work, team) = self.begin(id).await?;
        let before = team.seat(role).cloned();
        let after = holder.map(|holder| match before {
            Some(seat) => seat.handed_to(holder),
            None => Seat::taken(role.clone(), holder),
        });
        self.keep(work, team, role, after).await
    }

    /// Says who covers for the holder of a role, or that nobody does.
    pub(super) async fn cover(&self, id: TeamId, role: &RoleId, given: Option<Given>) -> Result<Changed, Failure> {
        let cover = self.fit_to_be_asked(given).await?;
        let (work, team) = self.begin(id).await?;
        let seat = team.seat(role).cloned().ok_or_else(|| refused(NotSetUp::Vacant(role.to_string())))?;
        if cover == Some(seat.holder) {
            return Err(refused(NotSetUp::OwnCover));
        }
        self.keep(work, team, role, Some(Seat { cover, ..seat })).await
    }

    /// Makes exactly these channels the team's.
    pub(super) async fn channels(&self, id: TeamId, wanted: &[ChannelId]) -> Result<Changed, Failure> {
        let (work, team) = self.begin(id).await?;
        let added = wanted.iter().copied().filter(|channel| !team.channels.contains(channel)).collect();
        let removed = team.channels.iter().copied().filter(|channel| !wanted.contains(channel)).collect();
        self.move_channels(work, team, added, removed).await
    }

    /// Makes one more channel the team's.
    pub(super) async fn bind(&self, id: TeamId, channel: ChannelId) -> Result<Changed, Failure> {
        let (work, team) = self.begin(id).await?;
        let added = if team.channels.contains(&channel) { Vec::new() } else { vec![channel] };
        self.move_channels(work, team, added, Vec::new()).await
    }

    /// Takes a channel away from whichever team has it, where the person manages that.
    pub(super) async fn unbind(&self, channel: ChannelId) -> Result<Team, Failure> {
        let mut work = self.desk.store.work().await?;
        let teams = work.teams(self.guild).await?;
        let team = teams.into_iter().find(|team| team.channels.contains(&channel));
        let team = managed(self.desk, self.asker, team.ok_or(refused(NotSetUp::ChannelFree(channel)))?)?;
        work.unbind_channel(self.guild, channel).await?;
        work.commit().await?;
        Ok(team)
    }

    /// Takes a step back, if what it changed is still as it left it.
    pub(super) async fn undo(&self, id: TeamId, step: Step) -> Result<Team, Failure> {
        let (work, team) = self.begin(id).await?;
        match step {
            Step::Seat { role: short, after, before } => {
                let mut ids = self.handbook.roles().into_iter().map(|role| &role.id);
                let role = ids.find(|id| Step::of_role(id) == short).ok_or(refused(NotSetUp::ChangedMeanwhile))?;
                if Step::of_seat(team.seat(role)) != after {
                    return Err(refused(NotSetUp::ChangedMeanwhile));
                }
                let seat = before.map(|(holder, cover, away)| Seat { role: role.clone(), holder, cover, away });
                Ok(self.keep(work, team, role, seat).await?.team)
            }
            Step::Channels { added, removed } => {
                let is_there = |channel: &ChannelId| team.channels.contains(channel);
                if !added.iter().all(is_there) || removed.iter().any(is_there) {
                    return Err(refused(NotSetUp::ChangedMeanwhile));
                }
                Ok(self.move_channels(work, team, removed, added).await?.team)
            }
        }
    }

    /// Begins to change a team, if it is there and the person may.
    async fn begin(&self, id: TeamId) -> Result<(Work, Team), Failure> {
        let mut work = self.desk.store.work().await?;
        let team = work.team(self.guild, id).await?.ok_or(refused(NotSetUp::TeamGone))?;
        Ok((work, managed(self.desk, self.asker, team)?))
    }

    /// Whoever was named, if questions can be put to them: a person who is here, or a role that some have.
    async fn fit_to_be_asked(&self, given: Option<Given>) -> Result<Option<Holder>, Failure> {
        let Some(Given { holder, is_bot }) = given else {
            return Ok(None);
        };
        match holder {
            _ if is_bot => Err(refused(NotSetUp::Bot)),
            // Discord gives the role that everybody has the server's own number.
            Holder::ServerRole(role) if role.get() == self.guild.get() => Err(refused(NotSetUp::Everyone)),
            Holder::Member(user) if self.messenger.member(self.guild, user).await?.is_none() => {
                Err(refused(NotSetUp::NotAMember(holder)))
            }
            _ => Ok(Some(holder)),
        }
    }

    /// Keeps a seat as it is now, or that nobody holds it.
    async fn keep(&self, mut work: Work, team: Team, role: &RoleId, seat: Option<Seat>) -> Result<Changed, Failure> {
        match &seat {
            Some(seat) => work.set_seat(self.guild, team.id, seat).await?,
            None => work.clear_seat(self.guild, team.id, role).await?,
        };
        work.commit().await?;
        let before = team.seat(role).cloned();
        let step = (before != seat).then(|| Step::of_seats(role, before.as_ref(), seat.as_ref()));
        let mut team = team;
        team.seats.retain(|seat| seat.role != *role);
        team.seats.extend(seat);
        Ok(Changed { team, step })
    }

    async fn move_channels(
        &self,
        mut work: Work,
        mut team: Team,
        added: Vec<ChannelId>,
        removed: Vec<ChannelId>,
    ) -> Result<Changed, Failure> {
        let teams = work.teams(self.guild).await?;
        for channel in &added {
            if let Some(other) = teams.iter().find(|other| other.id != team.id && other.channels.contains(channel)) {
                return Err(refused(NotSetUp::ChannelTaken(*channel, other.name.to_string())));
            }
        }
        team.channels.retain(|channel| !removed.contains(channel));
        team.channels.extend(&added);
        if team.channels.len() > MOST {
            return Err(refused(NotSetUp::TooManyChannels));
        }
        for channel in &removed {
            work.unbind_channel(self.guild, *channel).await?;
        }
        for channel in &added {
            work.bind_channel(self.guild, team.id, *channel).await?;
        }
        work.commit().await?;
        Ok(Changed { team, step: Step::of_channels(added, removed) })
    }
}

/// A name that another team has is the person's to mend.
fn named<T>(done: Result<T, StoreError>, name: &TeamName) -> Result<T, Failure> {
    done.map_err(|error| match error {
        StoreError::Conflict => refused(NotSetUp::NameTaken(name.to_string())),
        other => other.into(),
    })
}
