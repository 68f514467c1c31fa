//! What can be done with messages: their menus and their buttons.

use fantoccini::key::Key;

use crate::scene;

const ANSWER: &str = "[data-testid=message][data-author=Lanekeeper]";
const PRIVATE: &str = "[data-testid=message][data-author=Lanekeeper]:has([data-testid=ephemeral-mark])";
const NOT_PRIVATE: &str = "[data-testid=message][data-author=Lanekeeper]:not(:has([data-testid=ephemeral-mark]))";

#[tokio::test]
async fn a_message_gives_a_private_answer_that_others_see_once_it_is_shared() {
    scene(async |stage| {
        let page = stage.page_of("robin.hale", "checkout").await;
        let question = page.sees("[data-testid=message][data-author='priya.nair']", "Postgres or Mongo").await;
        let more = question.find(fantoccini::Locator::Css("[data-testid=message-more]")).await.expect("it has a menu");
        more.click().await.expect("it can be clicked");
        page.sees("[data-testid=menu]", "Apps").await;
        page.clicks("[data-testid=menu-item][data-action=app]", "Who owns this?").await;
        page.sees(PRIVATE, "Tech lead decides").await;
        becomes(page, "leo.brandt").await;
        page.sees("[data-testid=message]", "Postgres or Mongo").await;
        page.sees_no(ANSWER).await;
        becomes(page, "robin.hale").await;
        page.clicks(&format!("{PRIVATE} [data-testid=component-button]"), "Share in channel").await;
        page.sees(NOT_PRIVATE, "Robin Hale shared this answer").await;
        becomes(page, "leo.brandt").await;
        page.sees(NOT_PRIVATE, "Tech lead decides").await;
    })
    .await;
}

/// Switches to another person.
async fn becomes(page: &crate::Page, name: &str) {
    page.clicks("[data-testid=person-switcher]", "").await;
    page.clicks(&format!("[data-testid=person-option][data-name='{name}']"), "").await;
    page.sees_no("[data-testid=menu]").await;
    page.writes_in("[data-testid=composer-input]").await;
}

#[tokio::test]
async fn the_menu_of_a_message_opens_by_keyboard_too() {
    scene(async |stage| {
        let page = stage.page_of("leo.brandt", "checkout-incidents").await;
        page.writes_in("[data-testid=composer-input]").await;
        page.presses(Key::Up).await;
        page.writes_in("[data-testid=message][data-author='sakura.ito']").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=menu]", "Who owns this?").await;
        page.types("w").await;
        page.writes_in("[data-testid=menu-item][data-action=app]").await;
        page.presses(Key::Enter).await;
        page.sees(PRIVATE, "Who writes the follow-up").await;
    })
    .await;
}

#[tokio::test]
async fn buttons_turn_the_pages_of_a_list() {
    scene(async |stage| {
        let page = stage.page_of("ines.moreau", "checkout").await;
        page.types("/role duties role: tech lead").await;
        page.presses(Key::Enter).await;
        page.sees(ANSWER, "Page 1 of").await;
        let first = "[data-testid=component-button][data-custom-id='1:page:tech-lead:0']";
        assert!(
            !page.sees(first, "").await.is_enabled().await.expect("it is there"),
            "there is no page before the first"
        );
        page.clicks("[data-testid=component-button][data-custom-id='1:page:tech-lead:2']", "").await;
        page.sees(ANSWER, "Page 2 of").await;
        page.clicks("[data-testid=component-button][data-custom-id='1:page:tech-lead:1']", "").await;
        page.sees(ANSWER, "Page 1 of").await;
    })
    .await;
}
