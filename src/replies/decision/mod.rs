//! What a team has settled, as messages: cards, lists, forms, and why something was not recorded.

mod card;
mod form;
mod ledger;
mod list;
mod proposals;
mod refused;
mod samples;

pub use card::{Heading, decision_card, decision_due, decision_taken, kept_meanwhile, overtaken};
pub use form::{
    ABOUT, DECIDES, Filled, KEEP_DECISION, KEPT, REASON, RECORD_RULE, RECORD_RULE_FOR, RECORDED, RECORDED_DUTY, RETIRE,
    RETIRED, REVIEW, REVISE, REVISED, RULE, SOURCE, duty_form, keep_form, record_for_which, record_form,
    record_rule_button, retire_form, revise_form,
};
pub use ledger::{IMPORT, NotImported, Preview, exported, import_preview, imported};
pub use list::{HISTORY, LIST, Listed, ListedState, decision_history, decision_list};
pub use proposals::{
    ACCEPT, DISMISS, PROPOSALS, PROPOSALS_ON_PAGE, SUGGEST, correction_offered, correction_suggested, duty_in_short,
    proposal_list,
};
pub use refused::NotSettled;

pub(super) use card::brief;
pub(super) use refused::{bad_text, not_a_date, told};
pub(super) use samples::{longest, samples};

use super::{Shown, Wording, list as in_a_row};
use crate::{
    clock::Timestamp,
    handbook::Handbook,
    workspace::{decision::Decides, ids::UserId, subject::Subject, team::Holder},
};

/// What a decision is about, within a sentence or as a title: where Discord reads Markdown.
pub(in crate::replies) fn subject_shown(handbook: &Handbook, subject: &Subject) -> Shown {
    match subject {
        Subject::Duty(id) => Shown::ours(handbook.duty(id.as_str()).map_or(id.as_str(), |duty| duty.title.as_str())),
        Subject::Topic(topic) => Shown::typed(topic.as_str()),
    }
}

/// The same where Discord shows plain text.
#[must_use]
pub fn subject_plain(handbook: &Handbook, subject: &Subject) -> Shown {
    match subject {
        Subject::Duty(_) => subject_shown(handbook, subject),
        Subject::Topic(topic) => Shown::typed_plain(topic.as_str()),
    }
}

/// A person or a role of the server, as a mention; in an embed it notifies nobody.
pub(super) fn mention(holder: Holder) -> Shown {
    Shown::ours(match holder {
        Holder::Member(user) => format!("<@{user}>"),
        Holder::ServerRole(role) => format!("<@&{role}>"),
    })
}

/// Who recorded or ended a decision.
fn by(say: &Wording, person: Option<UserId>) -> Shown {
    person.map_or_else(|| Shown::ours(say.decision_erased()), |user| mention(Holder::Member(user)))
}

/// A moment's day, as each reader's own clock and language show it.
fn day(moment: Timestamp) -> Shown {
    Shown::ours(format!("<t:{}:D>", moment.seconds()))
}

/// Who decides, as a sentence.
pub(in crate::replies) fn who(handbook: &Handbook, decides: &Decides) -> String {
    let say = Wording::of(handbook);
    let named: Vec<Shown> = match decides {
        Decides::AsTheRuleSays => return say.decision_nobody_named(),
        Decides::People(people) if people.is_empty() => return say.decision_nobody_left(),
        Decides::People(people) => people.iter().copied().map(mention).collect(),
        Decides::Roles(roles) => {
            let known = |(at, id): (usize, &crate::handbook::RoleId)| {
                let role = handbook.role(id.as_str());
                let name = role.map(|role| if at == 0 { role.name.clone() } else { role.name_in_sentence() });
                Shown::ours(name.unwrap_or_else(|| id.to_string()))
            };
            roles.iter().enumerate().map(known).collect()
        }
    };
    match &named[..] {
        [one] => say.decision_one_decides(one),
        several => say.decision_several_decide(in_a_row(&say, several)),
    }
}
