//! Corrections that people suggest to a team: offered, passed on, and listed for those who manage it.

use serenity::builder::{CreateActionRow, CreateEmbedFooter};

use super::{by, day};
use crate::{
    handbook::{Duty, DutyId, Handbook},
    replies::{
        ComponentName, Reply, Shown, Visibility, Wording, answer::asked, deciders, limits, plain_embed, primary,
        secondary,
    },
    workspace::{
        ids::{TeamId, hash},
        names::TeamName,
        proposal::Proposal,
    },
};

/// Suggest a correction to the team.
pub const SUGGEST: ComponentName = ComponentName("suggest");
/// Make a proposal the team's rule.
pub const ACCEPT: ComponentName = ComponentName("proposal-accept");
/// Dismiss a proposal.
pub const DISMISS: ComponentName = ComponentName("proposal-dismiss");
/// Turn to a page of proposals.
pub const PROPOSALS: ComponentName = ComponentName("proposals");

/// How many proposals stand on a page: each has a row of buttons, and a message has five rows.
pub const PROPOSALS_ON_PAGE: usize = 4;

/// Thanks whoever corrected an answer, and offers to suggest it to the team. The question stands above, where it is found again.
#[must_use]
pub fn correction_offered(
    handbook: &Handbook,
    (team, name): (TeamId, &TeamName),
    question: &str,
    routed_to: &Duty,
    corrected_to: &Duty,
) -> Reply {
    let say = Wording::of(handbook);
    let embed = asked(plain_embed(), question)
        .title(say.correction_title())
        .description(say.proposal_offer(Shown::typed(name.as_str()), Shown::ours(&corrected_to.title)));
    let id = SUGGEST.id().with(team).with(duty_in_short(&routed_to.id)).with(duty_in_short(&corrected_to.id));
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![primary(id, say.proposal_suggest_button())])
}

/// A duty as a custom id names it that has to hold two of them and a team.
#[must_use]
pub fn duty_in_short(duty: &DutyId) -> String {
    format!("{:x}", hash(duty.as_str().bytes()))
}

/// It was passed on.
#[must_use]
pub fn correction_suggested(handbook: &Handbook, team: &TeamName, times: usize) -> Reply {
    let say = Wording::of(handbook);
    let embed = plain_embed()
        .title(say.proposal_suggested_title(Shown::typed_plain(team.as_str())))
        .description(say.proposal_suggested_text(times));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// What waits for a team: at most [`PROPOSALS_ON_PAGE`] of `all`, on a page from 1.
#[must_use]
pub fn proposal_list(
    handbook: &Handbook,
    team: (TeamId, &TeamName),
    rows: &[Proposal],
    all: usize,
    page: usize,
) -> Reply {
    let say = Wording::of(handbook);
    let pages = all.div_ceil(PROPOSALS_ON_PAGE).max(1);
    let entries: Vec<String> = (1..).zip(rows).map(|(number, row)| entry(handbook, &say, number, row)).collect();
    let text = if entries.is_empty() { say.proposal_none() } else { entries.join("\n\n") };
    let footer = say.proposal_footer(page, pages);
    let embed = plain_embed()
        .title(say.proposal_list_title(Shown::typed_plain(team.1.as_str())))
        .description(text)
        .footer(CreateEmbedFooter::new(footer));
    let mut reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    for (number, row) in (1_usize..).zip(rows) {
        let mut buttons = Vec::new();
        if handbook.duty(row.corrected_to.as_str()).is_some() {
            buttons.push(primary(ACCEPT.id().with(row.id).with(page), say.proposal_accept_button(number)));
        }
        buttons.push(secondary(DISMISS.id().with(row.id).with(page), say.proposal_dismiss_button(number)));
        reply = reply.with_row(CreateActionRow::Buttons(buttons));
    }
    if pages > 1 {
        let turn = |to: usize, label| secondary(PROPOSALS.id().with(team.0).with(to), label);
        reply = reply.with_buttons(vec![
            turn(page.saturating_sub(1), say.page_previous()).disabled(page <= 1),
            turn(page + 1, say.page_next()).disabled(page >= pages),
        ]);
    }
    reply
}

fn entry(handbook: &Handbook, say: &Wording, number: usize, row: &Proposal) -> String {
    let title = |id: &DutyId| {
        let duty = handbook.duty(id.as_str());
        Shown::ours(duty.map_or(id.as_str(), |duty| duty.title.as_str())).at_most(limits::FORM_TITLE * 2)
    };
    let who =
        handbook.duty(row.corrected_to.as_str()).map_or_else(|| Shown::ours("–"), |duty| deciders(handbook, duty));
    let topic = Shown::typed(row.topic.as_str());
    let suggested = say.proposal_entry(number, topic, title(&row.routed_to), title(&row.corrected_to), who);
    format!("{suggested}\n-# {}", say.proposal_by(by(say, row.by), day(row.at), row.times))
}
