//! Teams, their channels and their seats. Every statement names the server, so that nothing of another one is reached by an id.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;

use super::{
    StoreError, Work,
    rows::{Fields, snowflake, stored},
};
use crate::{
    clock::Timestamp,
    handbook::RoleId,
    workspace::{
        ids::{ChannelId, GuildId, NotAnId, RequestId, ServerRoleId, TeamId, UserId},
        names::TeamName,
        team::{Away, Holder, Seat, Team},
    },
};

const MEMBER: &str = "member";
const SERVER_ROLE: &str = "server-role";

/// Which teams of a server a change is about, with a number as the statement's second argument: the team of this id,
const THIS: &str = "id = $2";
/// that of a channel,
const OF_CHANNEL: &str = "id = (SELECT team FROM team_channels WHERE channel = $2)";
/// that of a request,
const OF_REQUEST: &str = "id = (SELECT team FROM requests WHERE id = $2)";
/// those that name a member, a role or a channel.
const NAMING: &str = "id IN (SELECT team FROM seats WHERE holder = $2 OR cover = $2 \
                      UNION SELECT team FROM team_channels WHERE channel = $2)";

/// How often a team has changed, whichever process made the changes: what was made from it is up to date while these stay the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The team.
    pub team: TeamId,
    /// How often its name, its channels or its seats have, or who and what of these is gone, or what is asked of it.
    pub itself: u64,
    /// How often its decisions have.
    pub decisions: u64,
}

impl Work {
    /// All teams of a server, by name, with their channels and seats.
    ///
    /// # Errors
    /// As every statement.
    pub async fn teams(&mut self, guild: GuildId) -> Result<Vec<Team>, StoreError> {
        Ok(self.teams_with_changes(guild).await?.0)
    }

    /// The same, and how often each has changed, in the same order.
    ///
    /// # Errors
    /// As every statement.
    pub async fn teams_with_changes(&mut self, guild: GuildId) -> Result<(Vec<Team>, Vec<Changes>), StoreError> {
        let sql = "SELECT id, name, changed, decisions_changed FROM teams WHERE guild = $1 ORDER BY name_key";
        let rows = sqlx::query(sql).bind(stored(guild.get())).fetch_all(self.connection()).await?;
        let mut teams = Vec::with_capacity(rows.len());
        for row in &rows {
            let fields = Fields::of("teams", row);
            teams.push(Team {
                id: fields.id("id", TeamId::new)?,
                guild,
                name: fields.parsed("name", |name| TeamName::new(&name))?,
                channels: Vec::new(),
                seats: Vec::new(),
            });
        }
        if !teams.is_empty() {
            self.fill_in(guild, &mut teams).await?;
        }
        Ok((teams, rows.iter().map(read_changes).collect::<Result<_, _>>()?))
    }

    /// Counts a change of a team; whether the server has it. Whoever else changes this team waits from here on, until this unit of work
    /// has ended, and then sees what it has kept.
    ///
    /// # Errors
    /// As every statement.
    pub async fn change_team(&mut self, guild: GuildId, team: TeamId) -> Result<bool, StoreError> {
        self.change_teams(guild, THIS, team.get()).await
    }

    /// The same for the team of a request.
    pub(super) async fn change_team_of(&mut self, guild: GuildId, request: RequestId) -> Result<bool, StoreError> {
        self.change_teams(guild, OF_REQUEST, request.get()).await
    }

    /// The same for all teams of a server that name a member, a role or a channel.
    pub(super) async fn change_teams_naming(&mut self, guild: GuildId, number: i64) -> Result<bool, StoreError> {
        self.change_teams(guild, NAMING, number).await
    }

