### Assessments: the card before one begins, its questions, results, and why something was not done.
### $title is an assessment's title, $when a moment as Discord shows it, $many a count, $points a mean with one decimal.

command_assess = Look at yourself, or at your team
command_assess_start = Take an assessment for yourself, in a thread that only you see
command_assess_mine = Your own assessments: go on, look at a result again, delete
option_assess_assessment = Which one
example_assess_start = Example: `/assess start assessment: EM or TL: which path suits me?`
assess_takes = It has { $many } questions and takes about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }. You can pause at any time.
assess_no_thread = **I was not allowed to open a thread here**, so it happens in replies that only you see. Nothing was begun yet.
assess_is_not = What it is not
assess_seen = Who sees what
assess_kept = Until when, and how to erase it
assess_rests = What it rests on
assess_seen_private = It happens in a private thread with you and me. Only those who may manage threads in this server could open it too.
assess_seen_public = It happens in a thread that **everybody who sees this channel can read**.
assess_seen_replies = It happens in replies that only you see, in this channel. They are gone when Discord restarts; your answers are not, and `/assess mine` goes on.
assess_seen_alone = Your answers and the result are yours. No lead or manager sees them through me, and no command exports them to anybody but you.
assess_kept_alone = Until you delete it: below the result, with `/assess mine`, or with `/privacy erase`. Nobody else can.
assess_begin_private = Start in a private thread
assess_begin_public = Start in a thread that all can read
assess_begin_replies = Start in replies that only I see
assess_resume_title = You have begun: { $title }
assess_resume_text = { $answered } of { $many } questions are answered. You began on { $when }.
assess_unknown_title = I know no assessment “{ $typed }”
assess_unknown_text = Assessments are chosen by their title.
assess_unknown_next = Choose one from the list while you type: { $names }.
assess_teams_title = “{ $title }” is taken by a team together
assess_teams_text = Its answers mean something only beside those of others.
assess_teams_next = `/assess round` starts it for a team; `/assess start` offers those for one person while you type.
sit_skipped = Rather not say
sit_skip = Rather not say
sit_progress = Question { $number } of { $many }
sit_answered = { $bar } { $answered } answered
sit_so_far = Your answer so far: **{ $answer }**. Press another one to change it, or the same to go on.
sit_written = What you wrote: “{ $words }”
sit_either = **{ $first }**, or **{ $second }**?
sit_good = **Good:** { $text }
sit_poor = **Poor:** { $text }
sit_state = { $title }: how is it?
sit_trend = { $title }: where is it heading?
sit_matter = It is about: **{ $matter }**
sit_somebody_else = Somebody else: choose the role
sit_back = Back
sit_pause = Pause
sit_stop = Stop
sit_write = Add a word of why
sit_words_title = A word of why
sit_words_label = Why? Leave it empty to take it back
sit_go_on = Go on
sit_delete = Delete
sit_all_title = That was the last question
sit_all_alone = You can go back and change answers, or see the result. It is shown to you alone.
sit_all_progress = All { $many } done
sit_finish = See my result
sit_began_title = It has begun
sit_began_text = Go to { $thread }.
sit_on_title = It goes on
sit_on_text = Go to { $thread }: it waits there where you left it.
sit_paused_title = Paused: { $title }
sit_paused_text = { $answered } of { $many } questions are answered, and kept. Press **Go on** when you like; after this message is gone, `/assess mine` does the same.
sit_stop_title = Stop here?
sit_stop_text = { $answered ->
    [0] Nothing is answered yet.
    [one] One question is answered.
   *[other] { $answered } questions are answered.
  } Leave it as it is, and it is kept until you go on or delete it. **Delete** takes all of it away.
sit_delete_title = Delete it?
sit_delete_text = Your answers to “{ $title }” and what they came to are deleted. This cannot be taken back.
sit_delete_now = Delete my answers
sit_deleted_title = Deleted
sit_deleted_text = Your answers are gone.
sit_deleted_thread = Your answers are gone, and the thread will be archived. What stood in it was Discord's to keep.
sit_result_title = Your result: { $title }
sit_result_text = From { $when }. Each line stands for itself; there is no total and no verdict. Choose a line below to see every answer behind it and what to try.
sit_result_before = The ring and the words “last time” are your own result from { $when }. You are compared with nobody else.
sit_result_is_not = A reflection, not a test. Not for hiring, pay or ratings.
sit_axis = { $title }: { $band }
sit_axis_unknown = { $title }: too little answered
sit_axis_none = too little answered
sit_axis_too_little = You answered less than half of what this line needs, so I say nothing about it.
sit_points = { $bar } { $points } of { $most }
sit_axis_before = Last time: { $points }
sit_speaks_for = Spoke for it most: “{ $text }” ({ $answer })
sit_speaks_against = Spoke against it most: “{ $text }” ({ $answer })
sit_changes_up = { $up ->
    [one] One point more
   *[other] { $up } points more
  } in all of its answers together, and it would read “{ $above }”.
