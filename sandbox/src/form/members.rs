//! Changes to members in request bodies (`resources/guild#modify-guild-member`).

use super::Form;
use crate::clock::Timestamp;
use crate::world::limits;
use crate::world::member_edits::MemberChange;

/// Reads changes to a member: what is given is set, null takes away.
pub(crate) fn read_member_change(form: &Form<'_>) -> MemberChange {
    let nick = || form.text("nick", limits::NICK).filter(|nick| !nick.is_empty());
    MemberChange {
        nick: form.given("nick").then(nick),
        roles: form.given("roles").then(|| form.snowflakes("roles", limits::MEMBER_ROLES).unwrap_or_default()),
        timeout_until: form.given("communication_disabled_until").then(|| read_moment(form)),
    }
}

fn read_moment(form: &Form<'_>) -> Option<Timestamp> {
    let field = "communication_disabled_until";
    let value = form.value(field)?;
    let moment = value.as_str().and_then(Timestamp::parse);
    if moment.is_none() {
        form.complain(field, "DATETIME_TYPE_INVALID", "Could not parse. Should be ISO8601.");
    }
    moment
}
