### Polls: the message that shows one, receipts, results, and why something was not done.
### $option is an option's text, $person and $role mentions, $when a moment as Discord shows it, $many a count.

# Commands and options, at most 100 characters each.
command_poll = Ask your people, and settle it
command_poll_create = Put a question to a vote
command_poll_edit = Add an option to a poll that is running, fix one, or take one out
example_poll_edit = Example: `/poll edit poll: Tabs or spaces? fix: Tbas reads: Tabs`
option_poll_add = One more option
option_poll_fix = The option that should read otherwise; its votes stay
option_poll_reads = How that option should read
option_poll_remove = The option to take out; who voted for it alone has no vote then, and is told
command_poll_close = End a poll before its time
command_poll_status = The polls of this channel, or those you started
command_poll_export = The ballots of a poll as a CSV file, to yourself
command_poll_reopen = Open a poll of yours again, within an hour of its close
# The name in a message's menu, at most 32 characters, and what it does, for /help.
command_poll_this = Poll this
command_poll_this_does = Put what somebody wrote to a vote
option_poll_which = Which polls; those open in this channel if left out
poll_which_open = Open in this channel
poll_which_closed = Closed in this channel
poll_which_mine = Started by you
option_poll_question = What you want to know
option_poll_options = The answers to choose from, with | between them, up to 25
option_poll_closes = When it closes, such as “in 2 hours”, “friday 17:00” or 2026-12-01
option_poll_anonymous = Nobody sees who voted for what
option_poll_hidden = Keep the results back until it closes
option_poll_voters = Who may vote: a team's name, or people and server roles as mentions; everybody here if left out
option_poll_quorum = How many must vote for it to count, such as “5”, “50%” or “5, 1 tech lead”
option_poll_reason = Whether votes come with reasons
option_poll_force = What follows from the result
option_poll_decider = Who decides, if the poll is advice
option_poll_about = What the poll settles the owner of; leave the options out to choose between the likely roles
option_poll_known = Which poll
option_poll_type = How one votes; for one option if left out
option_poll_limit = How many options one can vote for, if several
option_poll_remind = Whether I remind everybody here before it closes; it notifies nobody
option_poll_repeats = How often it is held, each time with ballots of its own
poll_repeat_weekly = Every week
poll_repeat_fortnightly = Every other week
poll_repeat_monthly = Every month
poll_type_one = One option
poll_type_yes_no = Yes or no
poll_type_pulse = Weekly pulse: from 1 (bad) to 5 (great), anonymous, held every week
# The answers of “Yes or no”.
poll_yes = Yes
poll_no = No
poll_type_several = Several options
poll_type_proposal = Yes, no, or an objection that must be dealt with
poll_type_ranked = All options, in the order of preference
poll_type_five = Fist of five: from 0 (never) to 5 (I lead it)
poll_type_delegation = Delegation: from 1 (I tell you) to 7 (you do as you see fit)
poll_type_ten = A scale from 1 to 10
poll_reason_off = No reasons
poll_reason_optional = Who wants gives a reason
poll_reason_required = Every vote has a reason
poll_force_sense = Nothing is recorded: it shows where people stand
poll_force_advice = Advice: somebody decides, having seen it
poll_force_binding = Binding: the result holds
example_poll_create = Example: `/poll create question: Tabs or spaces? options: Tabs | Spaces`

# A line for each option. $percent is a whole number.
poll_line =
    { $votes ->
        [one] **{ $option }**: 1 vote ({ $percent } %)
       *[other] **{ $option }**: { $votes } votes ({ $percent } %)
    }
# While the results are hidden, and before the first vote.
poll_line_bare = **{ $option }**
poll_line_yes = For it
poll_line_no = Against it
poll_line_objection = With an objection
poll_first_choices = First choices so far; the whole order counts when it closes.
poll_median = In the middle: { $level }
poll_median_between = In the middle: between { $low } and { $high }

poll_voted =
    { $many ->
        [0] Nobody has voted yet.
        [one] One person has voted.
       *[other] { $many } people have voted.
    }
