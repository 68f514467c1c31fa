//! Requests where the bot may no longer write.

use insta::assert_snapshot;
use lanekeeper::{clock::Clock, workspace::request::PATIENCE};

use crate::{play, play_in_both_modes, requesting::asked, requests_moving::until_it_says, stage::in_time};

#[tokio::test]
async fn who_hands_on_what_the_bot_cannot_announce_is_told_to_do_it_themselves() {
    play_in_both_modes(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let message = asked(stage).await;
        let ines = stage.person("Ines Moreau");
        let whose = ines.presses("Not mine", &message).await;
        stage.bot_only_reads("checkout");
        let told = ines.chooses("Engineering manager", &whose).await;
        assert_snapshot!(told.text(), @"
        (only for you)
        # Handed on, but they do not know
        @Tomasz Wolny is asked now, and I could not notify them: I may no longer write here.
        What to do: Tell them yourself, and ask a server admin to let me write here again.
        ");
        assert!(whose.text().contains("# Whose is it?") && ines.sees_now(message.id()).text() == message.text());
        stage.bot_writes_again("checkout");
        let taken = stage.person("Tomasz Wolny").presses("Mine", &ines.sees_now(message.id())).await;
        assert!(taken.text().contains("@Tomasz Wolny has it"));
    })
    .await;
}

#[tokio::test]
async fn where_the_next_one_cannot_be_told_it_waits_until_the_bot_may_write_again() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = Clock::manual(Clock::system().now());
        stage.has_checkout().await;
        stage.bot_goes_by(clock.clone()).await;
        let message = asked(stage).await;
        stage.bot_only_reads("checkout");
        clock.advance(PATIENCE);
        in_time("it to be put off", async {
            let later = clock.now().plus(PATIENCE);
            while stage.next_due().await != Some(later) {
                tokio::task::yield_now().await;
            }
        })
        .await;
        assert_eq!(stage.person("Leo Brandt").sees_now(message.id()).text(), message.text(), "nothing has changed");
        stage.bot_writes_again("checkout");
        clock.advance(PATIENCE);
        drop(until_it_says(stage, message.id(), "@Tomasz Wolny, is this yours?").await);
        let note = stage.person("Leo Brandt").sees_after(message.id()).await;
        assert!(note.text().contains("@Tomasz Wolny, this question is now with you"), "{}", note.text());
    })
    .await;
}
