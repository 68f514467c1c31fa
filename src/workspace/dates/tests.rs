use std::time::Duration;

use proptest::prelude::*;

use super::*;

/// Tuesday, 24 November 2026, 15:30 in Warsaw.
const NOW: &str = "2026-11-24T15:30:00+01:00";

fn at(moment: &str) -> Timestamp {
    let moment: jiff::Timestamp = moment.parse().expect("a moment in full");
    Timestamp::from_millis(moment.as_millisecond())
}

fn warsaw() -> Zone {
    Zone::named("Europe/Warsaw").expect("it is in the database")
}

fn read(text: &str, whole: WholeDay) -> Result<Timestamp, BadDate> {
    moment(text, &warsaw(), at(NOW), whole)
}

/// Texts with the local time that they mean in Warsaw; winter time where nothing else is said.
#[track_caller]
fn mean(whole: WholeDay, cases: &[(&str, &str)]) {
    for (text, meant) in cases {
        let meant = if meant.contains('+') { at(meant) } else { at(&format!("{}:00+01:00", meant.replace(' ', "T"))) };
        assert_eq!(read(text, whole), Ok(meant), "{text}");
    }
}

#[test]
fn days_and_times_are_read_as_people_write_them() {
    mean(
        WholeDay::Start,
        &[
            ("tomorrow", "2026-11-25 00:00"),
            ("tomorrow 17:00", "2026-11-25 17:00"),
            ("Tomorrow, at 5pm", "2026-11-25 17:00"),
            ("5:30 pm tomorrow", "2026-11-25 17:30"),
            ("today 17:00", "2026-11-24 17:00"),
            ("the day after tomorrow at noon", "2026-11-26 12:00"),
            ("friday", "2026-11-27 00:00"),
            ("until Fri.", "2026-11-27 00:00"),
            ("this friday 9am", "2026-11-27 09:00"),
            ("next monday", "2026-11-30 00:00"),
            ("tuesday", "2026-12-01 00:00"),
            ("next week", "2026-11-30 00:00"),
            ("next month", "2026-12-01 00:00"),
            ("next quarter", "2027-01-01 00:00"),
            ("2026-12-01", "2026-12-01 00:00"),
            ("2026-12-01 17:00", "2026-12-01 17:00"),
            ("2026-12-01T17:00", "2026-12-01 17:00"),
            ("2026-12-01T17:00:00Z", "2026-12-01T17:00:00+00:00"),
            ("<t:1796144400:R>", "2026-12-01T17:00:00+00:00"),
            ("3 March", "2027-03-03 00:00"),
            ("March 3rd 2028", "2028-03-03 00:00"),
            ("3rd of march, 9:00", "2027-03-03 09:00"),
            ("24 nov", "2027-11-24 00:00"),
            ("24 nov 16:00", "2026-11-24 16:00"),
            ("29 February", "2028-02-29 00:00"),
            ("the 15th", "2026-12-15 00:00"),
            ("31st", "2026-12-31 00:00"),
            ("3.12.", "2026-12-03 00:00"),
            ("3.12.2027", "2027-12-03 00:00"),
            ("25/12", "2026-12-25 00:00"),
            ("12/25/26", "2026-12-25 00:00"),
            ("16:00", "2026-11-24 16:00"),
            ("15:00", "2026-11-25 15:00"),
            ("at 17", "2026-11-24 17:00"),
        ],
    );
}

#[test]
fn distances_count_hours_from_now_and_days_from_today() {
    mean(
        WholeDay::Start,
        &[
            ("in 2 weeks", "2026-12-08 00:00"),
            ("two weeks from now", "2026-12-08 00:00"),
            ("2w", "2026-12-08 00:00"),
            ("in a month at 9:00", "2026-12-24 09:00"),
            ("1 week and 2 days", "2026-12-03 00:00"),
            ("a fortnight", "2026-12-08 00:00"),
            ("in 90 minutes", "2026-11-24 17:00"),
            ("3h", "2026-11-24 18:30"),
            ("an hour", "2026-11-24 16:30"),
            ("1 day 2 hours", "2026-11-25 17:30"),
            ("in 1 quarter", "2027-02-24 00:00"),
        ],
    );
}

#[test]
fn ends_are_the_last_minute_whatever_a_day_means_elsewhere() {
    for whole in [WholeDay::Start, WholeDay::End] {
        mean(
            whole,
            &[
                ("eod", "2026-11-24 23:59"),
                ("end of the week", "2026-11-27 23:59"),
                ("end of next week", "2026-12-04 23:59"),
                ("end of month", "2026-11-30 23:59"),
                ("end of next month", "2026-12-31 23:59"),
                ("end of february", "2027-02-28 23:59"),
                ("end of the quarter", "2026-12-31 23:59"),
                ("EOY", "2026-12-31 23:59"),
            ],
        );
    }
    mean(WholeDay::End, &[("friday", "2026-11-27 23:59"), ("today", "2026-11-24 23:59"), ("3d", "2026-11-27 23:59")]);
}

#[test]
fn what_is_past_or_in_no_calendar_says_so() {
    for past in ["today", "2026-11-23", "today 15:30", "this monday", "24.11.2026", "<t:1:R>", "in 0 days"] {
        assert_eq!(read(past, WholeDay::Start), Err(BadDate::Past), "{past}");
    }
    for none in ["30 February", "2026-02-29", "32.1.2027", "25:00", "tomorrow 13pm", "13/13", "0/0", "at 24"] {
        assert_eq!(read(none, WholeDay::Start), Err(BadDate::NoSuchDay), "{none}");
    }
    for unknown in [
        "",
        " ",
        "soon",
        "the",
        "friday monday",
        "2 weeks friday",
        "5pm 6pm",
        "week",
        "2",
        "now",
        "-3 days",
        "yesterday",
    ] {
        assert_eq!(read(unknown, WholeDay::Start), Err(BadDate::Unknown), "{unknown}");
    }
    for far in ["in 11 years", "in 99999 years", "2037-01-01", "9999-12-31", "in 99999 weeks"] {
        assert_eq!(read(far, WholeDay::Start), Err(BadDate::TooFar), "{far}");
    }
    // Of two readings only the first is near enough.
    mean(WholeDay::Start, &[("12/11/2036", "2036-11-12 00:00")]);
    assert_eq!(read(&"friday ".repeat(20), WholeDay::Start), Err(BadDate::Unknown));
}