sit_changes_down = { $down ->
    [one] One point less
   *[other] { $down } points less
  } in all of its answers together, and it would read “{ $below }”.
sit_changes_both = { $up ->
    [one] One point more
   *[other] { $up } points more
  } in all of its answers together, and it would read “{ $above }”; { $down ->
    [one] one less
   *[other] { $down } less
  }, and “{ $below }”.
sit_tries = To try
sit_behind_title = Your answers behind it
sit_behind = - “{ $text }”: **{ $answer }**
sit_behind_reversed = - “{ $text }”: **{ $answer }** (agreeing speaks against it)
sit_look = Look closer at one line
sit_whole_result = Whole result
sit_keep = Keep it
sit_share = Share it
sit_kept = Kept. /assess mine shows it again, and deletes it.
sit_kept_thread = Kept. /assess mine shows it again, and deletes it. This thread is archived in a moment.
sit_ring = The ring is your result from last time.
sit_share_preview = This is what everybody in { $channel } would see, with your name. Your single answers are not in it.
sit_post = Post it there
sit_shared_title = A result: { $title }
sit_shared_by = { $person } shares this. Nobody has to, and nobody is compared.
sit_share_done = Shared
sit_share_link = It is here: { $link }
sit_mine_title = Your assessments
sit_mine_none = You have taken none here. `/assess start` begins one.
sit_mine_open = begun on { $when }, not finished
sit_mine_done = finished on { $when }
sit_mine_more = … and { $many } older.
sit_mine_option_open = not finished
sit_mine_option_done = finished
sit_mine_choose = Choose one to go on or to look at it
sit_gone_title = This is not yours to go on with
sit_gone_text = It belongs to somebody else, or it was deleted.
sit_gone_next = `/assess mine` shows yours, `/assess start` begins one.
sit_over_title = This one is finished
sit_over_text = Nothing more is answered in it.
sit_over_next = `/assess mine` shows what it came to.
sit_not_all_title = Not all is answered
sit_not_all_text = { $many ->
    [one] One question is open.
   *[other] { $many } questions are open.
  }
sit_not_all_next = Go on with `/assess mine`. What you would rather not say, you can skip.
sit_may_not_title = You can't write there
sit_may_not_text = It would be posted in a channel where you may not write yourself.
sit_may_not_next = Use `/assess mine` in a channel where you may, and share it from there.
assess_seen_round = Whoever can read { $channel } sees how often each answer was given, and only if { $fewest } people or more hand in. No names, and nothing about fewer people.
assess_seen_same = If everybody gives the same answer, everybody knows what you answered.
assess_seen_words = A word of why, at most { $most } characters, is shown only if you say so at the end. Your team may know you by your style.
assess_kept_round = Until the round closes I keep your answers with your name, so that you can go on or take them back with `/assess mine`. At the close they are counted, and which were yours is destroyed: nobody can tell any more, and nothing can be taken back then.
sit_all_round = Hand in, and your answers count when the round closes, if { $fewest } people or more hand in. Until then you can take them back with `/assess mine`.
sit_all_words = { $many ->
    [one] You wrote one word of why.
   *[other] You wrote { $many } words of why.
  } May it stand in the results, without your name?
