### `lanekeeper ask` at a terminal: the answer with the whole why. Plain text, no Markdown.

# $title is a duty's title, $summary one sentence.
ask_duty = { $title }: { $summary }
ask_next = What to do now: { $step }
ask_unsure = I can't tell from the wording. It may be one of the duties below.
# $kind names what it was taken for, such as "Greetings".
ask_aside = Nobody has to be found for this; I took it for something else ({ $kind }).

# $sureness is one of the answer_sure sentences, $percent how many of a hundred such answers are right.
ask_sure = { $sureness } (right { $percent } times in 100)
ask_words = Words that spoke for it: { $words }
ask_against = Words that spoke against it: { $words }
ask_phrase = Nearest in the handbook: “{ $phrase }”

ask_candidates = It could also be:
# $roles is a list of role names within a sentence.
ask_candidate = { $title } ({ $roles }), { $percent } in 100