poll_voted_of = { $many } of { $of } have voted.
poll_quorum_met = Enough have voted for it to count.
poll_quorum_lacks =
    { $many ->
        [one] One more vote is needed for it to count.
       *[other] { $many } more votes are needed for it to count.
    }
# $name is a role of the handbook within a sentence.
poll_quorum_lacks_role =
    { $many ->
        [one] The { $name } must still vote for it to count.
       *[other] { $many } people as { $name } must still vote for it to count.
    }
poll_closes = It closes { $relative }, on { $when }.
poll_closes_by_hand = It has no end set: whoever started it closes it.
poll_closes_when_all = It closes as soon as everybody who may vote has voted.
poll_held_up =
    { $many ->
        [one] **One objection is open. It does not close before that is dealt with.**
       *[other] **{ $many } objections are open. It does not close before they are dealt with.**
    }
poll_is_closed = **Closed { $when }.**

# $by is a mention, or “somebody”; $arbiter whoever deals with objections.
poll_somebody = somebody
poll_objection = **Objection** by { $by }: { $reason }
poll_objection_resolved = Objection by { $by }: { $reason } – **resolved**, says { $arbiter }.
poll_objection_overruled = Objection by { $by }: { $reason } – **overruled** by { $arbiter }.
poll_objections_more =
    { $many ->
        [one] There is one more objection.
       *[other] There are { $many } more objections.
    }
poll_settle_title = An objection is open
poll_settle_text = If its reason is gone, it is resolved. If you go on in spite of it, overrule it. Everybody sees which.
poll_settled_title = Every objection is dealt with
poll_settled_text = The poll closes as it was set to.

# The contract below a poll: its heading, and a line each.
poll_contract = How this poll is held
poll_asked_by = Started by { $person }.
poll_objections_go_to = An objection needs a reason and holds the close up until { $person } deals with it.
poll_who_everyone = Who may vote: everybody who sees this channel.
poll_who_role = Who may vote: everybody with the server role { $role }.
poll_who_team = Who may vote: everybody who holds a seat in the team { $team } or covers for somebody.
poll_who_team_gone = Who may vote: a team that is no longer there, so nobody.
poll_who_members = Who may vote: { $people }.
poll_who_nobody = Who may vote: people who have all had their data erased.
poll_changeable = Until it closes you can change your vote or take it back.
poll_is_named = With names: everybody here can see who votes for what, now and after the close.
poll_is_named_hidden = With names: after the close everybody here can see who voted for what.
poll_is_anonymous = Anonymous: nobody sees who votes for what. Until the close, whoever runs my database could find it out; at the close the key to that is destroyed, and then nobody can.
poll_is_live = The results show as votes come in.
poll_is_hidden = The results are hidden until the close; until then only the number of votes shows.
poll_reminds = Before it closes I say so here once more; that notifies nobody.
poll_repeats_weekly = It is held again every week, until whoever started it ends that.
poll_repeats_fortnightly = It is held again every other week, until whoever started it ends that.
poll_repeats_monthly = It is held again every month, until whoever started it ends that.
poll_scale_five = 0: never. 1: I have strong doubts. 2: I would rather not. 3: I can live with it. 4: it is good. 5: I lead it.
poll_scale_delegation = 1: I tell you. 2: I explain it to you. 3: I ask you first. 4: we agree on it. 5: you ask me first. 6: you tell me afterwards. 7: you do as you see fit.
poll_scale_pulse = 1: bad. 2: rather bad. 3: so-so. 4: good. 5: great.
poll_takes_reasons = You can give a reason with your vote; it is seen as your vote is.
poll_needs_reasons = Every vote needs a reason; it is seen as your vote is.
poll_follows_nothing = What follows: nothing is recorded, it shows where people stand.
poll_follows_advice = What follows: { $person } decides, having seen the result.
poll_follows_binding = What follows: the result holds.
# $subject is a duty or a topic, $team a team's name.
poll_follows_decision = What follows: whoever wins is recorded as what { $team } has settled about { $subject }.

