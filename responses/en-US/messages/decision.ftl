### What a team has settled: cards, lists, forms, and why something was not recorded.
### $person is a mention, $date a day as Discord shows it, $subject a duty's title or a topic of the team's own, $team a team's name.

# Commands and options, at most 100 characters each.
command_decision = What your team has settled
command_decision_record = Record what your team has settled
command_decision_list = What your team has settled, page by page
command_decision_show = What your team has settled about one thing
command_decision_history = Everything that was ever settled about one thing
command_decision_revise = Settle something anew; what held before stays to be read
command_decision_retire = Take a decision back, so that the handbook holds again
option_decision_subject = What it is about: one of the handbook's duties, or a topic in your own words
option_decision_known = What it is about
option_decision_role = The role that decides
option_decision_person = The member or server role that decides
option_decision_rule = The rule in words, such as “two approvals before a merge”
option_decision_reason = Why it was settled so
option_decision_source = A link to where it was settled, such as a message
option_decision_review = When to look at it again, such as “in 6 months” or 2027-03-01
option_decision_about = Only what has these words in its subject
option_decision_state = Which ones; those in force if you leave it out
option_decision_page = The page to open
decision_state_in_force = In force
decision_state_over = No longer in force
decision_state_all = All
example_decision_record = Example: `/decision record subject: on-call rota role: tech lead rule: weekly, in turns`
example_decision_list = Example: `/decision list about: review`
# A suggestion while somebody types: the text becomes a topic.
decision_own_topic = “{ $topic }”, a topic of your own

# $who is one name, or a list of names.
decision_one_decides = { $who } decides.
decision_several_decide = { $who } decide together.
decision_nobody_named = Nobody is named; the rule says how it is done.
decision_nobody_left = Whoever decided has had their data erased. Revise this to name somebody.
decision_why = **Why:** { $reason }
decision_settled_in = **Where it was settled:** { $link }
# $date is the day on which the team wanted to look at it again.
decision_due_text = You wanted to look at this again on { $date }. Keep it as it is, revise it, or retire it.
decision_again = **To be looked at again:** { $date }
decision_recorded_by = Recorded by { $person } on { $date }.
decision_superseded = Replaced on { $date }.
decision_retired = Retired by { $person } on { $date }.
decision_retired_because = Retired by { $person } on { $date }: { $reason }
# In place of a mention, for somebody whose data was erased.
decision_erased = somebody who had their data erased
decision_team = What the team { $team } has settled

# Titles
decision_title_recorded = Recorded: { $subject }
decision_title_revised = Revised: { $subject }
decision_title_retired = Retired: { $subject }
decision_title_due = Does this still hold? { $subject }
decision_title_kept = Kept as it is: { $subject }

# Buttons
decision_history_button = History
decision_revise_button = Revise
decision_retire_button = Retire
decision_keep_button = Keep

decision_list_title = What { $team } has settled
decision_list_title_over = What { $team } had settled before
decision_list_title_all = Everything { $team } ever settled
decision_list_none = Nothing yet. `/decision record` records the first.
decision_list_none_such = Nothing has these words in its subject. Try fewer words, or leave them out.
# $short is who decides, and the rule.
decision_line = **{ $subject }** (since { $date }): { $short }
decision_line_over = (no longer in force)
decision_history_title = { $subject }: what { $team } settled, the latest first
decision_entry = { $date }, by { $person }: { $short }
decision_in_force = **In force.**

decision_taken_title = Your team has settled this already
decision_taken_text = Nothing was changed. This is in force; use **Revise** to settle it anew.
decision_overtaken_title = This has changed meanwhile
decision_overtaken_text = { $person } settled it anew on { $date }, so nothing of yours was kept. Below is what holds now; revise it if it still needs to be.
decision_overtaken_retired = { $person } retired this decision on { $date }, so there is nothing to change any more. Record it anew with `/decision record` if it should hold again.
decision_overtaken_kept = Somebody has looked at this and kept it, so nothing was changed now. Below is how it stands.
decision_overtaken_ended = This decision is no longer in force, so there is nothing to change any more. Look at `/decision list` for what holds now.
# Above what the person had written and what was not kept.
decision_written = What you had written

decision_record_rule_button = Record as our rule
decision_which_title = Which team's rule is it?
# $title is a duty's title.
decision_which_text = This channel belongs to no team. Choose the team that has settled “{ $title }”.

# Forms: titles and labels, at most 45 characters.
decision_form_title = Record what you have settled
decision_form_title_about = Settle: { $subject }
decision_form_title_retire = Retire: { $subject }
decision_form_title_keep = Keep: { $subject }
# What stands in the field for the date at first, as a person would type it.
decision_keep_until = in 6 months
decision_field_about = What it is about
decision_field_decides = Who decides (roles, with commas)
decision_field_decides_example = Tech lead, Engineering manager. Empty if the rule says it.
decision_field_rule = The rule in words
decision_field_reason = Why
decision_field_source = Link to where it was settled
decision_field_review = Look at it again on
decision_field_review_example = in 6 months, 2027-03-01, or empty for never
decision_field_retire_reason = Why does it no longer hold?

# Refusals: what happened, why, what to do next.
settle_nothing_title = Nothing is settled about “{ $subject }”
settle_nothing_text = Your team has recorded no decision with this subject.
settle_nothing_next = Choose one from the list while you type, look at `/decision list`, or record it with `/decision record`.
settle_gone_title = I know no such decision
settle_gone_text = This server has none with this number. It may belong to a team that was removed.
settle_gone_next = `/decision list` shows what there is.
settle_subject_title = This can't be a subject
settle_subject_next = Choose a duty from the list while you type, or name a topic in a few words.
settle_text_empty = It has no words in it.
settle_text_long = It has { $is } characters; { $most } fit.
settle_draft_title = This can't be recorded yet
settle_draft_nothing = It says neither who decides nor a rule.
settle_draft_many = It names { $is }; at most { $most } can be named.
settle_draft_next = Mend that and send it again. Nothing was recorded.
settle_both_title = A role or a person, not both
settle_both_text = You named a role and a person or server role as the one who decides.
settle_both_next = Leave one of them out. What else is to be said about who decides can stand in the rule.
settle_link_title = The source is no link
settle_link_text = A link begins with `https://`, has no spaces and at most 512 characters.
settle_link_next = Copy the link of the message where it was settled (its menu, **Copy Message Link**), or leave it out.
# $typed is what the person wrote as a date.
settle_date_title = I can't use “{ $typed }” as the review date
settle_date_unknown = I don't understand it as a date.
settle_date_no_day = No calendar or clock has such a day or hour.
settle_date_past = It is past already.
settle_date_far = It is more than ten years ahead.
# $first and $second are moments as Discord shows them.
settle_date_ambiguous = It could be { $first } or { $second }.
settle_date_next = Write such as `in 6 months`, `3 March` or `2027-03-01`. Nothing was changed.
# $first and $second are dates as they can be typed.
settle_date_next_either = Write `{ $first }` or `{ $second }`. Nothing was changed.
settle_full_title = There is no room for another one
settle_full_text = A team can have { $most } decisions in force.
settle_full_next = Retire some that no longer matter, then record this one.
