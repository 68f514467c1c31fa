use super::*;
use crate::workspace::{
    ids::ServerRoleId,
    names::{TeamName, Topic},
    team::{Away, Person, Seat, Team},
};

// Who asks, the lead, the manager, the lead's cover, a designer, and somebody without a seat.
const ASKER: u64 = 1;
const LEAD: u64 = 2;
const MANAGER: u64 = 3;
const COVER: u64 = 4;
const OTHER: u64 = 5;
const OUTSIDER: u64 = 6;
const FREE: Quota = Quota { open: 0, last_day: 0, waiting: 0 };

fn user(number: u64) -> UserId {
    UserId::new(number).expect("sound")
}

fn member(number: u64) -> Holder {
    Holder::Member(user(number))
}

fn person(number: u64) -> Person<'static> {
    Person { user: user(number), server_roles: &[] }
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn somebody(number: u64) -> Candidate {
    Candidate { holder: member(number), is_bot: false, is_member: true }
}

fn seat(role: &str, holder: u64, cover: Option<u64>) -> Seat {
    Seat { role: RoleId::new(role), holder: member(holder), cover: cover.map(member), away: None }
}

fn team() -> Team {
    Team {
        id: TeamId::new(1).expect("sound"),
        guild: GuildId::new(1).expect("sound"),
        name: TeamName::new("Checkout").expect("sound"),
        channels: Vec::new(),
        seats: vec![seat("lead", LEAD, Some(COVER)), seat("manager", MANAGER, None), seat("designer", OTHER, None)],
    }
}

fn question() -> Question {
    Question {
        id: RequestId::new(1).expect("sound"),
        guild: GuildId::new(1).expect("sound"),
        team: TeamId::new(1).expect("sound"),
        subject: Subject::Topic(Topic::new("queues").expect("sound")),
        role: Some(RoleId::new("lead")),
        text: "which queue?".into(),
        channel: ChannelId::new(9).expect("sound"),
        due: None,
    }
}

#[test]
fn what_is_to_be_done_by_a_day_lapses_two_weeks_after_that_day() {
    let due = at(0).plus(LAPSES_AFTER).plus(LAPSES_AFTER);
    let action = Question { due: Some(due), ..question() };
    let asked = Request::ask(action, user(ASKER), member(LEAD), FREE, at(0)).expect("within the limits");
    let posted = Request { message: MessageId::new(3).ok(), ..asked };
    let taken = posted.accept(person(LEAD), &team(), &[], at(5)).expect("it is theirs");
    assert_eq!(taken.moves_on_at(), Some(due.plus(LAPSES_AFTER)));
    assert!(!taken.has_lapsed(due) && taken.has_lapsed(due.plus(LAPSES_AFTER)));
    let late = posted.accept(person(LEAD), &team(), &[], due.plus(PATIENCE)).expect("it is theirs");
    assert_eq!(late.moves_on_at(), Some(due.plus(PATIENCE).plus(LAPSES_AFTER)));
}

fn asked(whom: u64) -> Request {
    Request::ask(question(), user(ASKER), member(whom), FREE, at(0)).expect("within the limits")
}

fn others(request: &Request, team: &Team) -> Vec<Holder> {
    let (lead, manager) = (RoleId::new("lead"), RoleId::new("manager"));
    request.others_to_ask(team, &[&lead, &manager], at(50))
}

fn take(request: &Request, by: Person<'_>, millis: i64) -> Result<Request, MayNot> {
    let (lead, manager) = (RoleId::new("lead"), RoleId::new("manager"));
    request.accept(by, &team(), &[&lead, &manager], at(millis))
}

#[test]
fn nobody_asks_themselves_or_more_than_the_limits_allow() {
    let ask_one_of = |waiting, whom, open, last_day| {
        let quota = Quota { open, last_day, waiting };
        Request::ask(question(), user(ASKER), member(whom), quota, at(0)).map(|asked| asked.version())
    };
    let ask = |whom, open, last_day| ask_one_of(MOST_WAITING - 1, whom, open, last_day);
    assert_eq!(ask(ASKER, 0, 0), Err(MayNotAsk::Themselves));
    assert_eq!(ask(LEAD, MOST_OPEN, 0), Err(MayNotAsk::TooManyOpen));
    assert_eq!(ask(LEAD, 0, MOST_A_DAY), Err(MayNotAsk::TooManyToday));
    assert_eq!(ask(LEAD, MOST_OPEN - 1, MOST_A_DAY - 1), Ok(1));
    assert_eq!(ask_one_of(MOST_WAITING, LEAD, 0, 0), Err(MayNotAsk::TooManyWaiting));
}

