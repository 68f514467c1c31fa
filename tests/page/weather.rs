//! The weather panel.

use fantoccini::key::Key;

use crate::{Page, scene};

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
        let mut orders = stage.sandbox().restart_orders();
        page.clicks("[data-testid=weather-restart]", "Restart").await;
        orders.next().await;
        page.sees("[data-testid=weather-outcome]", "The bot is being restarted").await;
    })
    .await;
}

/// Moves a slider to its end, or back to its beginning, by keyboard.
async fn slides(page: &Page, name: &str, key: Key, words: &str) {
    page.evaluates(&format!("document.querySelector('[data-testid=weather-{name}]').focus();")).await;
    page.presses(key).await;
    page.sees(&format!(".weather-slider:has([data-testid=weather-{name}])"), words).await;
}

#[tokio::test]
async fn each_fault_is_switched_on_by_itself_shown_and_counted() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.clicks("[data-testid=open-weather]", "").await;
        page.sees(PANEL, "").await;
        for name in ["call_latency", "event_latency"] {
            slides(page, name, Key::End, "4 s").await;
            page.sees("#open-weather.rough", "").await;
            slides(page, name, Key::Home, "not at all").await;
            page.sees("#open-weather:not(.rough)", "").await;
        }
        for (name, calls, events) in
            [("errors", 1, 0), ("limits", 1, 0), ("resets", 1, 0), ("twice", 0, 1), ("swapped", 0, 1)]
        {
            slides(page, name, Key::End, "always").await;
            page.sees("#open-weather.rough", "").await;
            let forecast = stage.sandbox().weather().forecast();
            assert_eq!((forecast.calls.len(), forecast.events.len()), (calls, events), "{name}");
            slides(page, name, Key::Home, "never").await;
            page.sees("#open-weather:not(.rough)", "").await;
        }
        slides(page, "errors", Key::End, "always").await;
        let refused = reqwest::get(format!("{}/api/v10/gateway", stage.sandbox().base_url())).await;
        assert_eq!(refused.expect("it is answered").status().as_u16(), 503);
        page.sees("[data-testid=weather-counts]", "faults\n1").await;
        page.clicks("[data-testid=weather-hush-acks]", "").await;
        page.clicks("[data-testid=weather-clear]", "Fair weather").await;
        page.sees("#open-weather:not(.rough)", "").await;
    })
    .await;
}