sit_hand_in = Hand in
sit_hand_in_words = Hand in, with my words
sit_hand_in_no_words = Hand in, without my words
sit_mine_handed_in = handed in; it counts when the round closes
command_assess_round = Have your team take an assessment together; only what they have in common is shown
command_assess_results = The rounds of this channel, and what they came to
example_assess_round = Example: `/assess round assessment: Team health who: @Engineer closes: friday 17:00`
option_round_who = Who takes part: a team's name, or people and server roles as mentions; everybody here if left out
option_round_closes = When it closes, such as “friday 17:00” or 2026-12-01; in a week if left out
option_round_about = What is to be decided or delegated, in a few words
option_round_duties = The duties that are asked about, 8 to 20, with commas between them; your team's if left out
option_round_should = Also ask who should decide
option_round_fewest = For how many people at least anything is shown: 4 or more
option_round_remind = Write one reminder into the channel before it closes; it notifies nobody
round_title = Round: { $title }
round_asks_about = It asks about { $many } duties: who decides?
round_few_so_far = Fewer than { $fewest } have handed in so far.
round_finished = { $finished } have handed in.
round_finished_of = { $finished } of { $many } have handed in.
round_counted = { $finished } took part.
round_counted_of = { $finished } of { $many } took part.
round_counted_few = Fewer than { $fewest } took part.
round_closes = It closes { $relative }, on { $when }.
round_closed_deadline = **Closed on { $when }**, when its time was over.
round_closed_by = **Closed on { $when }** by { $person }.
round_closed_all = **Closed on { $when }**, when all had handed in.
round_closed_late = It should have closed on { $when }: I was not running then.
round_told = [To the results]({ $link })
round_rules = How this round is held
round_started_by = Started by { $person }.
round_who_everyone = Who takes part: everybody who sees this channel.
round_who_role = Who takes part: everybody with the role { $role }.
round_who_team = Who takes part: whoever holds or covers a role in { $team }.
round_who_gone = Who takes part: a team that is gone.
round_who_members = Who takes part: { $names }.
round_who_members_more = Who takes part: { $names } and { $more } others.
round_links_go = Until it closes I keep each person's answers, so that they can go on or take them back. At the close they are counted, and whose they were is destroyed; so are those that were not handed in.
round_links_gone = Whose answers they were is destroyed. Nobody can tell any more, and neither can I.
round_not_for = A start for a talk, not a test. Not for hiring, pay, ratings or comparing teams.
round_join = Take part
round_close = Close
round_started_title = Your round is running
round_started = It is here: { $link }
round_running_title = It is running already
round_running = The same round is open, so no second one was started: { $link }
round_reminder_title = Reminder: { $title }
round_reminder_where = Press **Take part** here: { $link }
round_close_title = Close this round now?
round_close_note = No more answers are taken then, those that were not handed in are destroyed, and for fewer than { $fewest } people nothing is shown. It cannot be opened again.
round_close_now = Close it now
round_closing_title = The round is closed
round_closing = The result comes as a message of its own in the channel.
round_handed_in_title = Your answers are in
round_handed_in = They count when the round closes, if { $fewest } people or more hand in. Until then you can take them back with `/assess mine`. If this is a thread, it is archived in a moment.
round_handed_in_before = You have handed in, and your answers count when the round closes. To change them, take them back and take part again.
round_take_back = Take my answers back
round_thread = Results: { $title }
round_agreed_in = Agreed after the round “{ $title }”.
round_result_title = Result: { $title }
round_nothing_contested = Nothing is contested.
round_contested = { $many ->
    [one] One thing to talk about: { $titles }.
    [2] Two things to talk about: { $titles }.
    [3] Three things to talk about: { $titles }.
   *[other] { $many } things to talk about, first: { $titles }.
  }
round_results_in = The results are in { $thread }.
round_results_here = The results are above: I may not open a thread here.
round_nothing_shown = So nothing is shown, and nothing of the answers is kept.
round_page_text = { $finished } people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
round_page_title = { $pages ->
    [1] { $title }
   *[other] { $title } ({ $page } of { $pages })
  }
round_page_footer = Whoever can read this channel can read it. It says nothing about any one person.
round_held_back = { $many ->
    [one] One question is held back: fewer than { $fewest } answered it.
   *[other] { $many } questions are held back: fewer than { $fewest } answered each.
  } What could be reckoned from the others is held back too.
