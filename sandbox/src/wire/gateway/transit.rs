//! Events on their way to a client: what the weather holds back, and in which order it arrives.
//!
//! An event is numbered when it arrives, as on Discord, where sequence numbers only ever grow.

use std::time::Duration;

use super::views::View;
use crate::clock::Timestamp;
use crate::weather::{EventHarm, EventWeather};

/// How long an event waits for another one to overtake it.
const OVERTAKEN_WITHIN: Duration = Duration::from_secs(1);

/// The events on their way to a session.
#[derive(Debug, Default)]
pub(super) struct Transit {
    waiting: Vec<Parcel>,
    /// When the latest of those arrives that keep their order.
    latest: Option<Timestamp>,
    /// The number of the latest event that was sent off.
    sent: u64,
}

/// An event on its way.
#[derive(Debug)]
struct Parcel {
    due: Timestamp,
    /// Goes behind the next one that arrives.
    steps_back: bool,
    number: u64,
    arrival: Arrival,
}

/// An event that has arrived.
#[derive(Debug, PartialEq)]
pub(super) struct Arrival {
    pub(super) view: View,
    pub(super) twice: bool,
}

impl Transit {
    /// Notes that an event of the world was looked at, whether or not the session hears of it.
    pub(super) fn saw(&mut self, number: u64) {
        self.sent = number;
    }

    /// Sends a view of the latest event off; what arrives at once.
    pub(super) fn send(&mut self, view: View, weather: &EventWeather, now: Timestamp) -> Vec<Arrival> {
        let in_order = now.plus(weather.latency).max(self.latest.unwrap_or(now));
        let (due, steps_back) = match weather.harm {
            Some(EventHarm::Delay { by_ms }) => (in_order.plus(Duration::from_millis(by_ms)), false),
            Some(EventHarm::Reorder) => (in_order.plus(OVERTAKEN_WITHIN), true),
            _ => {
                self.latest = Some(in_order);
                (in_order, false)
            }
        };
        let twice = weather.harm == Some(EventHarm::Duplicate);
        let parcel = Parcel { due, steps_back, number: self.sent, arrival: Arrival { view, twice } };
        let place = self.waiting.partition_point(|other| other.due <= due);
        self.waiting.insert(place, parcel);
        self.arrive(now)
    }

    /// What has arrived by now.
    pub(super) fn arrive(&mut self, now: Timestamp) -> Vec<Arrival> {
        let due = self.waiting.partition_point(|parcel| parcel.due <= now);
        let mut arrived: Vec<Arrival> = self.waiting.drain(..due).map(|parcel| parcel.arrival).collect();
        if !arrived.is_empty() {
            arrived.extend(self.waiting.extract_if(.., |parcel| parcel.steps_back).map(|parcel| parcel.arrival));
        }
        arrived
    }

    /// Everything, at once, for a client that resumes.
    pub(super) fn empty(&mut self) -> Vec<Arrival> {
        self.waiting.drain(..).map(|parcel| parcel.arrival).collect()
    }

    /// When something arrives next.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.waiting.first().map(|parcel| parcel.due)
    }

    /// The number of the event up to which everything has arrived.
    pub(super) fn arrived_until(&self) -> u64 {
        self.waiting.iter().map(|parcel| parcel.number - 1).min().unwrap_or(self.sent)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn at(milliseconds: u64) -> Timestamp {
        Timestamp::from_millis(1_790_000_000_000 + milliseconds)
    }

    /// Sends events off, one a millisecond; the names that arrive at once.
    fn send(transit: &mut Transit, name: &'static str, harm: Option<EventHarm>, latency: u64) -> Vec<&'static str> {
        transit.saw(transit.sent + 1);
        let now = at(transit.sent);
        let weather = EventWeather { latency: Duration::from_millis(latency), harm };
        names(transit.send((name, Value::Null).into(), &weather, now))
    }

    fn names(arrivals: Vec<Arrival>) -> Vec<&'static str> {
        arrivals.into_iter().flat_map(|arrival| vec![arrival.view.name; 1 + usize::from(arrival.twice)]).collect()
    }

    #[test]
    fn in_fair_weather_everything_arrives_at_once() {
        let mut transit = Transit::default();
        assert_eq!(send(&mut transit, "A", None, 0), ["A"]);
        assert_eq!((transit.next(), transit.arrived_until()), (None, 1));
    }

    #[test]
    fn latency_keeps_the_order_even_where_it_varies() {
        let mut transit = Transit::default();
        assert!(send(&mut transit, "A", None, 100).is_empty());
        assert!(send(&mut transit, "B", None, 10).is_empty());
        assert_eq!((transit.next(), transit.arrived_until()), (Some(at(101)), 0));
        assert_eq!(names(transit.arrive(at(101))), ["A", "B"]);
        assert_eq!(transit.arrived_until(), 2);
    }

    #[test]
    fn a_late_event_is_overtaken_by_those_that_follow() {
        let mut transit = Transit::default();
        assert!(send(&mut transit, "A", Some(EventHarm::Delay { by_ms: 50 }), 0).is_empty());
        assert_eq!(send(&mut transit, "B", None, 0), ["B"]);
        assert_eq!(names(transit.arrive(at(51))), ["A"]);
    }

    #[test]
    fn an_event_that_steps_back_comes_after_the_next_or_when_none_comes() {
        let mut transit = Transit::default();
        assert!(send(&mut transit, "A", Some(EventHarm::Reorder), 0).is_empty());
        assert_eq!(send(&mut transit, "B", None, 0), ["B", "A"]);
        assert!(send(&mut transit, "C", Some(EventHarm::Reorder), 0).is_empty());
        assert_eq!(names(transit.arrive(at(1_003))), ["C"]);
    }

    #[test]
    fn one_that_comes_twice_comes_twice() {
        assert_eq!(send(&mut Transit::default(), "A", Some(EventHarm::Duplicate), 0), ["A", "A"]);
    }
}