# Buttons, and the text in a select of which nothing is chosen yet.
poll_choose = Choose your answer
poll_choose_several = Choose your answers, { $most } at most
poll_yes_button = For it
poll_no_button = Against it
poll_object_button = I object
poll_rank_button = Rank the options
poll_rank_title = Your order
# $place is a number from 1.
poll_rank_line = { $place }. { $option }
poll_rank_start = Choose what you like best, then the next best, and so on. Nothing counts before you cast it.
poll_rank_rest = Go on, or cast it as it is: what you leave out comes after all of these. Nothing counts before you cast it.
poll_rank_choose = Your choice number { $place }
poll_rank_cast = Cast this order
poll_rank_undo = Undo the last
poll_rank_anew = Begin anew
poll_objections_button = Objections
poll_resolve_button = It is resolved
poll_overrule_button = Overrule it
poll_mine_button = My vote
poll_voters_button = Who voted?
poll_close_button = Close
poll_change_button = Change my vote
poll_withdraw_button = Take my vote back
poll_reason_button = Give a reason
poll_close_now_button = Close it now

# To whoever started it.
poll_started_title = Your poll is running
poll_started_text = It is here: { $link }
poll_already_title = That is voted on already
poll_already_text = There is an open poll about it, so no second one was started: { $link }
poll_already_soon = Somebody is just starting a poll about it in { $channel }, so no second one was started.

# Receipts, to the voter alone.
poll_receipt_title = Your vote counts
poll_receipt_for = You voted for: **{ $choice }**
poll_receipt_changed = You had voted for: { $choice }
poll_receipt_same = You had voted for the same before; nothing has changed.
poll_receipt_reason = Your reason: { $reason }
poll_receipt_until = You can change your vote or take it back until { $when }. Only you see this message.
poll_receipt_until_close = You can change your vote or take it back until the poll closes. Only you see this message.
poll_receipt_last = Everybody has voted, so the poll is closed. The result comes as a message of its own.
poll_receipt_closed = The poll is closed; this is how your vote was counted.
poll_receipt_unknown_title = I can't tell how you voted
poll_receipt_unknown = This poll was anonymous and is closed. The key that could tell is destroyed.
poll_receipt_none_title = You have not voted
poll_receipt_none = Use the buttons or the list below the poll.
poll_receipt_withdrawn_title = Your vote is taken back
poll_receipt_withdrawn = You had voted for: { $choice }. You can vote again until the poll closes.
poll_receipt_nothing_withdrawn = There was no vote of yours to take back.
poll_change_title = Your vote
poll_change_text = Choose anew. Until you do, your vote stays as it is.
poll_form_title = Your vote
poll_form_reason = Why?
poll_stance_yes = for it
poll_stance_no = against it
poll_stance_objection = an objection

# Who voted for what.
poll_voters_title = Who voted for what
poll_voters_none = Nobody has voted yet.
poll_voters_line = **{ $option }**: { $people }
# $people are the first mentions of a long list.
poll_voters_more =
    { $many ->
        [one] { $people } and one more
       *[other] { $people } and { $many } more
    }
poll_voters_reason = { $person }: { $reason }

# Lists. $question is a poll's question, with a link to it where there is one.
poll_list_none = There is none. `/poll create` starts one.
poll_list_link = [{ $question }]({ $link })
poll_list_open =
    { $votes ->
        [one] - { $question }: one vote, open
       *[other] - { $question }: { $votes } votes, open
    }
poll_list_open_until =
    { $votes ->
        [one] - { $question }: one vote, closes { $when }
       *[other] - { $question }: { $votes } votes, closes { $when }
    }
poll_list_closed =
    { $votes ->
        [one] - { $question }: one vote, closed { $when }
       *[other] - { $question }: { $votes } votes, closed { $when }
    }
poll_list_previous = Previous
poll_list_next = Next ({ $page } of { $pages })

# Export and opening again.
poll_file_description = The ballots of a poll as CSV
poll_exported_title = The ballots
poll_exported_text =
    { $many ->
        [0] Nobody has voted; the file has its headings only.
        [one] The file has one ballot.
       *[other] The file has { $many } ballots.
    }
