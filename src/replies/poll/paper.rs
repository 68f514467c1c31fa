//! The ballot paper: the buttons and selects by which one votes, by the kind of the poll.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{POLL_RANK, carried};
use crate::{
    handbook::Handbook,
    polls::{
        ballot::{Stance, Vote},
        options::PollOption,
        poll::Poll,
        settings::Kind,
    },
    replies::{ComponentName, Shown, Wording, danger, limits, secondary},
};

/// Cast the vote that the custom id carries.
pub const POLL_VOTE: ComponentName = ComponentName("poll-vote");
/// Vote for what is chosen in a select.
pub const POLL_PICK: ComponentName = ComponentName("poll-pick");

/// How many options have buttons, if their texts are short.
const MOST_BUTTONS: usize = limits::ROW_BUTTONS;

/// How many characters an option with a button has.
const LONGEST_BUTTON: usize = 40;

/// The rows by which one votes.
pub(super) fn ballot_paper(handbook: &Handbook, poll: &Poll) -> Vec<CreateActionRow> {
    let say = Wording::of(handbook);
    match poll.settings.kind {
        Kind::One if has_buttons(poll) => {
            let button = |option: &PollOption| cast(poll, &Vote::One(option.id), label(option));
            vec![CreateActionRow::Buttons(poll.options.iter().map(button).collect())]
        }
        Kind::One => vec![select(poll, say.poll_choose(), 1)],
        Kind::Several { most } => {
            let placeholder = say.poll_choose_several(usize::from(most));
            vec![select(poll, placeholder, usize::from(most).min(poll.options.count()))]
        }
        Kind::Proposal => {
            let stance = |stance, label: String| cast(poll, &Vote::Stance(stance), Shown::ours(label));
            vec![CreateActionRow::Buttons(vec![
                stance(Stance::Yes, say.poll_yes_button()),
                stance(Stance::No, say.poll_no_button()),
                danger(
                    POLL_VOTE.id().with(poll.id).with(carried(&Vote::Stance(Stance::Objection))),
                    say.poll_object_button(),
                ),
            ])]
        }
        Kind::Scale { from, to } => {
            let levels: Vec<u8> = (from..=to).collect();
            let button = |level: &u8| cast(poll, &Vote::Level(*level), Shown::ours(level.to_string()));
            levels.chunks(MOST_BUTTONS).map(|row| CreateActionRow::Buttons(row.iter().map(button).collect())).collect()
        }
        Kind::Ranked => {
            let start = Vote::Ranking(Vec::new());
            let button = secondary(POLL_RANK.id().with(poll.id).with(carried(&start)), say.poll_rank_button());
            vec![CreateActionRow::Buttons(vec![button])]
        }
    }
}

fn has_buttons(poll: &Poll) -> bool {
    let is_short = |option: &PollOption| option.text.chars().count() <= LONGEST_BUTTON;
    poll.options.count() <= MOST_BUTTONS && poll.options.iter().all(is_short)
}

/// A button that casts a vote.
fn cast(poll: &Poll, vote: &Vote, label: Shown) -> CreateButton {
    secondary(POLL_VOTE.id().with(poll.id).with(carried(vote)), label)
}

fn select(poll: &Poll, placeholder: String, most: usize) -> CreateActionRow {
    let kind = CreateSelectMenuKind::String { options: poll.options.iter().map(entry).collect() };
    let select = CreateSelectMenu::new(POLL_PICK.id().with(poll.id), kind)
        .placeholder(Shown::ours(placeholder).at_most(limits::PLACEHOLDER))
        .min_values(1)
        .max_values(u8::try_from(most.max(1)).unwrap_or(u8::MAX));
    CreateActionRow::SelectMenu(select)
}

/// An option in a select, by its number.
pub(super) fn entry(option: &PollOption) -> CreateSelectMenuOption {
    CreateSelectMenuOption::new(label(option).at_most(limits::OPTION_TEXT), option.id.get().to_string())
}

fn label(option: &PollOption) -> Shown {
    Shown::typed_plain(&option.text)
}
