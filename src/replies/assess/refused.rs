//! Why something about assessments is not done.

use crate::{
    handbook::Handbook,
    replies::{Shown, Wording},
};

/// Why something about assessments is not done, as the person who wanted it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAssessed {
    /// No assessment has this name; the names of those that there are.
    Unknown(String, Vec<String>),
    /// Teams take it together; its title.
    ForTeams(String),
    /// A sitting that the person does not have, or that is not theirs.
    Gone,
    /// A sitting that is done: nothing more is answered in it.
    Done,
    /// A sitting of which not all is answered.
    NotAllAnswered(usize),
    /// Something is to be posted where the person may not write.
    MayNotPost,
    /// A person takes it for themselves; its title.
    ForOne(String),
    /// A round that this server does not have, or that was not announced here.
    RoundGone,
    /// The round is closed.
    RoundOver,
    /// The person is not one of those who are invited.
    NotInvited,
    /// The person may not close it.
    NotYoursToClose,
    /// Fewer than four would be shown.
    FewestTooLow,
    /// So few are invited that nothing could be shown: how many, and how many are needed.
    TooFewInvited(usize, u32),
    /// What it is about is missing or too long; the most characters.
    NeedsMatter(usize),
    /// No duty has this name.
    UnknownDuty(String),
    /// Too few or too many duties.
    NotSoManyDuties {
        /// How many there are.
        is: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// It needs a team, and the round is about none.
    NoTeam,
    /// A bot was chosen.
    NoOwner,
    /// Whoever hands out what was agreed would ask themselves.
    OwnAction,
    /// The person may not hand out what was agreed.
    NotYoursToHandOut,
    /// A date that is none.
    BadDate(String),
}

/// What happened, why, what to do next.
type Told = (String, String, String);

/// A refusal in words.
pub(in crate::replies) fn told(handbook: &Handbook, why: &NotAssessed) -> Told {
    let say = Wording::of(handbook);
    match why {
        NotAssessed::Unknown(typed, names) => {
            let names: Vec<Shown> = names.iter().map(|name| Shown::ours(format!("“{name}”"))).collect();
            let title = say.assess_unknown_title(Shown::typed_plain(typed).at_most(100));
            let list = Shown::list(&names, |first, last| say.or(first, last)).at_most(800);
            (title, say.assess_unknown_text(), say.assess_unknown_next(list))
        }
        NotAssessed::ForTeams(title) => {
            (say.assess_teams_title(Shown::ours(title)), say.assess_teams_text(), say.assess_teams_next())
        }
        NotAssessed::Gone => (say.sit_gone_title(), say.sit_gone_text(), say.sit_gone_next()),
        NotAssessed::Done => (say.sit_over_title(), say.sit_over_text(), say.sit_over_next()),
        NotAssessed::NotAllAnswered(left) => {
            (say.sit_not_all_title(), say.sit_not_all_text(*left), say.sit_not_all_next())
        }
        NotAssessed::MayNotPost => (say.sit_may_not_title(), say.sit_may_not_text(), say.sit_may_not_next()),
        other => told_of_rounds(&say, other),
    }
}

fn told_of_rounds(say: &Wording, why: &NotAssessed) -> Told {
    match why {
        NotAssessed::ForOne(title) => {
            (say.round_one_title(Shown::ours(title)), say.round_one_text(), say.round_one_next())
        }
        NotAssessed::RoundOver => (say.round_over_title(), say.round_over_text(), say.round_over_next()),
        NotAssessed::NotInvited => (say.round_invited_title(), say.round_invited_text(), say.round_invited_next()),
        NotAssessed::NotYoursToClose => (say.round_closer_title(), say.round_closer_text(), say.round_closer_next()),
        NotAssessed::FewestTooLow => (say.round_fewest_title(), say.round_fewest_text(), say.round_fewest_next()),
        NotAssessed::TooFewInvited(is, fewest) => {
            (say.round_people_title(*is), say.round_people_text(*fewest), say.round_people_next())
        }
        NotAssessed::NeedsMatter(most) => {
            (say.round_matter_title(), say.round_matter_text(), say.round_matter_next(*most))
        }
        NotAssessed::UnknownDuty(typed) => {
            let title = say.round_duty_title(Shown::typed_plain(typed).at_most(100));
            (title, say.round_duty_text(), say.round_duty_next())
        }
        NotAssessed::NotSoManyDuties { is, least, most } => {
            (say.round_duties_title(*is), say.round_duties_text(*least, *most), say.round_duties_next())
        }
        NotAssessed::NoTeam => (say.round_team_title(), say.round_team_text(), say.round_team_next()),
        NotAssessed::NoOwner => (say.round_bot_title(), say.round_bot_text(), say.round_bot_next()),
        NotAssessed::OwnAction => (say.round_own_title(), say.round_own_text(), say.round_own_next()),
        NotAssessed::NotYoursToHandOut => (say.round_hand_title(), say.round_hand_text(), say.round_hand_next()),
        NotAssessed::BadDate(typed) => {
            let title = say.round_date_title(Shown::typed_plain(typed).at_most(100));
            (title, say.round_date_text(), say.round_date_next())
        }
        _ => (say.round_gone_title(), say.round_gone_text(), say.round_gone_next()),
    }
}
