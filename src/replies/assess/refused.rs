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
    /// A result is to be shared where the person may not write.
    MayNotPost,
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
    }
}
