//! The weather panel.

use fantoccini::key::Key;

use crate::scene;

const PANEL: &str = "[data-testid=weather]";

#[tokio::test]
async fn the_weather_is_set_by_keyboard_and_is_fair_again_at_a_press() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.clicks("[data-testid=open-weather]", "").await;
        page.writes_in("[data-testid=weather-rate-limits]").await;
        page.types(" ").await;
        page.sees("#open-weather.rough", "").await;
        assert!(stage.sandbox().weather().is_rate_limited());
        for _ in 0..3 {
            page.presses(Key::Tab).await;
        }
        page.writes_in("[data-testid=weather-errors]").await;
        page.presses(Key::End).await;
        page.sees(".weather-slider", "always").await;
        page.presses(Key::Escape).await;
        page.sees_no(PANEL).await;
        page.writes_in("[data-testid=open-weather]").await;
        page.presses(Key::Enter).await;
        page.clicks("[data-testid=weather-clear]", "Fair weather").await;
        page.sees("#open-weather:not(.rough)", "").await;
        assert_eq!(stage.sandbox().weather().forecast(), discord_sandbox::Forecast::default());
        assert!(!stage.sandbox().weather().is_rate_limited());
    })
    .await;
}

#[tokio::test]
async fn on_a_narrow_screen_the_panel_is_a_sheet_that_fits() {
    scene(async |stage| {
        stage.screen_becomes(390, 800).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        page.clicks("[data-testid=open-weather]", "").await;
        page.sees(".weather.sheet [data-testid=weather-counts]", "calls").await;
        let fits = "const panel = document.querySelector('.weather');
            return Promise.all(panel.getAnimations().map((animation) => animation.finished)).then(() => {
                const box = panel.getBoundingClientRect();
                return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && document.body.scrollWidth <= innerWidth;
            });";
        assert_eq!(page.evaluates(fits).await, true);
        page.clicks("[data-testid=weather-drop]", "Drop").await;
        stage.sandbox().gateway().until(|counts| counts.resumes + counts.identifies >= 2).await;
    })
    .await;
}
