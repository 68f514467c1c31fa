### Answers: who decides, and why the bot thinks so.
### $role is a role's name ("Tech lead"), $roles a list of names within a sentence; $words, $phrase and $person are what people wrote, made harmless.

# Titles
answer_decides = { $role } decides
answer_shared = Shared: { $roles }
answer_neighbour = Neither lead: { $role }

# $title is a duty's title, $summary one sentence.
answer_duty = **{ $title }.** { $summary }

answer_goes_first = { $role } goes first and brings the other in.

# Headings of the parts of an answer
answer_consulted = Asked first
answer_informed = Told afterwards
answer_next = What to do now
answer_reach = How to reach them
answer_contested = Where handbooks differ
answer_why = Why this answer

answer_why_picked = It was chosen from the list.
answer_why_words = You wrote { $words }.
answer_why_phrase = It reads like “{ $phrase }”.
answer_why_words_and_phrase = You wrote { $words }, as in “{ $phrase }” in my handbook.
answer_why_pattern = The whole wording is one that is hardly used for anything else.

# On buttons.
answer_why_button = Why?
answer_not_right = Not right?
# $title is the duty that had been the answer.
answer_corrected_by = { $person } corrected this. My answer had been: { $title }.

answer_sure_very = I am quite sure.
answer_sure_fairly = I am fairly sure.
answer_sure_somewhat = I am not very sure.

# $sources is a list of answer_source.
answer_sources = Handbook, after { $sources }
answer_source = { $publisher } ({ $year })

# A private answer can be shown to the channel.
answer_share = Share in channel
answer_shared_by = { $person } shared this answer.

# Two things in a list; $first may be a list with commas.
and = { $first } and { $last }
# One of two things in a list; $first may be a list with commas.
or = { $first } or { $last }