poll_exported_anonymous = The poll is anonymous: the file says nothing of who voted, and its order means nothing.
poll_reopened_title = This poll is open again
poll_reopened_text = Its result no longer holds. Votes stay as they were, and can be changed, taken back and added.

# The form of “Poll this”.
poll_form_poll_title = Put it to a vote
poll_form_question = The question
poll_form_options = The answers, one on each line
poll_form_options_example = One answer on each line, up to 25
poll_form_closes = When it closes (may be left empty)
poll_form_closes_example = in 2 hours, friday 17:00, 2026-12-01

# Polls that are held again, and before the close. $people are mentions.
poll_stop_button = Don't hold it again
poll_stopped_title = It is not held again
poll_stopped_text = This poll was the last one. Its votes and its close stay as they are.
poll_missing_button = Who is missing?
poll_missing_title = Who has not voted
poll_missing_unknown = I don't know by name who may vote, so I can't tell who is missing.
poll_missing_none = Everybody who may vote has voted.
poll_missing_people = { $people }
poll_reminder_title = There is still time to vote

# Options changed while people vote. $when is how long ago, as Discord counts it.
poll_amended_title = The poll is changed
poll_amended_added = Added { $when }: **{ $option }**
poll_amended_reworded = Reworded { $when }: { $before } now reads **{ $option }**. Its votes stay.
poll_amended_removed = Taken out { $when }: **{ $option }**
poll_amended_lost =
    { $many ->
        [one] One person had voted for it alone and has no vote now. I have said so in the channel.
       *[other] { $many } people had voted for it alone and have no vote now. I have said so in the channel.
    }
poll_option_gone_told = An option was taken out of this poll
poll_option_gone_many =
    { $many ->
        [one] One person had voted for it alone and has no vote now. Vote again below the poll if it was you.
       *[other] { $many } people had voted for it alone and have no vote now. Vote again below the poll if you are one of them.
    }
poll_option_gone_people = These had voted for it alone, have no vote now, and can vote again below the poll: { $people }.

# A poll with settings of its own, before it starts, to whoever makes it.
poll_form_change_title = Change the poll
poll_preview_text = This is how your poll will read. Only you see it until you start it.
poll_start_button = Start
poll_edit_button = Change
poll_cancel_button = Cancel
poll_cancelled_title = Nothing was started
poll_cancelled_text = The poll is gone; nobody else has seen it.

# Closing by hand, to whoever presses.
poll_close_title = Close this poll now?
poll_close_text =
    { $many ->
        [0] Nobody has voted yet.
        [one] One person has voted.
       *[other] { $many } people have voted.
    }
poll_close_note = No more votes are taken then, and the result is told in the channel.
poll_closing_title = The poll is closed
poll_closing_text = The result comes as a message of its own in the channel.

# The result.
poll_result_title = Result: { $question }
poll_result_no_votes = Nobody voted, so there is no result.
# $votes of $of votes; $option won.
poll_result_winner =
    { $votes ->
        [one] **{ $option }** wins with 1 vote of { $of } ({ $percent } %).
       *[other] **{ $option }** wins with { $votes } votes of { $of } ({ $percent } %).
    }
poll_result_margin =
    { $many ->
        [one] That is one vote ahead of the next.
       *[other] That is { $many } votes ahead of the next.
    }
poll_result_tie =
    { $votes ->
        [one] It is a tie: { $options } have one vote each. Nothing is drawn by lot; a tie is the result.
       *[other] It is a tie: { $options } have { $votes } votes each. Nothing is drawn by lot; a tie is the result.
    }
poll_result_passes = The proposal **passes**: { $yes } for it, { $no } against it.
poll_result_fails = The proposal **fails**: { $yes } for it, { $no } against it. It needs more for it than against it.
poll_result_ranked = **{ $option }** wins, counted in rounds and pair by pair alike.
poll_result_ranked_tie = It is a tie between { $options }, counted in rounds and pair by pair alike. Nothing is drawn by lot.
poll_result_differ = The two ways of counting disagree. In rounds (instant run-off) it is **{ $runoff }**; pair by pair (Schulze) it is **{ $schulze }**.
# Ranked: a line for each round of the run-off, and why the two ways of counting disagree.
poll_round = Round { $round }: { $votes }
poll_round_out = Round { $round }: { $votes }. Out: { $options }.
poll_round_votes = { $option } { $votes }
poll_rounds_more =
    { $many ->
        [one] (and one more round)
       *[other] (and { $many } more rounds)
    }
