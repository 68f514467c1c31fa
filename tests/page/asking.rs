//! Commands, typed.

use fantoccini::key::Key;

use crate::scene;

const ANSWER: &str = "[data-testid=message][data-author=Lanekeeper] [data-testid=embed]";

#[tokio::test]
async fn a_newcomer_asks_by_keyboard_alone_and_reads_the_answer() {
    scene(async |stage| {
        let page = stage.page();
        page.opens("/").await;
        page.writes_in("[data-testid=composer-input]").await;
        page.types("/who").await;
        page.sees("[data-testid=suggestion][aria-selected=true]", "/who-owns").await;
        page.presses(Key::Enter).await;
        page.writes_in("[data-testid=option-input][data-option=task]").await;
        page.sees("[data-testid=option-offer][data-option=private]", "").await;
        page.types("who picks the database?").await;
        page.presses(Key::Enter).await;
        let answer = page.sees(ANSWER, "Tech lead decides").await.text().await.expect("it is there");
        assert!(answer.contains("Choosing technology"), "{answer}");
        page.sees("[data-testid=interaction-header]", "/who-owns").await;
        page.writes_in("[data-testid=composer-input]").await;
    })
    .await;
}

#[tokio::test]
async fn a_whole_command_can_be_typed_as_the_terminal_shows_it() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/who-owns task: my payslip is wrong private: true").await;
        page.presses(Key::Enter).await;
        page.sees(ANSWER, "Neither lead: People team").await;
        page.sees("[data-testid=message][data-author=Lanekeeper] [data-testid=ephemeral-mark]", "Only you").await;
    })
    .await;
}

#[tokio::test]
async fn roles_are_offered_while_one_types_and_chosen_with_the_arrows() {
    scene(async |stage| {
        let page = stage.page_of("sakura.ito", "checkout").await;
        page.types("/role show ").await;
        page.writes_in("[data-testid=option-input][data-option=role]").await;
        page.types("e").await;
        page.sees("[data-testid=suggestion]", "Engineering manager").await;
        page.types("n").await;
        page.sees("[data-testid=suggestion][aria-selected=true]", "").await;
        page.presses(Key::Escape).await;
        page.sees_no("[data-testid=suggestion]").await;
        page.presses(Key::Down).await;
        page.sees("[data-testid=suggestion]", "Engineering manager").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=composer-note]", "Press Enter to run the command").await;
        page.presses(Key::Enter).await;
        page.sees(ANSWER, "Engineering manager").await;
    })
    .await;
}

#[tokio::test]
async fn the_composer_and_an_answer_fit_a_telephone() {
    scene(async |stage| {
        stage.screen_becomes(420, 800).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/who-owns task: who picks the database?").await;
        page.clicks("[data-testid=send]", "").await;
        page.sees(ANSWER, "Tech lead decides").await;
        let too_wide = page
            .evaluates(
                "const width = document.documentElement.clientWidth;
                 const wide = (node) => node.checkVisibility({ visibilityProperty: true })
                     && (node.getBoundingClientRect().right > width + 0.5 || node.getBoundingClientRect().left < -0.5);
                 const scrolls = (node) => node.scrollWidth > node.clientWidth;
                 const names = (nodes) => nodes.map((node) => node.dataset.testid ?? node.tagName);
                 const parts = [...document.querySelectorAll('header, main, [data-testid]')];
                 const places = [...document.querySelectorAll('html, body, main, [data-testid=message-list]')];
                 return { width, wide: names(parts.filter(wide)), scrolling: names(places.filter(scrolls)) };",
            )
            .await;
        assert_eq!(too_wide, serde_json::json!({"width": 420, "wide": [], "scrolling": []}));
    })
    .await;
}

#[tokio::test]
async fn the_furnished_team_has_a_rule_of_its_own() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/who-owns task: who removes old feature flags?").await;
        page.presses(Key::Enter).await;
        page.sees(ANSWER, "Leo decides when a flag").await;
    })
    .await;
}