round_dimension = **{ $title }: { $band }** (mean { $mean })
round_alpha = -# Its statements hang together at { $alpha } (Cronbach's alpha, rough).
round_split = { $title }: two camps
round_open = { $title }: opinions differ
round_gap = { $title }: nobody is named
round_agreed = { $title }: agreed
round_note_split = two camps
round_note_open = differs
round_note_gap = a gap
round_note_agreed = agreed
round_count = { $many } × { $answer }
round_scale = { $given }. Mean: { $mean }.
round_mean_between = between { $lower } and { $upper }
round_scale_split = { $given }. A mean would stand for nobody.
round_heading = Heading: { $said }
round_should = Who should: { $said }.
round_trend = Over { $many } rounds: { $means }
round_moved_agreed = **Moved:** last time it was contested, and now you agree.
round_moved_contested = **Moved:** last time you agreed, and now you do not.
round_moved_other = **Moved:** last time you agreed on somebody else.
round_settled = Your team has settled it: { $who }
round_settled_not_named = Your team has settled it: { $who } Fewer than two thirds of you named that.
round_words = “{ $words }”
round_words_more = … and { $many } more.
round_vote = Vote: { $title }
round_next_page = Next page
round_picture_foot = { $finished } people. In each block stands how many gave an answer, below it which one.
round_bar = { $most } of { $people }: { $answer }
round_bar_tied = { $many } answers tie at { $most } of { $people }
round_bars_foot = { $finished } people. How many named the same; a star where it is two thirds or more.
round_script_title = How to talk about it: { $title }
round_script_text = For whoever leads the talk. It takes { $minutes } minutes in all: keep to the times, and stop with one thing agreed.
round_script_first = **Begin with: { $title }**
round_step = { $number }. ({ $minutes } min) { $text }
round_ask = Ask somebody to do it
round_action = Record it as a decision
round_next = Start the next round
round_owner_title = Who does it?
round_owner_text = Choose the person or the role of the server. Next I ask what it is, and by when you look at it again. It becomes a decision of the team, and nobody is notified.
round_ask_text = Choose the person or the role of the server. Next I ask what it is, and by when. I write here that you ask them, and notify nobody else; they say whether it is theirs.
round_owner_choose = Choose who does it
round_action_title = What you agreed
round_what = What is done
round_when = By when I ask how it went
round_ask_when = By when it is to be done
round_when_example = in 2 weeks
round_list_title = Rounds of this channel
round_none_here = No round was started here. `/assess round` starts one.
round_listed = - **{ $title }**: closed on { $when }, { $finished } took part
round_listed_few = - **{ $title }**: closed on { $when }, too few took part
round_listed_open = - **{ $title }**: open until { $when }
round_listed_option = { $finished } took part
round_list_choose = Choose one to see its results
round_one_title = “{ $title }” is taken alone
round_one_text = Its result belongs to the one who takes it.
round_one_next = Everybody takes it for themselves with `/assess start`. Teams can take those that `/assess round` offers while you type.
round_gone_title = I don't have that round here
round_gone_text = It was removed, its results are shown in another channel, or too few took part.
round_gone_next = `/assess results` shows the rounds of this channel.
round_over_title = This round is over
round_over_text = It is closed, and no more answers are taken.
round_over_next = `/assess results` shows what it came to.
round_invited_title = You are not among those who take part
round_invited_text = The message of the round says who does.
round_invited_next = Whoever started it can start another one with you in it.
round_closer_title = You can't close this round
round_closer_text = Whoever started it does, and those who manage the server or its team.
round_closer_next = Ask one of them, or wait for its time.
round_fewest_title = Fewer than four cannot be asked for
round_fewest_text = From so few answers one could tell who gave them.
round_fewest_next = Leave `fewest` out for four, or name a higher number.
round_people_title = { $many ->
    [0] Nobody would be invited
    [one] Only one person would be invited
   *[other] Only { $many } people would be invited
  }
round_people_text = For fewer than { $fewest } people nothing is shown, so nothing could come of it.
round_people_next = Invite more: mention them, or a server role, as `who`; leave it out for everybody in this channel.
round_matter_title = What is it about?
round_matter_text = This one asks about a certain thing that is decided, and I have no words for it that fit.
round_matter_next = Add `about:` with at most { $most } characters, such as `about: which vendor we use`.
round_duty_title = I know no duty “{ $typed }”
round_duty_text = The round asks about duties of the handbook, by their titles.
round_duty_next = `/role duties` lists them. Leave `duties` out for those of your team.
round_duties_title = { $many ->
    [one] That is one duty
   *[other] That are { $many } duties
  }
round_duties_text = A round asks about { $least } to { $most }: fewer show no pattern, more take too long.
round_duties_next = Add some, or leave some out.
round_team_title = This round is about no team
round_team_text = What is settled belongs to a team, and there was none in the channel when the round was started.
round_team_next = Set one up with `/team setup`, bind this channel to it, and start the next round.
round_bot_title = Choose a person, or a role that some people have
round_bot_text = A bot does nothing of it, and what is everybody's is nobody's.
round_bot_next = Press the button again and choose somebody else.
round_own_title = That would be you
round_own_text = I don't pass your own words on to you.
round_own_next = Use **Record it as a decision** with yourself as the owner: I bring it back on the day that you name. Or let somebody else of the team ask you.
round_hand_title = You can't hand this out
round_hand_text = Whoever started the round does, and those who manage its team.
round_hand_next = Ask one of them to press it.
round_date_title = “{ $typed }” is no day that I understand
round_date_text = It must be a day to come.
round_date_next = Write it as “in 2 weeks”, “friday” or 2026-12-01.
