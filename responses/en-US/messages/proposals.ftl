### Corrections of answers that people suggest to a team, and what those who manage it make of them.
### $team is a team's name, $topic what was asked, $date a day as Discord shows it.

command_decision_proposals = Corrections of my answers that people have suggested to your team

# Below an answer that somebody corrected. $title is the duty that they chose.
proposal_offer = Only here so far, and I keep nothing of it. **Suggest it** passes it on to those who manage { $team }: what you asked (its first 100 characters), what I had answered, that you chose “{ $title }”, and your name. They can make it the team's rule, or dismiss it; then it is deleted.
proposal_suggest_button = Suggest it
proposal_suggested_title = Passed on to those who manage { $team }
proposal_suggested_text = { $times ->
    [one] They find it with `/decision proposals`. Until they make it the team's rule I answer as before.
   *[other] It was suggested before, so it is now counted { $times } times instead of standing there twice. They find it with `/decision proposals`.
  }

proposal_list_title = What people suggest to { $team }
proposal_none = Nothing waits. When somebody corrects an answer of mine and presses **Suggest it**, it comes here.
# $who are the roles that would decide.
proposal_entry = **{ $number }. “{ $topic }”** I answered: { $routed }. Suggested: **{ $corrected }**, so { $who } would decide.
proposal_by = { $times ->
    [one] Suggested by { $person } on { $date }.
   *[other] Suggested { $times } times, first by { $person } on { $date }.
  }
proposal_footer = Page { $page } of { $pages }. Making it your rule records a decision; dismissing deletes it. Only you see this.
proposal_accept_button = { $number }: Make it our rule
proposal_dismiss_button = { $number }: Dismiss

# Refusals: what happened, why, what to do next.
settle_proposal_gone_title = This suggestion waits no longer
settle_proposal_gone_text = Somebody has made it the team's rule or dismissed it.
settle_proposal_gone_next = `/decision proposals` shows what waits now.
settle_proposals_full_title = Too many suggestions wait
settle_proposals_full_text = { $most } wait for the team already, so yours was not kept.
settle_proposals_full_next = Ask those who manage the team to look at `/decision proposals`, then suggest it again.
