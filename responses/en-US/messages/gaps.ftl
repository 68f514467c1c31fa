### How often questions could not be answered: `/gaps`.

command_gaps = How often I was not sure here, and about what; counted only if you switch that on
option_gaps_counting = Whether it is counted; leave it out to look only
gaps_on = Count from now on
gaps_off = Stop counting, and keep what was counted
gaps_forget = Stop counting, and delete what was counted

gaps_title = Questions that I was not sure about
gaps_are_counted = Counting is **on** for this server. `/gaps counting` stops it.
gaps_are_not_counted = Counting is **off**, as it is unless somebody who manages a team here switches it on with `/gaps counting`.
gaps_none = Nothing was counted so far.
# $title is the duty that the questions were nearest to.
gaps_near = - near “{ $title }”: { $number }
gaps_near_nothing = - near nothing that I know: { $number }
gaps_footer = Kept are these numbers by month and nearest duty. Never what was asked, never who asked.