    async fn change_teams(&mut self, guild: GuildId, which: &str, number: i64) -> Result<bool, StoreError> {
        let sql = format!("UPDATE teams SET changed = changed + 1 WHERE guild = $1 AND {which}");
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).bind(number);
        Ok(done.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// Reads the channels and seats of all teams of a server at once: two statements, however many teams there are.
    async fn fill_in(&mut self, guild: GuildId, teams: &mut [Team]) -> Result<(), StoreError> {
        let channels = sqlx::query(
            "SELECT team, channel FROM team_channels WHERE team IN (SELECT id FROM teams WHERE guild = $1) ORDER BY channel",
        )
        .bind(stored(guild.get()))
        .fetch_all(self.connection())
        .await?;
        let seats = sqlx::query(
            "SELECT team, role, holder_kind, holder, cover_kind, cover, away, away_until, \
             (SELECT COUNT(*) FROM gone WHERE guild = $1 AND kind = holder_kind AND number = holder) AS holder_gone, \
             (SELECT COUNT(*) FROM gone WHERE guild = $1 AND kind = cover_kind AND number = cover) AS cover_gone \
             FROM seats WHERE team IN (SELECT id FROM teams WHERE guild = $1) ORDER BY role",
        )
        .bind(stored(guild.get()))
        .fetch_all(self.connection())
        .await?;
        let mut by_id: BTreeMap<TeamId, &mut Team> = teams.iter_mut().map(|team| (team.id, team)).collect();
        for row in &channels {
            let fields = Fields::of("team_channels", row);
            if let Some(team) = by_id.get_mut(&fields.id("team", TeamId::new)?) {
                team.channels.push(fields.id("channel", snowflake(ChannelId::new))?);
            }
        }
        for row in &seats {
            let team = Fields::of("seats", row).id("team", TeamId::new)?;
            if let Some(team) = by_id.get_mut(&team) {
                team.seats.push(read_seat(row)?);
            }
        }
        Ok(())
    }

    /// The team of this id, if it is in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn team(&mut self, guild: GuildId, id: TeamId) -> Result<Option<Team>, StoreError> {
        Ok(self.teams(guild).await?.into_iter().find(|team| team.id == id))
    }

