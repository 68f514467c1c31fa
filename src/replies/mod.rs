//! Values and sentences become Discord messages, within Discord's limits.
//!
//! A [`Reply`] says what is shown and to whom; nothing here sends. Texts are [`Shown`], sentences come from [`Wording`].

mod answer;
mod asking_back;
mod button;
mod choosing;
mod custom_id;
mod decision;
mod form;
mod frame;
pub mod limits;
mod overview;
mod reply;
mod role_card;
mod samples;
pub mod team;
mod text;
mod why;
mod wording;

pub use answer::{
    Answer, Given, NOT_RIGHT, Reason, SHARE, SharedAnswer, WHY, answer, deciders, list, sureness, who_decides,
};
pub use asking_back::{LOOK_AGAIN, NONE_FITS, OFFERED, PICK, aside, candidates, none_fits, nothing_asked};
pub use button::{danger, primary, secondary};
pub use choosing::{CHOOSE, CHOOSE_PAGE, CHOOSE_ROLE, Choosing, FOUND, KEEP, ROLES, SEARCH, SEARCHED, search_form};
pub use custom_id::{ComponentName, CustomId, Read, Stale};
pub use decision::{
    ABOUT, DECIDES, Filled, HISTORY, Heading, KEEP_DECISION, KEPT, LIST, Listed, ListedState, NotSettled, REASON,
    RECORD_RULE, RECORDED, RECORDED_DUTY, RETIRE, RETIRED, REVIEW, REVISE, REVISED, RULE, SOURCE, decision_card,
    decision_due, decision_history, decision_list, decision_taken, duty_form, keep_form, kept_meanwhile, overtaken,
    record_form, retire_form, revise_form, subject_plain,
};
pub use form::{Field, Form};
pub use frame::{Refusal, correction_not_kept, incident, refusal};
pub use limits::{Overrun, overruns};
pub use overview::{CommandLine, about, help};
pub use reply::{File, Reply, Visibility, plain_embed};
pub use role_card::{ALL_DUTIES, PAGE, PAGE_SIZE, compare, duties_page, pages_of, role_card};
pub use samples::too_long;
pub use team::NotSetUp;
pub use text::Shown;
pub use why::{Marks, changes, evidence, how_sure, in_short, others, why};
pub use wording::{DECLARED, Wording};