#[test]
fn of_a_long_question_the_beginning_is_kept() {
    let long = Question { text: "ä".repeat(LONGEST_QUESTION + 1), ..question() };
    let asked = Request::ask(long, user(ASKER), member(LEAD), FREE, at(0)).expect("within the limits");
    assert_eq!(asked.question.text.chars().count(), LONGEST_QUESTION);
    assert!(asked.question.text.ends_with('…'));
}

#[test]
fn the_one_who_is_asked_and_those_who_cover_for_them_can_take_it() {
    for whom in [LEAD, COVER, MANAGER] {
        let taken = take(&asked(LEAD), person(whom), 1).expect("they may");
        assert_eq!(taken.state(), State::Accepted(Some(user(whom))));
    }
    assert_eq!(take(&asked(LEAD), person(OTHER), 1), Err(MayNot::NotAsked), "a designer covers for no lead");
    let open_to_all = asked(LEAD).decline(person(LEAD), at(1)).expect("they are asked");
    assert!(take(&open_to_all, person(OTHER), 2).is_ok(), "nobody is asked any more");
    assert_eq!(take(&open_to_all, person(OUTSIDER), 2), Err(MayNot::NotAsked));
    assert_eq!(take(&asked(LEAD), person(OUTSIDER), 1), Err(MayNot::NotAsked));
    assert_eq!(take(&asked(LEAD), person(ASKER), 1), Err(MayNot::NotAsked));
    assert!(take(&asked(OUTSIDER), person(OUTSIDER), 1).is_ok(), "they are asked");
}

#[test]
fn whoever_has_a_role_that_is_asked_can_take_it() {
    let role = ServerRoleId::new(77).expect("sound");
    let whom = Holder::ServerRole(role);
    let asked = Request::ask(question(), user(ASKER), whom, FREE, at(0)).expect("within the limits");
    let with_it = Person { user: user(OUTSIDER), server_roles: &[role] };
    assert!(take(&asked, with_it, 1).is_ok());
    assert_eq!(take(&asked, person(OUTSIDER), 1), Err(MayNot::NotAsked));
}

#[test]
fn what_somebody_has_nobody_else_takes_or_hands_on() {
    let taken = take(&asked(LEAD), person(LEAD), 1).expect("asked");
    assert_eq!(take(&taken, person(LEAD), 2), Err(MayNot::Theirs));
    assert_eq!(take(&taken, person(MANAGER), 2), Err(MayNot::Taken(Some(user(LEAD)))));
    let stolen = taken.hand_on(person(MANAGER), somebody(OTHER), at(2));
    assert_eq!(stolen, Err(MayNot::Taken(Some(user(LEAD)))));
    let passed = taken.hand_on(person(LEAD), somebody(OTHER), at(2)).expect("it was theirs");
    assert_eq!(passed.state(), State::Waiting(Some(member(OTHER))));
}

#[test]
fn it_goes_to_people_of_the_server_who_have_not_said_no() {
    let first = asked(LEAD);
    let hand = |to| first.hand_on(person(LEAD), to, at(1)).map(|next| next.state());
    assert_eq!(hand(Candidate { is_bot: true, ..somebody(OTHER) }), Err(MayNot::ToBot));
    assert_eq!(hand(Candidate { is_member: false, ..somebody(OTHER) }), Err(MayNot::ToOutsider));
    assert_eq!(hand(somebody(LEAD)), Err(MayNot::ToSelf));
    assert_eq!(hand(somebody(OTHER)), Ok(State::Waiting(Some(member(OTHER)))));
    assert_eq!(hand(somebody(ASKER)), Ok(State::Waiting(Some(member(ASKER)))), "it may be theirs after all");
    assert_eq!(first.hand_on(person(OTHER), somebody(MANAGER), at(1)), Err(MayNot::NotAsked));
    let second = first.hand_on(person(LEAD), somebody(OTHER), at(1)).expect("they may");
    assert_eq!(second.hand_on(person(OTHER), somebody(LEAD), at(2)), Err(MayNot::SaidNotTheirs));
}

#[test]
fn who_said_no_can_still_take_it() {
    let declined = asked(LEAD).decline(person(LEAD), at(1)).expect("they are asked");
    assert_eq!(declined.state(), State::Waiting(None));
    assert_eq!(declined.decline(person(LEAD), at(2)), Err(MayNot::NotAsked));
    assert!(take(&declined, person(LEAD), 2).is_ok());
}