    /// Adds a team, as yet without channels and seats.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where a team of the server has this name.
    pub async fn add_team(&mut self, guild: GuildId, id: TeamId, name: &TeamName) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO teams (id, guild, name, name_key) VALUES ($1, $2, $3, $4)")
            .bind(id.get())
            .bind(stored(guild.get()))
            .bind(name.as_str())
            .bind(name.key())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Gives a team another name; whether the team is there.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where another team of the server has this name.
    pub async fn rename_team(&mut self, guild: GuildId, id: TeamId, name: &TeamName) -> Result<bool, StoreError> {
        let sql = "UPDATE teams SET name = $1, name_key = $2, changed = changed + 1 WHERE guild = $3 AND id = $4";
        let done = sqlx::query(sql)
            .bind(name.as_str())
            .bind(name.key())
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Removes a team with its channels and seats; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn remove_team(&mut self, guild: GuildId, id: TeamId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM teams WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Binds a channel to a team, and away from another one of the server; whether the team is there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn bind_channel(&mut self, guild: GuildId, team: TeamId, channel: ChannelId) -> Result<bool, StoreError> {
        self.change_teams(guild, OF_CHANNEL, stored(channel.get())).await?;
        self.change_team(guild, team).await?;
        let done = sqlx::query(
            "INSERT INTO team_channels (channel, team) SELECT $1, id FROM teams WHERE guild = $2 AND id = $3 \
             ON CONFLICT (channel) DO UPDATE SET team = excluded.team",
        )
        .bind(stored(channel.get()))
        .bind(stored(guild.get()))
        .bind(team.get())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes a channel away from whichever team of the server it is bound to; whether it was bound.
    ///
    /// # Errors
    /// As every statement.
    pub async fn unbind_channel(&mut self, guild: GuildId, channel: ChannelId) -> Result<bool, StoreError> {
        self.change_teams(guild, OF_CHANNEL, stored(channel.get())).await?;
        let done = sqlx::query(
            "DELETE FROM team_channels WHERE channel = $1 AND team IN (SELECT id FROM teams WHERE guild = $2)",
        )
        .bind(stored(channel.get()))
        .bind(stored(guild.get()))
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Fills a seat, whoever held it before; whether the team is there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_seat(&mut self, guild: GuildId, team: TeamId, seat: &Seat) -> Result<bool, StoreError> {
        self.change_team(guild, team).await?;
        let (holder_kind, holder) = to_columns(seat.holder);
        let cover = seat.cover.map(to_columns);
        let done = sqlx::query(
            "INSERT INTO seats (team, role, holder_kind, holder, cover_kind, cover, away, away_until) \
             SELECT id, $1, $2, $3, $4, $5, $6, $7 FROM teams WHERE guild = $8 AND id = $9 \
             ON CONFLICT (team, role) DO UPDATE SET holder_kind = excluded.holder_kind, holder = excluded.holder, \
             cover_kind = excluded.cover_kind, cover = excluded.cover, away = excluded.away, away_until = excluded.away_until",
        )
        .bind(seat.role.as_str())
        .bind(holder_kind)
        .bind(holder)
        .bind(cover.map(|(kind, _)| kind))
        .bind(cover.map(|(_, number)| number))
        .bind(i64::from(seat.away.is_some_and(|away| away != Away::Left)))
        .bind(seat.away.and_then(Away::until).map(Timestamp::millis))
        .bind(stored(guild.get()))
        .bind(team.get())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Empties a seat; whether somebody held it.
    ///
    /// # Errors
    /// As every statement.
    pub async fn clear_seat(&mut self, guild: GuildId, team: TeamId, role: &RoleId) -> Result<bool, StoreError> {
        self.change_team(guild, team).await?;
        let done = sqlx::query(
            "DELETE FROM seats WHERE role = $1 AND team IN (SELECT id FROM teams WHERE guild = $2 AND id = $3)",
        )
        .bind(role.as_str())
        .bind(stored(guild.get()))
        .bind(team.get())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

pub(super) fn to_columns(holder: Holder) -> (&'static str, i64) {
    match holder {
        Holder::Member(user) => (MEMBER, stored(user.get())),
        Holder::ServerRole(role) => (SERVER_ROLE, stored(role.get())),
    }
}

pub(super) fn from_columns(kind: &str, number: i64) -> Result<Holder, NotAnId> {
    let number = number.cast_unsigned();
    match kind {
        MEMBER => UserId::new(number).map(Holder::Member),
        SERVER_ROLE => ServerRoleId::new(number).map(Holder::ServerRole),
        _ => Err(NotAnId),
    }
}

pub(super) fn read_changes(row: &AnyRow) -> Result<Changes, StoreError> {
    let fields = Fields::of("teams", row);
    let count = |column| fields.number(column).map(i64::unsigned_abs);
    Ok(Changes {
        team: fields.id("id", TeamId::new)?,
        itself: count("changed")?,
        decisions: count("decisions_changed")?,
    })
}

fn read_seat(row: &AnyRow) -> Result<Seat, StoreError> {
    let fields = Fields::of("seats", row);
    let cover = match fields.maybe_text("cover_kind")?.zip(fields.maybe_number("cover")?) {
        Some((kind, number)) => Some(fields.parsed("cover_kind", |_| from_columns(&kind, number))?),
        None => None,
    };
    let cover = cover.filter(|_| fields.number("cover_gone").is_ok_and(|gone| gone == 0));
    let away = match (fields.number("away")?, fields.maybe_moment("away_until")?) {
        _ if fields.number("holder_gone")? > 0 => Some(Away::Left),
        (0, _) => None,
        (_, Some(until)) => Some(Away::Until(until)),
        (_, None) => Some(Away::UntilFurtherNotice),
    };
    let number = fields.number("holder")?;
    Ok(Seat {
        role: RoleId::new(fields.text("role")?),
        holder: fields.parsed("holder_kind", |kind| from_columns(&kind, number))?,
        cover,
        away,
    })
}
