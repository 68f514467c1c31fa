### Teams: who holds which role, and the wizard in which it is set.

# The commands as Discord lists them: at most 100 characters each.
command_team = Your team: who holds which role, who covers, which channels are its own
command_team_setup = Set a team up step by step, or go on where you left
command_team_show = Who holds which role in a team, and who covers
command_team_create = Add a team to this server
command_team_rename = Give a team another name
command_team_delete = Remove a team and all that it has settled
command_team_seat = Say who holds a role in a team
command_team_cover = Say who covers for somebody while they are away
command_team_away = Say that you are away, and until when
command_team_back = Say that you are back
command_team_channel = Make a channel a team's own, so that questions there are about it
command_team_time_zone = Set the time zone in which dates are read in this server
option_team = The team, where it is not the one of this channel
option_team_name = What the team is called
option_team_role = The role, such as tech lead
option_team_holder = The member or server role; leave it out to empty the seat
option_team_cover = The member or server role; leave it out for nobody
option_team_until = Such as “friday”, “in 2 weeks” or 2026-12-01; leave it out for “until further notice”
option_team_away_role = The role, where it is not you who is away
option_team_channel = The channel
option_team_unbind = Take the channel away from its team instead
option_team_zone = Such as Europe/Warsaw; start typing a city
example_team_seat = Example: `/team seat role: tech lead who: @somebody`
example_team_away = Example: `/team away until: friday 17:00`

# Lines of a team. $role is a role's name, $person, $by and $cover are mentions, which notify nobody; $until is team_until or team_until_further.
team_seat = **{ $role }:** { $person }
team_seat_covered = **{ $role }:** { $person }, covered by { $cover } when away
team_seat_nobody = **{ $role }:** nobody is set here yet
team_seat_acting = **{ $role }:** { $by }, acting for { $person }, who is away { $until }
# $other is the role that $by holds, within a sentence.
team_seat_other_lead = **{ $role }:** { $by }, the { $other }, covering for { $person }, who is away { $until }; leads cover for each other
team_seat_away = **{ $role }:** { $person }, away { $until }, and nobody covers
team_until = until { $moment }
team_until_further = until further notice
# In place of “until …”: found by asking Discord.
team_left = for good, having left the server
team_role_deleted = for good, as this role of the server was deleted
# Somebody who is set to cover for others.
team_covers_gone = **Set to cover, and no longer there:** { $people }. Press **Set up** to choose somebody else.
# $channels are the numbers of channels, which have no name any more.
team_channels_gone = **Deleted channels:** { $channels }. Press **Set up** to choose the team's channels anew.
team_channels = **Channels:** { $channels }
team_channels_none = **Channels:** none yet
team_zone = -# Dates in this server are read in { $zone }.
# One of several teams, with a line of it.
team_of = { $team }: { $line }

# Answers where there is a team. $team is its name.
here_people = Who that is in { $team }
# $role is a role's name, $person a mention, which notifies nobody.
here_role = { $role } ({ $person })
here_people_decide = Your team has named who decides
# On a button, for those who may.
here_set = Set the { $role }
# $sources is answer_sources.
here_footer = { $team }. { $sources }
here_footer_settled = Settled by { $team }, before the handbook. { $sources }
here_which = Which team is it about?
# On a button: the same answer, with the people of this team.
here_for = In { $team }

# Titles and confirmations
team_changed_title = { $team }: set
team_away_title = Away
team_back_title = Back again
team_channel_freed = { $channel } is no team's any more.
team_zone_title = Time zone set
team_zone_text = Dates in this server are read in { $zone }, where it is { $now } now.
team_delete_title = Remove { $team }?
team_delete_text =
    This cannot be taken back. It removes the team with { $seats ->
        [one] one seat
       *[other] { $seats } seats
    }, { $channels ->
        [one] one channel
       *[other] { $channels } channels
    } and { $decisions ->
        [one] one decision
       *[other] { $decisions } decisions
    }, those no longer in force included. The channels themselves stay.
team_delete_button = Remove { $team }
team_deleted_title = { $team } is removed
team_deleted_text = Its seats and decisions are gone, and its channels are no team's any more.

