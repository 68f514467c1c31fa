//! Nobody answers.

use std::time::Duration;

use fantoccini::key::Key;

use crate::scene;

#[tokio::test]
async fn a_command_without_a_bot_fails_as_on_discord_and_can_be_dismissed() {
    scene(async |stage| {
        stage.page_of("priya.nair", "checkout").await;
        stage.bot_stops().await;
        let mut told = stage.told_to("Priya Nair");
        let page = stage.page();
        page.sees("[data-testid=banner][data-kind=no-bot]", "No bot is connected").await;
        page.types("/who-owns task: who picks the database?").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=pending]", "Sending the command").await;
        told.of("interaction").await;
        stage.time_passes(Duration::from_secs(4));
        page.sees("[data-testid=fault]", "The application did not respond").await;
        page.clicks("[data-testid=pending] [data-testid=dismiss]", "").await;
        page.sees_no("[data-testid=fault]").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_before_a_command_is_sent() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/who-owns ").await;
        page.writes_in("[data-testid=option-input][data-option=task]").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=composer-note]", "This option is required").await;
        page.writes_in("[data-testid=option-input][data-option=task]").await;
        page.sees_no("[data-testid=pending]").await;
    })
    .await;
}
