use super::*;

const CALLBACK: &str = "/interactions/{interaction}/{token}/callback";
const POST: &str = "/channels/{channel}/messages";

fn fair() -> Weather {
    Weather::new(RateLimits::Off)
}

#[test]
fn nothing_goes_wrong_by_itself() {
    assert_eq!(fair().for_call("POST", POST), CallWeather::default());
    assert_eq!(fair().for_event("READY"), EventWeather::default());
}

#[test]
fn a_fault_strikes_where_it_is_meant_and_as_often_as_it_is_meant() {
    let weather = fair();
    weather.on_calls(CallFault::new(CallHarm::ResetAfter).on("POST", "/interactions/").times(2));
    let harm = |route| weather.for_call("POST", route).harm;
    assert_eq!(harm(POST), None);
    assert_eq!(weather.for_call("GET", CALLBACK).harm, None);
    assert_eq!(
        [harm(CALLBACK), harm(CALLBACK), harm(CALLBACK)],
        [Some(CallHarm::ResetAfter), Some(CallHarm::ResetAfter), None]
    );
    assert_eq!(weather.struck(), Struck { calls: vec![2], events: vec![], total: 2 });
}

#[test]
fn the_first_fault_that_applies_counts() {
    let weather = fair();
    weather.on_calls(CallFault::new(CallHarm::ServerError { status: 502 }).times(1));
    weather.on_calls(CallFault::new(CallHarm::ResetBefore));
    assert_eq!(weather.for_call("GET", POST).harm, Some(CallHarm::ServerError { status: 502 }));
    assert_eq!(weather.for_call("GET", POST).harm, Some(CallHarm::ResetBefore));
}

#[test]
fn chance_comes_out_the_same_for_the_same_seed() {
    let run = |seed| {
        let weather = fair();
        let fault = EventFault::new(EventHarm::Duplicate).chance(0.3);
        let latency = Latency::fixed(Duration::from_millis(20)).and_up_to(Duration::from_millis(80));
        weather.set(Forecast { seed, events: vec![fault], event_latency: latency, ..Forecast::default() });
        (0..1_000).map(|_| weather.for_event("MESSAGE_CREATE")).collect::<Vec<_>>()
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
    let hits = run(7).iter().filter(|weather| weather.harm.is_some()).count();
    assert!((250..350).contains(&hits), "{hits} of 1,000 at 0.3");
    let latencies: Vec<u128> = run(7).iter().map(|weather| weather.latency.as_millis()).collect();
    assert_eq!((latencies.iter().min(), latencies.iter().max()), (Some(&20), Some(&100)));
}

#[test]
fn clearing_ends_all_of_it_and_keeps_the_rate_limits() {
    let weather = Weather::new(RateLimits::On);
    weather.on_calls(CallFault::new(CallHarm::ResetBefore));
    weather.call_latency(Latency::fixed(Duration::from_secs(1)));
    weather.clear();
    assert_eq!(weather.for_call("GET", POST), CallWeather::default());
    assert!(weather.is_rate_limited());
}

#[test]
fn a_forecast_is_the_same_after_a_trip_through_json() {
    let forecast = Forecast {
        seed: 3,
        calls: vec![CallFault::new(CallHarm::RateLimit { retry_after_ms: 500 }).on("PATCH", POST).times(1)],
        events: vec![EventFault::new(EventHarm::Delay { by_ms: 40 }).of("INTERACTION_CREATE").chance(0.5)],
        ..Forecast::default()
    };
    let text = serde_json::to_string(&forecast).expect("plain data");
    assert_eq!(serde_json::from_str::<Forecast>(&text).expect("what was written"), forecast);
    assert!(serde_json::from_str::<Forecast>(r#"{"callz": []}"#).is_err());
}
