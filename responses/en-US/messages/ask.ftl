### `lanekeeper ask` at a terminal: the answer with the whole why. Plain text, no Markdown.

# $title is a duty's title, $summary one sentence.
ask_duty = { $title }: { $summary }
ask_next = What to do now: { $step }
ask_unsure = I can't tell from the wording. It may be one of the duties below.
# $kind names what it was taken for, such as "Greetings".
ask_aside = Nobody has to be found for this; I took it for something else ({ $kind }).

ask_candidates = It could also be:
