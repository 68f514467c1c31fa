//! The ballots of a poll as a file, and a poll that is open again.

use super::{choice, link, relative, shown::asked, when};
use crate::{
    handbook::Handbook,
    polls::{
        ballot::Vote,
        life::{Settlement, State},
        poll::{Cast, Poll, Voter},
    },
    replies::{File, Reply, Visibility, Wording, plain_embed},
    workspace::ledger::guarded,
};

/// The ballots as CSV: the voter's id where the poll has names, the vote, the reason, what became of an objection. What a spreadsheet
/// would compute is guarded.
///
/// # Errors
/// None that a file in memory has; it is the writer's to say.
pub fn ballots_csv(handbook: &Handbook, poll: &Poll, cast: &[Cast]) -> Result<Vec<u8>, csv::Error> {
    let say = Wording::of(handbook);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let named = !poll.settings.anonymous;
    let columns = ["voter", "vote", "reason", "objection"];
    let own = |cells: [String; 4]| cells.into_iter().skip(usize::from(!named)).map(|cell| guarded(&cell));
    writer.write_record(own(columns.map(str::to_owned)))?;
    for cast in cast {
        let voter = match cast.voter {
            Voter::Named(user) => user.to_string(),
            Voter::Anonymous(_) => String::new(),
        };
        let settled = match cast.settled {
            None => "",
            Some(Settlement::Resolved) => "resolved",
            Some(Settlement::Overruled) => "overruled",
        };
        let vote = written(&say, poll, &cast.ballot.vote);
        writer.write_record(own([voter, vote, cast.ballot.reason.clone().unwrap_or_default(), settled.to_owned()]))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A vote as plain text: options as they were typed.
fn written(say: &Wording, poll: &Poll, vote: &Vote) -> String {
    let text = |id| poll.options.text(id).unwrap_or_default().to_owned();
    match vote {
        Vote::One(id) => text(*id),
        Vote::Several(chosen) => chosen.iter().map(|id| text(*id)).collect::<Vec<_>>().join("; "),
        Vote::Ranking(order) => order.iter().map(|id| text(*id)).collect::<Vec<_>>().join(" > "),
        Vote::Stance(_) | Vote::Level(_) => choice(say, poll, vote).into(),
    }
}

/// The file with the ballots, to the person alone.
#[must_use]
pub fn poll_exported(handbook: &Handbook, poll: &Poll, ballots: usize, file: File) -> Reply {
    let say = Wording::of(handbook);
    let mut lines = vec![say.poll_exported_text(ballots)];
    if poll.settings.anonymous {
        lines.push(say.poll_exported_anonymous());
    }
    let embed = asked(poll).title(say.poll_exported_title()).description(lines.join("\n"));
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_file(file)
}

/// Tells everybody that a poll is open again and its result no longer holds.
#[must_use]
pub fn poll_reopened(handbook: &Handbook, poll: &Poll) -> Reply {
    let say = Wording::of(handbook);
    let mut lines = vec![say.poll_reopened_text()];
    if let State::Open { deadline: Some(at) } = poll.state {
        lines.push(say.poll_closes(relative(at), when(at)));
    }
    lines.extend(poll.message.map(|message| say.poll_result_link(link(poll, message))));
    let title = say.poll_reopened_title();
    let embed = plain_embed().title(title).description(lines.join("\n"));
    let question = crate::replies::Shown::typed_plain(&poll.question).at_most(crate::replies::limits::EMBED_AUTHOR);
    Reply::of(embed.author(serenity::builder::CreateEmbedAuthor::new(question)))
}