# The wizard
team_open_button = Set up
team_panel_title = Set up { $team }
team_panel_opened = Choose below; everything is kept at once. Leave whenever you like, and come back with `/team setup`.
team_panel_created = The team is there. Choose its people and channels below; everything is kept at once.
team_panel_kept = Kept. This is how it is now:
team_panel_undone = Taken back. This is how it is now:
team_panel_undo = Undo
team_panel_back = Back
team_panel_done = Done
team_panel_preview = Preview
# Above two answers as they would be given now.
team_preview = This is how I answer now, for example:
team_done_title = { $team } is set up
team_done_text = Ask with `/who-owns`, and change anything at any time with `/team setup`.
team_which_to_set_up = Which team do you want to set up?
# In selects
team_choose_team = Choose a team
team_choose_holder = Who is the { $role }?
team_choose_cover = Who covers for the { $role }?
team_choose_channels = Which channels are the team's?
team_choose_role = Another role, or who covers …
team_option_new = A new team
team_option_held = Somebody holds it
team_option_free = Nobody yet
# A form: title and labels, at most 45 characters.
team_form_title = A new team
team_form_name = What is it called?
team_form_example = Checkout

# Refusals: what happened, why, what to do next.
no_teams_title = There is no team here yet
no_teams_text = This is about a team, and this server has none set up.
no_teams_next = Ask somebody who may manage the server to set a team up with `/team setup`.
# $teams is a list of names.
which_team_title = Which team is it about?
which_team_text = This server has several: { $teams }. This channel belongs to none of them.
which_team_next = Name it with the option `team`, or ask in a channel of the team.
unknown_team_title = I know no team “{ $team }”
unknown_team_text = The teams here are { $teams }.
unknown_team_next = Start typing and choose one from the list.
# $leads are the leading roles, such as "tech lead or engineering manager".
not_your_team_title = This is not yours to change
not_your_team_text = It is about { $team }. Only its { $leads }, and those who may manage the server, can do that.
not_your_team_next = Ask the { $leads } of { $team } to do it.
team_gone_title = I know no such team
team_gone_text = This server has none with this number. It may have been removed.
team_gone_next = `/team show` shows what there is.
team_name_title = This can't be a team's name
team_name_next = Choose another name. Nothing was changed.
team_taken_title = There is a team “{ $team }” already
team_taken_text = Names that differ in capital letters only are the same.
team_taken_next = Choose another name, or open that team with `/team setup`.
team_full_title = There is no room for another team
team_full_text = A server can have { $most } teams.
team_full_next = Remove one that is no longer needed with `/team delete`.
team_channels_full_title = There is no room for another channel
team_channels_full_text = A team can have { $most } channels.
team_channels_full_next = Take one away first, with `/team channel` and `unbind`.
team_channel_taken_title = This channel is another team's
team_channel_taken_text = { $channel } belongs to { $team }, and a channel belongs to one team.
team_channel_taken_next = Take it away there first, with `/team channel` and `unbind`, or ask those who may change { $team }.
team_channel_free_title = This channel is no team's
team_channel_free_text = { $channel } belongs to no team, so there is nothing to take away.
team_channel_free_next = `/team show` shows which channels a team has.
team_vacant_title = Nobody holds this role yet
team_vacant_text = The team has no { $role }, so nobody can be away or covered for there.
team_vacant_next = Say who holds it with `/team seat`.
team_own_cover_title = Nobody covers for themselves
team_own_cover_text = You named the one who holds the role as their own cover.
team_own_cover_next = Name somebody else, or leave it out: then the leads cover for each other.
team_everyone_title = Everybody is nobody in particular
team_everyone_text = You named the whole server, and a question needs somebody who answers it.
team_everyone_next = Name a member, or a server role that a few people have.
team_bot_title = A bot can't hold a role
team_bot_text = You named a bot or an app, and a question needs a person who answers it.
team_not_here_title = I can't find them here
team_not_here_text = { $person } is not in this server.
team_not_here_next = Name a member of this server, or a role of it.
team_no_seat_title = You hold no role here
team_no_seat_text = Only who holds a role in a team by name can be away from it.
team_no_seat_next = If you mean somebody else, name the `role`. Who holds what, `/team show` tells.
team_date_title = I can't use “{ $typed }” as a date
team_bad_zone_title = I know no time zone “{ $typed }”
team_bad_zone_text = Time zones are called by a continent and a city, such as Europe/Warsaw or America/New_York.
team_bad_zone_next = Start typing a city and choose one from the list.
team_meanwhile_title = It has changed meanwhile
team_meanwhile_text = Somebody changed the same thing after you, so it was not taken back.
team_meanwhile_next = Look at it with `/team setup`, and set it as it should be.