#[test]
fn without_a_reaction_the_cover_is_asked_then_the_other_lead_then_nobody() {
    let team = team();
    let mut request = asked(LEAD);
    assert_eq!(others(&request, &team), [member(COVER), member(MANAGER)]);
    for whom in [COVER, MANAGER] {
        request = request.time_out(others(&request, &team).first().copied(), at(1)).expect("waited for");
        assert_eq!(request.state(), State::Waiting(Some(member(whom))));
    }
    assert_eq!(others(&request, &team), []);
    request = request.time_out(None, at(2)).expect("waited for");
    assert_eq!(request.state(), State::Waiting(Some(member(MANAGER))), "still waited for");
    assert_eq!(request.times_out_at(), None, "once is said that nobody is left");
}

#[test]
fn nobody_who_is_away_or_asks_or_said_no_is_asked_instead() {
    let mut away = team();
    away.seats[1].away = Some(Away::UntilFurtherNotice);
    assert_eq!(others(&asked(LEAD), &away), [member(COVER)]);
    let by_cover = Request::ask(question(), user(COVER), member(LEAD), FREE, at(0)).expect("within the limits");
    assert_eq!(others(&by_cover, &team()), [member(MANAGER)]);
    let passed = asked(LEAD).hand_on(person(LEAD), somebody(OUTSIDER), at(1)).expect("they may");
    assert_eq!(others(&passed, &team()), [member(COVER), member(MANAGER)], "the role's, without its holder");
    let to_manager = asked(LEAD).hand_on(person(LEAD), somebody(MANAGER), at(1)).expect("they may");
    assert_eq!(others(&to_manager, &team()), [member(COVER)]);
}

#[test]
fn only_those_whose_it_is_say_that_it_is_answered_and_only_the_asker_takes_it_back() {
    let taken = take(&asked(LEAD), person(LEAD), 1).expect("asked");
    for whom in [LEAD, ASKER] {
        assert_eq!(taken.answer(person(whom), at(2)).map(|over| over.state()), Ok(State::Over(End::Answered)));
    }
    assert_eq!(taken.answer(person(MANAGER), at(2)), Err(MayNot::NotTheirs));
    assert_eq!(asked(LEAD).answer(person(LEAD), at(2)), Err(MayNot::NotTheirs), "not accepted yet");
    assert_eq!(taken.withdraw(person(LEAD), at(2)), Err(MayNot::NotTheirs));
    assert_eq!(taken.withdraw(person(ASKER), at(2)).map(|over| over.state()), Ok(State::Over(End::Withdrawn)));
}

#[test]
fn nothing_happens_to_what_is_over() {
    let over = asked(LEAD).lose(at(1)).expect("open");
    assert_eq!(over.state(), State::Over(End::Lost));
    assert_eq!((over.is_open(), over.moves_on_at()), (false, None));
    let tries = [
        take(&over, person(LEAD), 2),
        over.hand_on(person(LEAD), somebody(OTHER), at(2)),
        over.decline(person(LEAD), at(2)),
        over.answer(person(ASKER), at(2)),
        over.withdraw(person(ASKER), at(2)),
        over.time_out(Some(member(OTHER)), at(2)),
        over.lapse(at(2)),
        over.lose(at(2)),
    ];
    assert!(tries.iter().all(|tried| *tried == Err(MayNot::Over)), "{tries:?}");
    assert!(others(&over, &team()).is_empty());
}

#[test]
fn it_moves_on_after_a_day_of_waiting_and_after_two_weeks_of_nothing() {
    assert_eq!(asked(LEAD).moves_on_at(), Some(at(0).plus(POSTED_WITHIN)), "not posted yet");
    let asked = Request { message: MessageId::new(5).ok(), ..asked(LEAD) };
    assert_eq!(asked.moves_on_at(), Some(at(0).plus(PATIENCE)));
    let still = asked.time_out(None, at(5)).expect("waited for");
    assert_eq!(still.moves_on_at(), Some(at(5).plus(LAPSES_AFTER)));
    let taken = take(&asked, person(LEAD), 7).expect("asked");
    assert_eq!(taken.moves_on_at(), Some(at(7).plus(LAPSES_AFTER)));
}

#[test]
fn a_trail_begins_with_being_asked_and_every_event_has_its_word() {
    let first = What::Asked { by: None, to: None };
    let event = |what| Event { at: at(1), what };
    for bad in [vec![], vec![event(What::Lapsed)], vec![event(first), event(first)]] {
        assert_eq!(Request::of_trail(question(), None, bad), Err(BadTrail));
    }
    let (by, to) = (Some(user(LEAD)), Some(member(OTHER)));
    let all = [
        What::Asked { by, to },
        What::Accepted { by },
        What::HandedOn { by, to },
        What::Declined { by },
        What::TimedOut { to },
        What::Answered { by },
        What::Withdrawn { by },
        What::Lapsed,
        What::Lost,
    ];
    for what in all {
        assert_eq!(What::of(what.kind(), what.by(), what.to()), Some(what));
    }
    assert_eq!(What::of("", by, to), None);
}
