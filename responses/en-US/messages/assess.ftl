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
assess_teams_next = Choose one from the list that `/assess start` offers while you type.
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
sit_speaks_for = Spoke for it most: “{ $text }”
sit_speaks_against = Spoke against it most: “{ $text }”
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
assess_seen_round = Your team sees how often each answer was given, and only if { $fewest } people or more hand in. No names, and nothing about fewer people.
assess_seen_same = If everybody gives the same answer, everybody knows what you answered.
assess_seen_words = A word of why, at most { $most } characters, is shown only if you say so at the end. Your team may know you by your style.
assess_kept_round = Until the round closes I keep your answers with your name, so that you can go on or take them back with `/assess mine`. At the close they are counted, and which were yours is destroyed: nobody can tell any more, and nothing can be taken back then.
sit_all_round = Hand in, and your answers count when the round closes, if { $fewest } people or more hand in. Until then you can take them back with `/assess mine`.
sit_all_words = { $many ->
    [one] You wrote one word of why.
   *[other] You wrote { $many } words of why.
  } May your team read it, without your name?
sit_hand_in = Hand in
sit_hand_in_words = Hand in, with my words
sit_hand_in_no_words = Hand in, without my words
sit_mine_handed_in = handed in; it counts when the round closes
