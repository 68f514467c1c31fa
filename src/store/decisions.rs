//! What teams have settled. A decision is written once; what comes later is its end, and the date of its review.
//!
//! Every change counts up its team's [`Work::decisions_changed`] first, so that changes to one team's decisions come one after the other,
//! and whoever has made something from them, such as a router, sees cheaply that it is out of date.

use super::{
    Deadline, StoreError, Work,
    decision_rows::{decides_columns, role_list},
    rows::{Fields, stored},
    teams::to_columns,
};
use crate::{
    clock::Timestamp,
    workspace::{
        decision::{Decides, Decision, MOST_ACTIVE, REVIEW, State},
        ids::{DecisionId, GuildId, TeamId, UserId},
        team::Holder,
        texts::Link,
    },
};

/// What became of a decision that was to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is in force.
    Done,
    /// This one is in force about the same subject: it was there, or somebody was faster.
    Taken(Box<Decision>),
    /// The team has [`MOST_ACTIVE`] in force.
    Full,
    /// The server has no such team.
    NoTeam,
}

/// What became of a decision that was to be revised, retired or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was done.
    Done,
    /// It is not in force any more: somebody was faster. This is how it reads now.
    Over(Box<Decision>),
    /// The server has no such decision.
    NotThere,
}

impl Work {
    /// Records a decision about something that is not settled, with the deadline of its review.
    ///
    /// # Errors
    /// As every statement.
    pub async fn record_decision(&mut self, decision: &Decision) -> Result<Recorded, StoreError> {
        if !self.count_change(decision.guild, decision.team).await? {
            return Ok(Recorded::NoTeam);
        }
        if self.count_active(decision.team).await? >= i64::try_from(MOST_ACTIVE).unwrap_or(i64::MAX) {
            return Ok(Recorded::Full);
        }
        if self.insert(decision).await? {
            return Ok(Recorded::Done);
        }
        match self.decision_about(decision.guild, decision.team, &decision.subject).await? {
            Some(other) => Ok(Recorded::Taken(Box::new(other))),
            None => Err(StoreError::Conflict),
        }
    }

    /// Puts a decision in the place of the one that it supersedes. Of two at once one wins; the other is told which decision it was too
    /// late for.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the new one supersedes none, or has an id that is taken; as every statement.
    pub async fn revise_decision(&mut self, new: &Decision) -> Result<Ending, StoreError> {
        let old = new.supersedes.ok_or(StoreError::Conflict)?;
        self.count_change(new.guild, new.team).await?;
        let state = State::Superseded { by: new.id, at: new.recorded_at };
        let ending = self.end(new.guild, new.team, old, &state).await?;
        if ending == Ending::Done && !self.insert(new).await? {
            return Err(StoreError::Conflict);
        }
        Ok(ending)
    }

    /// Keeps that a decision was retired: one that [`Decision::retire`] gave.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it is not retired; as every statement.
    pub async fn retire_decision(&mut self, retired: &Decision) -> Result<Ending, StoreError> {
        self.count_change(retired.guild, retired.team).await?;
        self.end(retired.guild, retired.team, retired.id, &retired.state).await
    }

