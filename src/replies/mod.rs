//! Values and sentences become Discord messages, within Discord's limits.
//!
//! A [`Reply`] says what is shown and to whom; nothing here sends. Texts are [`Shown`], sentences come from [`Wording`].

mod answer;
mod asking_back;
pub mod assess;
mod button;
mod choosing;
mod custom_id;
mod decision;
mod form;
mod frame;
mod gaps;
mod here;
pub mod limits;
mod overview;
pub mod poll;
mod privacy;
mod reply;
mod request;
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
pub use assess::NotAssessed;
pub use button::{danger, primary, secondary};
pub use choosing::{CHOOSE, CHOOSE_PAGE, CHOOSE_ROLE, Choosing, FOUND, KEEP, ROLES, SEARCH, SEARCHED, search_form};
pub use custom_id::{ComponentName, CustomId, Read, Stale};
pub use decision::{
    ABOUT, ACCEPT, DECIDES, DISMISS, Filled, HISTORY, Heading, IMPORT, KEEP_DECISION, KEPT, LIST, Listed, ListedState,
    NotImported, NotSettled, PROPOSALS, PROPOSALS_ON_PAGE, Preview, REASON, RECORD_RULE, RECORD_RULE_FOR, RECORDED,
    RECORDED_DUTY, RETIRE, RETIRED, REVIEW, REVISE, REVISED, RULE, SOURCE, SUGGEST, correction_offered,
    correction_suggested, decision_card, decision_due, decision_history, decision_list, decision_taken, duty_form,
    duty_in_short, exported, import_preview, imported, keep_form, kept_meanwhile, overtaken, proposal_list,
    record_for_which, record_form, record_rule_button, retire_form, revise_form, subject_plain,
};
pub use form::{Field, Form};
pub use frame::{Refusal, correction_not_kept, incident, refusal};
pub use gaps::{MOST_GAPS, gap_list};
pub use here::{FOR_TEAM, TeamSays, topic_answer, which_team};
pub use limits::{Overrun, overruns};
pub use overview::{CommandLine, about, help};
pub use poll::NotPolled;
pub use privacy::{ERASE, as_argument, came_back, erased, erasure_asked, held, held_file, held_meanwhile};
pub use reply::{File, Reply, Visibility, plain_embed};
pub use request::{
    ANSWERED, ASK, ASK_ALOUD, ASK_WRITTEN, Asked, DECLINE, HAND_ON, HAND_TO_SEAT, MINE, NOT_MINE, NotAsked, QUESTION,
    TAKE_BACK, already_asked, ask_aloud, ask_button, ask_form, asked_them, declined, handed_on, open_requests,
    request_card, request_due, request_note, whose_is_it,
};
pub use role_card::{ALL_DUTIES, PAGE, PAGE_SIZE, compare, duties_page, pages_of, role_card};
pub use samples::too_long;
pub use team::NotSetUp;
pub use text::Shown;
pub use why::{Marks, changes, evidence, how_sure, in_short, others, why};
pub use wording::{DECLARED, Wording};
