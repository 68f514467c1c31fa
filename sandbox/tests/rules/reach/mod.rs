//! What every route of the REST API asks of its caller: with exactly that it is done, with anything less it is refused.
//!
//! `channels`, `servers` and `callers` hold one table each; together they have every route that the sandbox has.

mod callers;
mod channels;
mod private_threads;
mod scene;
mod servers;

use std::collections::BTreeSet;

use discord_sandbox::rest_routes;
use serde_json::Value;

use crate::play::Play;

#[test]
fn every_route_stands_in_one_of_the_tables() {
    let there: BTreeSet<_> = rest_routes().map(|route| (route.method, route.template)).collect();
    let tried: BTreeSet<_> = channels::tried().chain(servers::tried()).chain(callers::tried()).collect();
    assert_eq!(there, tried, "left: the routes that there are; right: those that the tables have");
}

#[tokio::test]
async fn every_route_but_those_with_a_token_in_the_path_asks_for_the_bots() {
    let play = Play::start().await;
    for route in rest_routes() {
        let path: Vec<&str> =
            route.template.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
        let reply = play.anonymous(route.method, &path.join("/"), Value::Null).await;
        assert_eq!(reply.refusal() == (401, 0), route.needs_token, "{route:?}: {} {}", reply.status, reply.body);
    }
}