# $schulze is preferred to $runoff on $more ballots of those that tell them apart, the other way round on $fewer.
poll_differ_why = Why: the run-off looks at first choices only, so { $schulze } went out in round { $round }; but { $more } prefer it to { $runoff }, and { $fewer } the other way round.
poll_differ_circle = Why: the preferences go round in a circle, and the two ways break it at different places.
poll_result_spread = From { $low } to { $high }.
# The picture: what stands at a bar, and what the picture shows, for those who do not see it. $note is such a text.
poll_chart_note = { $votes } ({ $percent } %)
poll_chart_row = { $option } { $note }
poll_chart_description = Bars: { $rows }.
poll_chart_first_choices = First choices.
poll_chart_most = Shown are { $most } of { $all } options, those with the most votes.
poll_result_turnout =
    { $many ->
        [one] One person voted.
       *[other] { $many } people voted.
    }
poll_result_turnout_of = Of { $of } who may vote, { $many } did.
poll_result_undecided_could =
    { $many ->
        [one] The one who did not vote could have changed it.
       *[other] The { $many } who did not vote could have changed it.
    }
poll_result_undecided_could_not =
    { $many ->
        [one] The one who did not vote could not have changed it.
       *[other] The { $many } who did not vote could not have changed it.
    }
poll_result_quorum_met = Enough voted for it to count.
poll_result_quorum_missed =
    { $many ->
        [one] **It does not count:** one vote was missing to the quorum.
       *[other] **It does not count:** { $many } votes were missing to the quorum.
    }
poll_result_quorum_role =
    { $many ->
        [one] **It does not count:** the { $name } had to vote and did not.
       *[other] **It does not count:** { $many } more people as { $name } had to vote.
    }
poll_result_by_deadline = It closed on { $when }, as set.
poll_result_late = It closed late, on { $when }; it was to close on { $due }.
poll_result_by_hand = { $person } closed it on { $when }.
poll_result_by_hand_erased = It was closed by hand on { $when }.
poll_result_all_voted = It closed on { $when }, when everybody had voted.
# What followed. $who says who decides, as a sentence; $link leads to the poll.
poll_result_recorded = **Recorded** as what your team has settled about { $subject }: { $who }
poll_result_not_recorded_quorum = **Nothing was recorded:** not enough voted, or not those who had to. Start another poll, or let those who manage the team record it with `/decision record`.
poll_result_not_recorded_tie = **Nothing was recorded:** nobody is ahead. Start another poll between those, or let those who manage the team record it with `/decision record`.
poll_result_not_recorded_votes = **Nothing was recorded**, since nobody voted.
poll_result_not_recorded = **Nothing was recorded:** the team is gone or has no room for another decision, or whoever started the poll had their data erased.
poll_result_to_decide = { $person } decides now, having seen this.
poll_result_called = **{ $person } decided:** { $text }
poll_decide_button = Decide
poll_decide_title = Your decision
poll_decide_label = What you decide
# The reason of the decision that is recorded. $dissent is a list of what else was voted for, each with its votes.
poll_decided_by_vote =
    { $votes ->
        [one] A poll decided: 1 vote of { $of }, and nothing else was voted for.
       *[other] A poll decided: { $votes } votes of { $of }, and nothing else was voted for.
    }
poll_decided_with_dissent =
    { $votes ->
        [one] A poll decided: 1 vote of { $of }. Voted for otherwise: { $dissent }.
       *[other] A poll decided: { $votes } votes of { $of }. Voted for otherwise: { $dissent }.
    }