#[test]
fn what_reads_in_two_ways_is_given_back_with_both() {
    let both = |first: &str, second: &str| Err(BadDate::Ambiguous([at(first), at(second)]));
    let cases = [
        ("next friday", "2026-11-27T00:00:00+01:00", "2026-12-04T00:00:00+01:00"),
        ("tuesday 17:00", "2026-11-24T17:00:00+01:00", "2026-12-01T17:00:00+01:00"),
        ("3/4/2027", "2027-03-04T00:00:00+01:00", "2027-04-03T00:00:00+02:00"),
        ("3/4", "2027-03-04T00:00:00+01:00", "2027-04-03T00:00:00+02:00"),
        ("friday at 9", "2026-11-27T09:00:00+01:00", "2026-11-27T21:00:00+01:00"),
    ];
    for (text, first, second) in cases {
        assert_eq!(read(text, WholeDay::Start), both(first, second), "{text}");
    }
    assert_eq!(read("5/5", WholeDay::Start), Ok(at("2027-05-05T00:00:00+02:00")), "both orders are one day");
    assert_eq!(read("at 3", WholeDay::Start), both("2026-11-25T03:00:00+01:00", "2026-11-25T15:00:00+01:00"));
}

#[test]
fn clocks_that_are_set_forwards_or_back_are_heeded() {
    let spring = at("2026-03-28T12:00:00+01:00");
    // 02:30 is skipped: the clock shows 03:30 then.
    let skipped = moment("tomorrow 2:30", &warsaw(), spring, WholeDay::Start);
    assert_eq!(skipped, Ok(at("2026-03-29T03:30:00+02:00")));
    assert_eq!(moment("24h", &warsaw(), spring, WholeDay::Start), Ok(at("2026-03-29T13:00:00+02:00")));
    let autumn = at("2026-10-24T12:00:00+02:00");
    let twice = moment("tomorrow 2:30", &warsaw(), autumn, WholeDay::Start);
    assert_eq!(twice, Err(BadDate::Ambiguous([at("2026-10-25T02:30:00+02:00"), at("2026-10-25T02:30:00+01:00")])));
    let havana = Zone::named("America/Havana").expect("it is in the database");
    // There clocks are set forwards at midnight: the day begins at one o'clock.
    let begins = moment("2026-03-08", &havana, at("2026-03-07T12:00:00-05:00"), WholeDay::Start);
    assert_eq!(begins, Ok(at("2026-03-08T01:00:00-04:00")));
}

#[test]
fn the_same_words_are_another_moment_in_another_zone() {
    let auckland = Zone::named("Pacific/Auckland").expect("it is in the database");
    // It is Wednesday there already.
    assert_eq!(moment("tomorrow", &auckland, at(NOW), WholeDay::Start), Ok(at("2026-11-26T00:00:00+13:00")));
}

/// Words that dates are made of, in any order.
fn word() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "next",
        "this",
        "end",
        "of",
        "at",
        "in",
        "friday",
        "march",
        "week",
        "month",
        "quarter",
        "day",
        "tomorrow",
        "2",
        "31",
        "31st",
        "99999",
        "17:00",
        "5pm",
        "pm",
        "29",
        "2028",
        "2026-12-01",
        "3.4.",
        "3/4",
        "eom",
        "a",
        "more",
    ];
    prop_oneof![proptest::sample::select(WORDS).prop_map(str::to_owned), "[0-9./:-]{1,8}", "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_what_it_finds_is_ahead(
        words in proptest::collection::vec(word(), 0..6),
        now in -400_000_000_000_000_i64..400_000_000_000_000,
        zone in proptest::sample::select(Zone::suggestions("", 600)),
        ends in any::<bool>(),
    ) {
        let (zone, now) = (Zone::named(&zone).expect("suggested"), Timestamp::from_millis(now));
        let whole = if ends { WholeDay::End } else { WholeDay::Start };
        match moment(&words.join(" "), &zone, now, whole) {
            Ok(moment) => prop_assert!(moment > now),
            Err(BadDate::Ambiguous([first, second])) => prop_assert!(now < first && first < second),
            Err(_) => {}
        }
    }

    #[test]
    fn any_text_and_any_moment_are_survived(text in "\\PC{0,120}", now in any::<i64>()) {
        let _ = moment(&text, &warsaw(), Timestamp::from_millis(now), WholeDay::Start);
    }

    #[test]
    fn a_date_in_full_is_read_back(days in 1_i64..3_600, hour in 3_u32..24, minute in 0_u32..60) {
        let day = at(NOW).plus(Duration::from_secs(86_400 * days.unsigned_abs()));
        let moment_there = jiff::Timestamp::from_millisecond(day.millis()).expect("in range");
        let date = warsaw().rules().to_datetime(moment_there).date();
        let written = format!("{date} {hour:02}:{minute:02}");
        let found = read(&written, WholeDay::Start).expect("it is ahead and within ten years");
        let again = warsaw().rules().to_datetime(jiff::Timestamp::from_millisecond(found.millis()).expect("in range"));
        prop_assert_eq!(again.strftime("%Y-%m-%d %H:%M").to_string(), written);
    }
}