    /// Keeps a decision as it is, whose review came at `due_at`, and sets the date on which it is looked at again, or none. Of two at once
    /// one wins: for the other one it is over, although it may be in force.
    ///
    /// # Errors
    /// As every statement.
    pub async fn review_decision(
        &mut self,
        guild: GuildId,
        id: DecisionId,
        due_at: Timestamp,
        again_at: Option<Timestamp>,
    ) -> Result<Ending, StoreError> {
        // The team first, as with every other change: of two that hold both in another order each would wait for the other.
        sqlx::query(
            "UPDATE teams SET decisions_changed = decisions_changed + 1 WHERE guild = $1 AND id = (SELECT team FROM decisions \
             WHERE id = $2)",
        )
        .bind(stored(guild.get()))
        .bind(id.get())
        .execute(self.connection())
        .await?;
        let done = sqlx::query(
            "UPDATE decisions SET review_at = $1 WHERE guild = $2 AND id = $3 AND state = 'active' AND review_at = $4",
        )
        .bind(again_at.map(Timestamp::millis))
        .bind(stored(guild.get()))
        .bind(id.get())
        .bind(due_at.millis())
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return self.too_late(guild, id).await;
        }
        self.set_review(guild, id, again_at).await?;
        Ok(Ending::Done)
    }

    /// Counts a change up; whether the team is there. Whoever else changes decisions of this team waits from here on.
    async fn count_change(&mut self, guild: GuildId, team: TeamId) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE teams SET decisions_changed = decisions_changed + 1 WHERE guild = $1 AND id = $2")
                .bind(stored(guild.get()))
                .bind(team.get())
                .execute(self.connection())
                .await?;
        Ok(done.rows_affected() > 0)
    }

    async fn count_active(&mut self, team: TeamId) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS number FROM decisions WHERE team = $1 AND state = 'active'")
            .bind(team.get())
            .fetch_one(self.connection())
            .await?;
        Fields::of("decisions", &row).number("number")
    }

    /// Writes a decision with its people and its deadline; whether nothing stood in its way.
    async fn insert(&mut self, decision: &Decision) -> Result<bool, StoreError> {
        let draft = &decision.draft;
        let (decides, roles) = decides_columns(&draft.decides);
        let done = sqlx::query(
            "INSERT INTO decisions (id, guild, team, subject_kind, subject, subject_key, decides, deciding_roles, rule, \
             consulted, reason, source, review_at, author, recorded_at, supersedes, channel, state) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'active') \
             ON CONFLICT DO NOTHING",
        )
        .bind(decision.id.get())
        .bind(stored(decision.guild.get()))
        .bind(decision.team.get())
        .bind(decision.subject.kind())
        .bind(decision.subject.text())
        .bind(decision.subject.key())
        .bind(decides)
        .bind(roles)
        .bind(draft.rule.as_deref())
        .bind(role_list(&draft.consulted))
        .bind(draft.reason.as_deref())
        .bind(draft.source.as_ref().map(Link::as_str))
        .bind(draft.review_at.map(Timestamp::millis))
        .bind(decision.author.map(|author| stored(author.get())))
        .bind(decision.recorded_at.millis())
        .bind(decision.supersedes.map(DecisionId::get))
        .bind(decision.channel.map(|channel| stored(channel.get())))
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        if let Decides::People(people) = &draft.decides {
            self.insert_people(decision.id, people).await?;
        }
        self.set_review(decision.guild, decision.id, draft.review_at).await?;
        Ok(true)
    }

    async fn insert_people(&mut self, decision: DecisionId, people: &[Holder]) -> Result<(), StoreError> {
        for (place, holder) in (0_i64..).zip(people) {
            let (kind, number) = to_columns(*holder);
            sqlx::query("INSERT INTO decision_people (decision, place, holder_kind, holder) VALUES ($1, $2, $3, $4)")
                .bind(decision.get())
                .bind(place)
                .bind(kind)
                .bind(number)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Ends a decision that is in force, and its review with it.
    async fn end(&mut self, guild: GuildId, team: TeamId, id: DecisionId, state: &State) -> Result<Ending, StoreError> {
        let (name, at, successor, by, reason) = match state {
            State::Active => return Err(StoreError::Conflict),
            State::Superseded { by, at } => ("superseded", at, Some(by.get()), None, None),
            State::Retired { by, at, reason } => ("retired", at, None, by.map(UserId::get), reason.as_deref()),
        };
        let done = sqlx::query(
            "UPDATE decisions SET state = $1, ended_at = $2, superseded_by = $3, ended_by = $4, ended_reason = $5 \
             WHERE guild = $6 AND team = $7 AND id = $8 AND state = 'active'",
        )
        .bind(name)
        .bind(at.millis())
        .bind(successor)
        .bind(by.map(stored))
        .bind(reason)
        .bind(stored(guild.get()))
        .bind(team.get())
        .bind(id.get())
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return self.too_late(guild, id).await;
        }
        self.clear_deadline(REVIEW, id.get()).await?;
        Ok(Ending::Done)
    }

    async fn too_late(&mut self, guild: GuildId, id: DecisionId) -> Result<Ending, StoreError> {
        Ok(self.decision(guild, id).await?.map_or(Ending::NotThere, |now| Ending::Over(Box::new(now))))
    }

    async fn set_review(&mut self, guild: GuildId, id: DecisionId, at: Option<Timestamp>) -> Result<(), StoreError> {
        match at {
            Some(at) => self.set_deadline(&Deadline::about(REVIEW, id.get(), guild, at)).await,
            None => self.clear_deadline(REVIEW, id.get()).await.map(drop),
        }
    }
}