poll_dissent = { $option } ({ $votes })
poll_called_on_advice = Decided with the advice of a poll. { $headline }
# The question of a poll that a disputed answer becomes. $subject is a duty's title.
poll_who_owns = Who owns “{ $subject }” in { $team }?
# A candidate: a role, and the name of whoever holds it in the team.
poll_candidate_seated = { $role } ({ $person })
poll_dispute_button = Put it to a vote

poll_result_link = [To the poll]({ $link })
poll_told_link = [To the result]({ $link })
poll_result_elsewhere = I could not write the result in { $channel }, so it comes to you.

# Refusals: what happened, why, what to do next.
poll_gone_title = I no longer know this poll
poll_gone_text = It was deleted, or it belongs to another server.
poll_gone_next = `/poll create` starts another one.
poll_over_title = This poll is closed
poll_over_text = No more votes are taken, so yours was not changed.
poll_over_next = The result is in the channel. Ask whoever started it if it should be taken up again.
poll_not_yours_title = You can't vote in this poll
poll_not_yours_text = It is for others: the message says who may vote.
poll_not_yours_next = Ask whoever started it if you should be among them.
poll_option_gone_title = This option is no longer there
poll_option_gone_text = The poll has changed since you opened this.
poll_option_gone_next = Choose again below the poll. Your vote was not changed.
poll_bad_vote_title = This vote can't be counted
poll_bad_vote_many = { $most } can be chosen at most, these are { $is }.
poll_bad_vote_nothing = Nothing was chosen.
poll_bad_vote_no_reason = A reason is needed with it.
poll_bad_vote_takes_none = This poll takes no reasons.
poll_bad_vote_other = It does not fit the question.
poll_bad_vote_next = Vote again below the poll. Your vote was not changed.
poll_hidden_title = Votes are hidden until the close
poll_hidden_text = This poll keeps its results back, and with them who voted for what.
poll_hidden_next = Look again when it is closed.
poll_secret_title = This poll is anonymous
poll_secret_text = Who voted for what is not shown to anybody.
poll_secret_next = The numbers stand in the poll's message.
poll_not_arbiter_title = This is not yours to deal with
poll_not_arbiter_text = Objections to this poll are dealt with by { $person }.
poll_not_arbiter_next = Talk to them. Whoever objects can also take the objection back with **My vote**.
poll_limit_title = So many options can't be chosen
poll_limit_text = Between one and { $most } of these can be voted for.
poll_limit_next = Leave `limit` out, or write a number that fits. Nothing was started.
poll_not_closer_title = You can't close this poll
poll_not_closer_text = Only whoever started it, and those who may manage the server or the poll's team, can do that.
poll_not_closer_next = Ask one of them.
poll_held_title = An objection is open
poll_held_text = The poll closes when every objection is dealt with.
poll_held_next = Take it up with those who object: they can take it back, or the one who decides settles it.
poll_none_here_title = There is no such poll here
poll_none_here_text = None of this channel has this question.
poll_none_here_next = Choose one from the list while you type, or look at `/poll status`.
poll_is_open_title = This poll is open
poll_is_open_text = There is nothing to open again.
poll_is_open_next = Vote below its message; `/poll status` has a link to it.
poll_too_late_title = It is too late to open this poll again
poll_too_late_text = That can be done within an hour of its close; by now people rely on the result.
poll_too_late_next = Start another poll with `/poll create`.
poll_stays_closed_title = An anonymous poll stays closed
poll_stays_closed_text = The key that tells who has voted was destroyed at its close, so nobody could be kept from voting twice.
poll_stays_closed_next = Start another poll with `/poll create`.
poll_not_reopener_title = You can't open this poll again
poll_not_reopener_text = Only whoever started it can do that.
poll_not_reopener_next = Ask them, or start another poll with `/poll create`.
poll_question_title = This can't be a question
poll_question_next = Write the question in a line of at most { $most } characters.
poll_options_title = These can't be the options
poll_options_few = A poll has at least { $fewest } options, and here I find { $is }.
poll_options_many = A poll has at most { $most } options.
poll_options_twice = “{ $option }” stands there twice.
poll_options_empty = Option { $number } has nothing in it that can be seen.
poll_options_long = Option { $number } has { $is } characters; { $most } fit.
poll_options_next = Write them with `|` between them, such as `Tabs | Spaces`. Nothing was started.
poll_date_title = I can't use “{ $typed }” as the time of the close
poll_date_next = Write such as `in 2 hours`, `friday 17:00` or `2026-12-01 09:00`. Nothing was started.
poll_voters_bad_title = I don't know who may vote
poll_voters_bad_text = “{ $part }” is neither a team of this server nor a mention of a person or a server role.
poll_voters_bad_mixed = Either a team, or one server role, or people by name: these can't be mixed.
poll_voters_bad_many = At most { $most } people can be named.
poll_voters_bad_next = Name a team, mention one server role, or mention the people. Leave it out for everybody here.
poll_quorum_bad_title = I can't use “{ $part }” as a quorum
poll_quorum_bad_text = A quorum is a number of people, a share of those who may vote, or a number of people in a role.
poll_quorum_bad_unreachable = No poll could meet it: not so many may vote.
poll_quorum_bad_share = A share needs voters whose number I know: people by name, or a team whose seats are held by people.
poll_quorum_bad_role = Nobody holds this seat by name in the team, so nobody could vote for it.
poll_quorum_bad_next = Write such as `5`, `50%` or `5, 1 tech lead`. Nothing was started.
poll_decider_title = Who decides?
poll_decider_text = Advice is given to somebody: a person, and not a bot.
poll_decider_next = Name a member in the option `decider`. Nothing was started.
poll_needs_team_title = Whose decision would it be?
poll_needs_team_text = A poll that settles who owns something is about a team, and this channel belongs to none.
poll_needs_team_next = Use the command in a channel of the team, or name the team as those who may vote.
poll_candidate_title = “{ $option }” can't own anything
poll_candidate_text = It is neither a role of the handbook nor a mention of a member or a server role.
poll_candidate_next = Write roles and mentions with `|` between them, or leave the options out. Nothing was started.
poll_not_decider_title = This is not yours to decide
poll_not_decider_text = The result is advice to { $person }, who decides.
poll_not_decider_next = Talk to them. What they decide will stand below the result.
poll_decided_title = This was decided already
poll_decided_text = What was decided stands below the result.
poll_decided_next = If it has to change, start another poll.
poll_endless_title = When does each one end?
poll_endless_text = A poll that is held again must be over before the next one starts.
poll_endless_next = Give it a time to close with `closes`, such as “in 2 days”. Nothing was started.
poll_not_again_title = This poll is not held again
poll_not_again_text = Somebody has ended that already, or a later one has taken its place.
poll_not_again_next = If a later one runs, press the button below that one.
poll_not_reminder_title = Who is missing is not yours to see
poll_not_reminder_text = Only whoever started the poll sees who has not voted.
poll_not_reminder_next = Ask them; the poll's message says how many have voted.
poll_no_change_title = What should change?
poll_no_change_text = Nothing was named that could be changed.
poll_no_change_next = Use `add` for one more option, `fix` together with `reads` for another text, or `remove`.
poll_no_options_title = This poll has no options to change
poll_no_options_text = One votes for or against something in it, or on a scale.
poll_no_options_next = If the question is wrong, close the poll and start another one.
poll_no_option_title = There is no option “{ $option }”
poll_no_option_text = No option of this poll reads like that.
poll_no_option_next = Choose one of those that are suggested while you type. Nothing was changed.
poll_not_changer_title = You can't change this poll
poll_not_changer_text = Whoever started it changes it, or those who manage the server or its team.
poll_not_changer_next = Ask one of them.
poll_ended_title = This poll would be over already
poll_ended_text = The time at which it was to close has passed while it waited for you.
poll_ended_next = Press **Change** and write another time, or leave it empty. Nothing was started.
poll_may_not_title = You can't start a poll here
poll_may_not_text = You may read this channel but not write in it, so I don't post there for you either.
poll_may_not_next = Use the command in a channel where you may write.
poll_none_open_title = There is no such poll here
poll_none_open_text = None that is open in this channel has this question.
poll_none_open_next = Choose one from the list while you type, or press **Close** below the poll.
