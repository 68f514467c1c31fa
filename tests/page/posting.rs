//! What people put into the conversation besides words.

use fantoccini::key::Key;
use serde_json::json;

use crate::scene;

const ADD: &str = "[data-testid=composer-add]";
const TRAY: &str = "[data-testid=tray-file]";
const FORM: &str = "[data-testid=poll-form]";

#[tokio::test]
async fn files_are_attached_left_out_again_and_posted_with_or_without_words() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        let folder = tempfile::tempdir().expect("temporary files can be written");
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("temporary files can be written");
            path.to_string_lossy().into_owned()
        };
        let chooser = page.sees("[data-testid=composer-files]", "").await;
        for path in [file("plan.txt", "First this."), file("wrong.txt", "Never mind.")] {
            chooser.send_keys(&path).await.expect("a file can be chosen");
        }
        page.sees(TRAY, "ready").await;
        page.clicks("[data-testid=tray-remove][aria-label='Leave wrong.txt out']", "").await;
        page.writes_in("[data-testid=composer-input]").await;
        page.types("The plan is attached.").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=message]", "The plan is attached.").await;
        page.sees("[data-testid=attachment]", "plan.txt").await;
        page.sees_no(TRAY).await;
        chooser.send_keys(&file("notes.txt", "And then that.")).await.expect("a file can be chosen");
        page.sees(TRAY, "ready").await;
        page.clicks("[data-testid=send]", "").await;
        page.sees("[data-testid=attachment]", "notes.txt").await;
        let said = stage.sandbox().people().messages(stage.person("Priya Nair"), stage.channel("checkout"));
        let said = said.expect("she sees the channel");
        let latest =
            said.iter().rev().take(2).map(|one| (one["content"].clone(), one["attachments"][0]["filename"].clone()));
        let posted = [(json!(""), json!("notes.txt")), (json!("The plan is attached."), json!("plan.txt"))];
        assert_eq!(latest.collect::<Vec<_>>(), posted);
        // What is chosen in one channel waits there.
        chooser.send_keys(&file("later.txt", "Later.")).await.expect("a file can be chosen");
        page.sees(TRAY, "later.txt").await;
        stage.page_of("priya.nair", "general").await.sees_no(TRAY).await;
    })
    .await;
}

#[tokio::test]
async fn a_poll_is_written_corrected_posted_and_voted_in() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.clicks(ADD, "").await;
        page.clicks("[data-testid=menu-item]", "Start a poll").await;
        page.writes_in("[data-testid=poll-form-question]").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=poll-form-note]", "A poll needs a question.").await;
        page.types("When do we release?").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=poll-form-note]", "A poll needs an answer to choose.").await;
        page.writes_in("[data-testid=poll-form-answer]").await;
        page.types("Tuesday").await;
        page.clicks("[data-testid=poll-form-more]", "Add an answer").await;
        page.types("Thursday").await;
        page.clicks("[data-testid=poll-form-send]", "Post the poll").await;
        page.sees_no(FORM).await;
        page.writes_in("[data-testid=composer-input]").await;
        page.clicks("[data-testid=poll] label", "Thursday").await;
        page.clicks("[data-testid=poll-vote]", "Vote").await;
        page.sees("[data-testid=poll-results] .mine", "Thursday").await;
        let said = stage.sandbox().people().messages(stage.person("Priya Nair"), stage.channel("checkout"));
        let poll = said.expect("she sees the channel").last().expect("she posted")["poll"].clone();
        let answers: Vec<_> =
            poll["answers"].as_array().into_iter().flatten().map(|one| &one["poll_media"]["text"]).collect();
        assert_eq!((answers, &poll["allow_multiselect"]), (vec![&json!("Tuesday"), &json!("Thursday")], &json!(false)));
    })
    .await;
}

#[tokio::test]
async fn a_poll_form_and_a_full_tray_fit_a_narrow_screen() {
    scene(async |stage| {
        stage.screen_becomes(390, 800).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        let folder = tempfile::tempdir().expect("temporary files can be written");
        let path = folder.path().join("a-name-of-a-file-that-is-much-longer-than-a-narrow-screen-is-wide.txt");
        std::fs::write(&path, "x").expect("temporary files can be written");
        page.sees("[data-testid=composer-files]", "").await.send_keys(&path.to_string_lossy()).await.expect("chosen");
        page.sees(TRAY, "ready").await;
        let fits = "return document.documentElement.scrollWidth <= innerWidth && document.querySelector('#tray').scrollWidth <= document.querySelector('#tray').clientWidth;";
        assert_eq!(page.evaluates(fits).await, true);
        page.clicks(ADD, "").await;
        page.clicks("[data-testid=menu-item]", "Start a poll").await;
        for _ in 0..8 {
            page.clicks("[data-testid=poll-form-more]", "Add an answer").await;
        }
        page.sees_no("[data-testid=poll-form-more]").await;
        let fits = "const box = document.querySelector('[data-testid=poll-form]').getBoundingClientRect();
            return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;";
        assert_eq!(page.evaluates(fits).await, true);
    })
    .await;
}
