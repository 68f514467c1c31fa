### Questions handed to a person: the message that shows one, and what is said to those who press its buttons.
### $sort is “action” for what a team has agreed that somebody does by a day, otherwise “question”.
### $person and $to are mentions, $when a moment as Discord shows it, $link leads to a message, $team is a team's name.

request_ask_button = Ask them
# Above the message, where mentions notify: $to is the one who is asked.
request_calls = { $sort ->
    [action] { $to }, { $person } asks you to do what was agreed.
   *[question] { $to }, { $person } would like an answer from you.
 }
request_calls_next = { $sort ->
    [action] { $to }, this is now with you: { $link }
   *[question] { $to }, this question is now with you: { $link }
 }

# In place of a mention, for somebody whose data was erased.
request_erased = somebody who had their data erased

# An action's day: $when as a date, $relative as the time until then
request_due_by = **By when:** { $when }, { $relative }
request_due_title = Due now: { $subject }
request_due_taken = { $person } has it: { $link }
request_due_waiting = { $person } was asked and has not taken it: { $link }
request_due_nobody = Nobody has it. Whoever takes it presses **Mine**: { $link }

# Where it stands
request_waiting = { $person }, is this yours? Without an answer by { $when }, whoever covers is asked.
request_waiting_on = { $person }, is this yours? Nobody else is left to be asked, so it stays here.
request_waiting_nobody = Nobody is asked at the moment. Whoever takes it presses **Mine**.
request_accepted = { $sort ->
    [action] { $person } has it, and presses **Done** once it is.
   *[question] { $person } has it, and presses **Answered** once it is.
 }
request_over_answered = { $sort ->
    [action] Done.
   *[question] Answered.
 }
request_over_withdrawn = Taken back.
request_over_lapsed = { $sort ->
    [action] Closed: nothing happened for two weeks after it was due. Whoever still needs it talks to the team.
   *[question] Closed: nothing happened for two weeks. Whoever still needs an answer asks again.
 }
request_over_lost = Closed: I can no longer write where it was asked.

# The trail, one line for each event
request_event_asked = { $when }: { $person } asked { $to }
request_event_accepted = { $when }: { $person } took it
request_event_handed_on = { $when }: { $person } said it is not theirs, and handed it to { $to }
request_event_declined = { $when }: { $person } said it is not theirs, and did not know whose
request_event_timed_out = { $when }: no answer in time, so { $to } is asked
request_event_timed_out_nobody = { $when }: no answer in time, and nobody else is left to be asked
request_event_answered = { $sort ->
    [action] { $when }: { $person } said it is done
   *[question] { $when }: { $person } said it is answered
 }
request_event_withdrawn = { $when }: { $person } took it back
request_event_lapsed = { $when }: nothing had happened for two weeks
request_event_lost = { $when }: I could no longer write here

# Buttons
request_mine = Mine
request_not_mine = Not mine
request_done = { $sort ->
    [action] Done
   *[question] Answered
 }
request_take_back = Take it back
request_unknown = I don't know whose

# A private answer's question is not posted before its asker has seen how: $channel is a mention.
request_aloud_title = Ask them in the channel?
request_aloud_text = So far only you see this question. I would write it in { $channel }, where everybody can read it, with your name, and notify { $person }.
request_aloud_button = Ask them in the channel

# A form, where the answer kept only the beginning of a long question.
request_form_title = Complete your question
request_form_label = Your question, as everybody will read it

# To the one who pressed
request_asked_title = Asked
request_asked_text = I asked { $person }: { $link }
request_asked_silently = I asked { $person }: { $link }. It may be that nobody was notified: that role may not be mentioned by everyone. A server admin can change that in the settings of the role.
request_already_title = You have asked that already
request_already_text = It is still open, so nobody was notified again: { $link }
request_whose_title = Whose is it?
request_whose_text = Choose who should be asked instead. I notify them, and everybody sees that you handed it on. Where the team has to settle it first, put it to a vote.
request_whose_seat = Somebody of the team, by their role
request_whose_person = Anybody in this server
request_handed_title = Handed on
request_handed_text = { $person } is asked now: { $link }
request_declined_title = Noted
request_declined_text = Nobody is asked now; whoever takes it presses **Mine**: { $link }

# Below an answer about something that somebody was asked already
request_open_title = Asked already
request_open_waiting = { $person } was asked { $when }: { $link }
request_open_accepted = { $person } has it: { $link }
request_open_nobody = Asked { $when }, and nobody has it: { $link }

# Why nobody was asked, or nothing happened
request_vacant_title = There is nobody to ask
request_vacant_text = In { $team } nobody who is there holds the role of { $roles }.
request_vacant_people = Nobody whom { $team } had named for it is left.
request_vacant_next = Ask somebody who manages the team to say whose it is, then ask again.
request_left_title = They have left
request_left_text = { $person } is named for that here, and is no longer in this server.
request_left_next = Ask again, and I turn to whoever covers for them. Somebody who manages the team can set who it is now.
request_may_not_write_title = You may not write here
request_may_not_write_text = Asking somebody posts a message for you, and you may read this channel but not write in it.
request_may_not_write_next = Ask in a channel where you may write.
request_yourself_title = That would be you
request_yourself_text = You are the one who would be asked about this here.
request_yourself_next = It is yours to decide. If it should not be, use **Not right?** below the answer.
request_many_title = That is enough for now
request_many_open = You have { $most } open questions with people in this server, and more at once I don't take.
request_many_today = You have asked people { $most } times within a day in this server, and more I don't take.
request_waiting_title = They have enough to answer
request_waiting_text = { $most } questions wait already for whoever is named for that, and more at once I don't pass on.
request_waiting_next = Ask again when some of them are answered. If it can't wait, write to the person yourself.
request_many_next = Take one back that you no longer need, or ask the person directly.
request_gone_title = This question is gone
request_gone_text = It was removed, with its team or because it could not be posted. Nothing was changed.
request_gone_next = If it still matters, ask again with `/who-owns`.
request_over_title = This is closed
request_over_text = Nothing more can happen to it.
request_over_next = { $sort ->
    [action] If it still matters, talk to whoever handed it out.
   *[question] If it still matters, ask again with `/who-owns`.
 }
request_taken_title = Somebody was faster
request_taken_text = { $person } has it already.
request_taken_next = There is nothing for you to do. If it should be yours, talk to { $person }.
request_theirs_title = It is yours already
request_theirs_text = You have taken it before.
request_theirs_next = { $sort ->
    [action] Press **Done** once it is.
   *[question] Press **Answered** once it is.
 }
request_not_asked_title = Somebody else is asked
request_not_asked_text = Only those who are asked, and those in { $team } who cover for them, can press that.
request_not_asked_next = Write what you know below the question; that helps too.
request_not_theirs_title = That is for others to say
request_not_theirs_text = Whoever asked takes it back; whoever asked or took it says that it is answered.
request_not_theirs_next = Talk to them.
request_cannot_go_title = It cannot go to them
request_cannot_go_text = { $why ->
    [bot] They are a bot.
    [outsider] They are not in this server.
    [self] That is you.
   *[declined] They have said already that it is not theirs.
 }
request_cannot_go_next = Choose somebody else, or press **I don't know whose**.
request_not_told_title = Handed on, but they do not know
request_not_told_text = { $person } is asked now, and I could not notify them: I may no longer write here.
request_not_told_next = Tell them yourself, and ask a server admin to let me write here again.
