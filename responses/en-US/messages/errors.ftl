### Refusals and errors: what happened (title), why (text), what to do next.

error_next = What to do
# $incident can be found in the operator's log.
error_incident = Incident { $incident }

error_internal_title = Something went wrong on my side
error_internal_text = Your request was fine; I failed to answer it.
error_internal_next = Try again in a moment. If it happens again, give the person who runs me the incident number.

error_unknown_role_title = I know no role “{ $role }”
error_unknown_role_text = Roles come from the handbook, and none has this name.
error_unknown_role_next = Start typing and choose one from the list.

error_no_page_title = There is no page { $page }
error_no_page_text =
    { $pages ->
        [one] The list has one page.
       *[other] The list has { $pages } pages.
    }
error_no_page_next = Leave the page out, or use the buttons below the list.

error_same_role_title = These are one and the same role
error_same_role_text = Both options name the { $role }.
error_same_role_next = Choose two different roles, or use `/role show` for one.

error_stale_title = This button is too old
error_stale_text = It belongs to an earlier version of me, or to a duty that the handbook no longer has.
error_stale_next = Ask again with `/who-owns`; the new answer has working buttons.

error_unknown_command_title = I no longer know this command
error_unknown_command_text = Your Discord still lists a command of an earlier version of me.
error_unknown_command_next = Reload Discord, or use `/help` to see what there is now.

error_no_text_title = There is nothing to read in it
error_no_text_text = I look at words, and this has none: perhaps only a picture, an embed or a link.
error_no_text_next = Ask in your own words with `/who-owns`.

error_may_not_share_title = You can't share it here
error_may_not_share_text = You may read this channel but not write in it, so I don't write there for you either.
error_may_not_share_next = Ask again in a channel where you may write, and share it there.

error_cannot_write_title = I could not answer you in the channel
error_cannot_write_text = You asked me in { $channel }, where I may not write.
error_cannot_write_next = Use `/who-owns` there, which works all the same, or ask a server admin to allow me to send messages.

error_only_in_servers_title = This works in a server only
error_only_in_servers_text = It is about a team, and here in our direct messages there is none.
error_only_in_servers_next = Use the same command in a channel of your server.

error_only_managers_title = You can't change this here
error_only_managers_text = Only those who may manage the server, and a team's { $leads }, can do that.
error_only_managers_next = Ask a server admin or your { $leads } to do it.

error_only_server_managers_title = You can't change this here
error_only_server_managers_text = It concerns the whole server. Only those who may manage it (Discord's permission **Manage Server**) can do that.
error_only_server_managers_next = Ask a server admin to do it.

error_bot_may_not_title = I am not allowed to do that here
error_bot_may_not_text = Discord refused: a permission is missing for me in this channel.
error_bot_may_not_next = Ask a server admin to let me see the channel, send messages, embed links, attach files, create threads and write in them. Nothing was changed.

error_gone_title = It is no longer there
error_gone_text = The message, thread, channel or person that this is about has gone meanwhile.
error_gone_next = Start again in a channel that is still there.

error_too_often_title = That was a lot in a short time
error_too_often_text = This takes me some work each time, and you have asked for much of it just now. Nothing was changed.
error_too_often_server_text = This takes me some work each time, and people in this server have asked for much of it just now. Nothing was changed.
error_too_often_next = Try again { $when }. Everything else works meanwhile.

error_too_slow_title = That took me too long
error_too_slow_text = A form opens at once or not at all, and I was slow just now. Nothing was changed.
error_too_slow_next = Try again.
