//! Ballots, one for each voter of a poll. They are cast and taken back in a poll that is held ([`Work::hold_poll`]).

use super::{
    StoreError, Work,
    poll_rows::{read_cast, vote_column, voter_columns},
    rows::{Fields, stored},
};
use crate::{
    polls::{
        ballot::Ballot,
        life::Settlement,
        options::OptionId,
        poll::{Cast, Voter},
    },
    workspace::ids::PollId,
};

const COLUMNS: &str = "SELECT voter, person, vote, reason, settled FROM ballots WHERE poll = $1";

impl Work {
    /// Files a ballot in the place of the voter's earlier one, which is given back. An objection that was dealt with counts anew. While one
    /// is open, the poll does not close by itself; with the last one the deadline of its close comes back.
    ///
    /// # Errors
    /// As every statement.
    pub async fn cast_ballot(
        &mut self,
        poll: PollId,
        voter: Voter,
        ballot: &Ballot,
    ) -> Result<Option<Ballot>, StoreError> {
        let before = self.ballot(poll, voter).await?;
        let (name, person) = voter_columns(voter);
        sqlx::query(
            "INSERT INTO ballots (poll, voter, person, vote, reason) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (poll, voter) DO UPDATE SET vote = excluded.vote, reason = excluded.reason, settled = NULL",
        )
        .bind(poll.get())
        .bind(name)
        .bind(person.map(|person| stored(person.get())))
        .bind(vote_column(&ballot.vote))
        .bind(ballot.reason.as_deref())
        .execute(self.connection())
        .await?;
        let before = before.map(|cast| cast.ballot);
        if before.as_ref().is_some_and(Ballot::objects) || ballot.objects() {
            self.arm_close(poll).await?;
        }
        Ok(before)
    }

    /// Takes a voter's ballot back, and gives it, if there was one.
    ///
    /// # Errors
    /// As every statement.
    pub async fn withdraw_ballot(&mut self, poll: PollId, voter: Voter) -> Result<Option<Ballot>, StoreError> {
        let row = sqlx::query(
            "DELETE FROM ballots WHERE poll = $1 AND voter = $2 RETURNING voter, person, vote, reason, settled",
        )
        .bind(poll.get())
        .bind(voter_columns(voter).0)
        .fetch_optional(self.connection())
        .await?;
        let before = row.as_ref().map(read_cast).transpose()?.map(|cast| cast.ballot);
        if before.as_ref().is_some_and(Ballot::objects) {
            self.arm_close(poll).await?;
        }
        Ok(before)
    }

    /// Takes an option out of every ballot of a poll; who had voted for it alone, and has no ballot now.
    ///
    /// # Errors
    /// As every statement.
    pub async fn strike_option(&mut self, poll: PollId, option: OptionId) -> Result<Vec<Cast>, StoreError> {
        let mut lost = Vec::new();
        for cast in self.ballots(poll).await? {
            match cast.ballot.clone().without(option) {
                Some(ballot) if ballot != cast.ballot => drop(self.cast_ballot(poll, cast.voter, &ballot).await?),
                Some(_) => {}
                None => {
                    self.withdraw_ballot(poll, cast.voter).await?;
                    lost.push(cast);
                }
            }
        }
        Ok(lost)
    }

    /// The ballot that a voter has cast.
    ///
    /// # Errors
    /// As every statement.
    pub async fn ballot(&mut self, poll: PollId, voter: Voter) -> Result<Option<Cast>, StoreError> {
        let sql = select(" AND voter = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(poll.get()).bind(voter_columns(voter).0);
        row.fetch_optional(self.connection()).await?.as_ref().map(read_cast).transpose()
    }

    /// All ballots of a poll, by voter, which for anonymous ones is an order that means nothing.
    ///
    /// # Errors
    /// As every statement.
    pub async fn ballots(&mut self, poll: PollId) -> Result<Vec<Cast>, StoreError> {
        let sql = select(" ORDER BY voter");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(poll.get()).fetch_all(self.connection()).await?;
        rows.iter().map(read_cast).collect()
    }

    /// How many have voted.
    ///
    /// # Errors
    /// As every statement.
    pub async fn count_ballots(&mut self, poll: PollId) -> Result<u32, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS number FROM ballots WHERE poll = $1")
            .bind(poll.get())
            .fetch_one(self.connection())
            .await?;
        Fields::of("ballots", &row).id("number", u32::try_from)
    }

    /// Keeps how an objection was dealt with; whether it was open.
    ///
    /// # Errors
    /// As every statement.
    pub async fn settle_objection(
        &mut self,
        poll: PollId,
        voter: Voter,
        settlement: Settlement,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE ballots SET settled = $1 WHERE poll = $2 AND voter = $3 AND vote = 'stance objection' \
             AND settled IS NULL",
        )
        .bind(match settlement {
            Settlement::Resolved => "resolved",
            Settlement::Overruled => "overruled",
        })
        .bind(poll.get())
        .bind(voter_columns(voter).0)
        .execute(self.connection())
        .await?;
        self.arm_close(poll).await?;
        Ok(done.rows_affected() > 0)
    }
}

fn select(rest: &str) -> String {
    format!("{COLUMNS}{rest}")
}
