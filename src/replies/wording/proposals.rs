//! The sentences of `messages/proposals.ftl`.

sentences! {
    command_decision_proposals();
    proposal_offer(team, title);
    proposal_suggest_button();
    proposal_suggested_title(team);
    proposal_suggested_text(times);
    proposal_list_title(team);
    proposal_none();
    proposal_entry(number, topic, routed, corrected, who);
    proposal_by(person, date, times);
    proposal_footer(page, pages);
    proposal_accept_button(number);
    proposal_dismiss_button(number);
    settle_proposal_gone_title();
    settle_proposal_gone_text();
    settle_proposal_gone_next();
    settle_proposals_full_title();
    settle_proposals_full_text(most);
    settle_proposals_full_next();
}
