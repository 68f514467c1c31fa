//! Buttons: in turn, twice, stale, and by somebody who may not.

use insta::assert_snapshot;

use crate::play_in_both_modes;

#[tokio::test]
async fn a_duty_picked_from_the_candidates_answers_in_place() {
    play_in_both_modes(async |stage| {
        let priya = stage.person("Priya Nair");
        let aside = priya.runs("/who-owns task: hello there private: true").await;
        assert!(aside.text().contains("[It is about a job]"), "{}", aside.text());
        let candidates = priya.presses("It is about a job", &aside).await;
        assert_eq!(candidates.buttons().len(), 4, "three duties, and none of them: {}", candidates.text());
        let title = candidates.buttons().swap_remove(0);
        let picked = priya.presses(&title, &candidates).await;
        assert_eq!(picked.id(), aside.id());
        let text = picked.text();
        assert!(
            text.starts_with("(only for you)\n“hello there”\n# ") && text.contains(&format!("**{title}.**")),
            "{text}"
        );
        assert!(
            text.contains("Why this answer: It was chosen from the list.") && text.contains("[Share in channel]"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn two_presses_at_once_share_an_answer_once() {
    play_in_both_modes(async |stage| {
        let robin = stage.person("Robin Hale");
        let private = robin.uses_on("Who owns this?", "Postgres or Mongo").await;
        let (first, second) =
            (robin.presses("Share in channel", &private), robin.presses("Share in channel", &private));
        let (first, second) = tokio::join!(first, second);
        assert_eq!(first.text(), second.text());
        let shared = robin.sees_after(private.id()).await;
        assert!(shared.text().contains("@Robin Hale shared this answer."), "{}", shared.text());
        stage.sandbox().people().idle().await;
        assert_eq!(stage.person("Priya Nair").count_of_bots_messages(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_list_beside_the_card_opens_for_the_one_who_pressed() {
    play_in_both_modes(async |stage| {
        let leo = stage.person("Leo Brandt");
        let card = leo.runs("/role show role: legal").await;
        let before = card.text();
        let button = card.buttons().swap_remove(0);
        let pressed = leo.presses(&button, &card).await;
        assert!(pressed.text().starts_with("(only for you)\n# Legal: duties"), "{}", pressed.text());
        assert_eq!(leo.sees_now(card.id()).text(), before);
    })
    .await;
}

#[tokio::test]
async fn buttons_of_earlier_versions_and_of_duties_that_are_gone_say_so_and_change_nothing() {
    play_in_both_modes(async |stage| {
        let old = stage
            .bot_once_posted(&["0:pick:architecture", "1:pick:no-such-duty", "1:page:tech-lead:99", "nonsense"])
            .await;
        let leo = stage.person("Leo Brandt");
        let before = leo.sees_now(old).text();
        for button in leo.sees_now(old).buttons() {
            let refused = leo.presses(&button, &leo.sees_now(old)).await;
            insta::allow_duplicates! {
                assert_snapshot!(refused.text(), @"
                (only for you)
                # This button is too old
                It belongs to an earlier version of me, or to a duty that the handbook no longer has.
                What to do: Ask again with `/who-owns`; the new answer has working buttons.
                ");
            }
        }
        assert_eq!(leo.sees_now(old).text(), before);
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_through_the_bot_where_they_may_not_write() {
    play_in_both_modes(async |stage| {
        let robin = stage.person("Robin Hale");
        let private = robin.uses_on("Who owns this?", "Postgres or Mongo").await;
        stage.members_only_read("checkout");
        let refused = robin.presses("Share in channel", &private).await;
        assert_snapshot!(refused.text(), @"
        (only for you)
        # You can't share it here
        You may read this channel but not write in it, so I don't write there for you either.
        What to do: Ask again in a channel where you may write, and share it there.
        ");
        assert!(robin.sees_now(private.id()).text().contains("[Share in channel]"), "the button stays for later");
    })
    .await;
}
