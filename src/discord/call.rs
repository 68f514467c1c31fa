//! Calls to Discord, and the only retries.
//!
//! A call that fails for a reason that passes is made again: after the time that Discord asks for (`Retry-After`), else after growing
//! waits. Whether a call may be made again when nobody knows what became of it, its caller says.

use std::{sync::Arc, time::Duration};

use serenity::http::{ErrorResponse, Http, HttpError, LightMethod, Request, Route, StatusCode};

use crate::metrics::Metrics;

/// Discord's HTTP API, with what is needed to see the headers of a refusal, which serenity keeps to itself.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) http: Arc<Http>,
    pub(super) client: reqwest::Client,
    pub(super) metrics: Arc<Metrics>,
}

/// How a call is made again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// The waits between tries, unless Discord asks for longer ones.
    waits: &'static [Duration],
    /// The longest wait that Discord may ask for; when it asks for more, the call has failed.
    longest: Duration,
}

const fn milliseconds<const N: usize>(waits: [u64; N]) -> [Duration; N] {
    let mut durations = [Duration::ZERO; N];
    let mut index = 0;
    while index < N {
        durations[index] = Duration::from_millis(waits[index]);
        index += 1;
    }
    durations
}

const LASTING_WAITS: [Duration; 6] = milliseconds([250, 500, 1_000, 2_000, 4_000, 8_000]);
const PRESSING_WAITS: [Duration; 3] = milliseconds([100, 300, 800]);

/// For what is still worth something after a while: a quarter of a minute of Discord's trouble, or a minute that it asks for.
pub(super) const LASTING: Patience = Patience { waits: &LASTING_WAITS, longest: Duration::from_secs(60) };

/// For an acknowledgement, which is void after three seconds.
pub(super) const PRESSING: Patience = Patience { waits: &PRESSING_WAITS, longest: Duration::from_millis(1_500) };

/// Whether a call may be made again when it is not known what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Repeating does no harm.
    Always,
    /// Only when the server cannot have acted: it was not reached, or it refused for the rate.
    IfNothingWasDone,
}

/// Why a call failed.
#[derive(Debug)]
struct Failure {
    error: serenity::Error,
    /// How long Discord asks to wait.
    retry_after: Option<Duration>,
}

impl From<serenity::Error> for Failure {
    fn from(error: serenity::Error) -> Self {
        Self { error, retry_after: None }
    }
}

impl Caller {
    /// Makes a call, again if need be; the answer's body. `tries` is how often it was made.
    pub(super) async fn call(
        &self,
        request: &Request<'_>,
        patience: Patience,
        repeat: Repeat,
    ) -> (serenity::Result<Vec<u8>>, usize) {
        let mut waits = patience.waits.iter();
        let mut tries = 0;
        loop {
            tries += 1;
            let once = self.once(request.clone()).await;
            self.count(request, &once);
            let failure = match once {
                Ok(body) => return (Ok(body), tries),
                Err(failure) => failure,
            };
            let wait = waits.next().map(|wait| failure.retry_after.unwrap_or(*wait));
            match wait.filter(|wait| *wait <= patience.longest && may_pass(&failure.error, repeat)) {
                Some(wait) => {
                    tracing::debug!(error = %failure.error, ?wait, "trying a call to Discord again");
                    tokio::time::sleep(wait).await;
                }
                None => return (Err(failure.error), tries),
            }
        }
    }

    /// Takes note of a call. What serenity's limiter tries again by itself counts once, with what came of it.
    fn count(&self, request: &Request<'_>, once: &Result<Vec<u8>, Failure>) {
        let route = template(request.route_ref());
        let status = match once {
            // The exact status of a success says nothing more.
            Ok(_) => Some(StatusCode::OK.as_u16()),
            Err(Failure { error: serenity::Error::Http(HttpError::UnsuccessfulRequest(response)), .. }) => {
                Some(response.status_code.as_u16())
            }
            Err(_) => None,
        };
        self.metrics.called(word(*request.method_ref()), route, status);
        if status == Some(StatusCode::TOO_MANY_REQUESTS.as_u16()) {
            self.metrics.limited(route);
        }
    }

    async fn once(&self, request: Request<'_>) -> Result<Vec<u8>, Failure> {
        let response = if self.http.ratelimiter.is_some() {
            // The limiter waits for refused calls by itself.
            self.http.request(request).await?
        } else {
            self.unlimited(request).await?
        };
        let body = response.bytes().await.map_err(|error| serenity::Error::from(HttpError::Request(error)))?;
        Ok(body.to_vec())
    }

    async fn unlimited(&self, request: Request<'_>) -> Result<reqwest::Response, Failure> {
        let request = request.build(&self.client, self.http.token(), self.http.proxy.as_deref())?;
        let request = request.build().map_err(|error| serenity::Error::from(HttpError::Request(error)))?;
        let method = request.method().clone();
        let response = self.client.execute(request).await;
        let response = response.map_err(|error| serenity::Error::from(HttpError::Request(error)))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let retry_after = retry_after(&response);
        let error = HttpError::UnsuccessfulRequest(ErrorResponse::from_response(response, method).await);
        Err(Failure { error: error.into(), retry_after })
    }
}

const fn word(method: LightMethod) -> &'static str {
    match method {
        LightMethod::Delete => "DELETE",
        LightMethod::Get => "GET",
        LightMethod::Patch => "PATCH",
        LightMethod::Post => "POST",
        LightMethod::Put => "PUT",
    }
}

/// A route as Discord's documentation writes it, without the ids: of those that are called while the bot runs.
const fn template(route: &Route<'_>) -> &'static str {
    match route {
        Route::Channel { .. } => "/channels/{channel}",
        Route::ChannelMessage { .. } => "/channels/{channel}/messages/{message}",
        Route::ChannelMessages { .. } => "/channels/{channel}/messages",
        Route::ChannelThreadMember { .. } => "/channels/{channel}/thread-members/{user}",
        Route::ChannelThreads { .. } => "/channels/{channel}/threads",
        Route::Commands { .. } => "/applications/{application}/commands",
        Route::GuildChannels { .. } => "/guilds/{guild}/channels",
        Route::GuildMember { .. } => "/guilds/{guild}/members/{user}",
        Route::GuildRoles { .. } => "/guilds/{guild}/roles",
        Route::InteractionResponse { .. } => "/interactions/{interaction}/{token}/callback",
        Route::UserMeDmChannels => "/users/@me/channels",
        Route::WebhookFollowupMessages { .. } => "/webhooks/{application}/{token}",
        Route::WebhookOriginalInteractionResponse { .. } => "/webhooks/{application}/{token}/messages/@original",
        _ => "other",
    }
}

/// The template of a path that serenity's limiter tells of, ids and all.
pub(super) fn template_of(path: &str) -> &'static str {
    let place = |part: &str| path.contains(part);
    match () {
        () if place("/thread-members") => "/channels/{channel}/thread-members/{user}",
        () if place("/threads") => "/channels/{channel}/threads",
        () if place("/messages/") && place("/channels/") => "/channels/{channel}/messages/{message}",
        () if place("/messages") && place("/channels/") => "/channels/{channel}/messages",
        () if place("/users/@me/channels") => "/users/@me/channels",
        () if place("/members/") => "/guilds/{guild}/members/{user}",
        _ => "other",
    }
}

/// The time that a 429 asks for.
fn retry_after(response: &reqwest::Response) -> Option<Duration> {
    let seconds = |name: &str| response.headers().get(name)?.to_str().ok()?.parse::<f64>().ok();
    let limited = response.status() == StatusCode::TOO_MANY_REQUESTS;
    limited.then(|| asked_wait(seconds("retry-after")?, seconds("x-ratelimit-reset-after"))).flatten()
}

/// `Retry-After` is in whole seconds. Where it is the bucket that is exhausted, its reset is the same to the millisecond.
fn asked_wait(retry_after: f64, reset_after: Option<f64>) -> Option<Duration> {
    let exact = reset_after.filter(|reset| reset.ceil() == retry_after);
    Duration::try_from_secs_f64(exact.unwrap_or(retry_after)).ok()
}

fn may_pass(error: &serenity::Error, repeat: Repeat) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            response.status_code == StatusCode::TOO_MANY_REQUESTS
                || (repeat == Repeat::Always && response.status_code.is_server_error())
        }
        serenity::Error::Http(HttpError::Request(error)) => repeat == Repeat::Always || error.is_connect(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_waited_for_to_the_millisecond() {
        assert_eq!(asked_wait(65.0, Some(64.57)), Some(Duration::from_millis(64_570)));
    }

    #[test]
    fn a_limit_of_which_the_bucket_knows_nothing_is_waited_for_too() {
        assert_eq!(asked_wait(1_337.0, Some(64.57)), Some(Duration::from_secs(1_337)));
        assert_eq!(asked_wait(2.0, None), Some(Duration::from_secs(2)));
    }

    #[test]
    fn nonsense_is_not_waited_for() {
        assert_eq!(asked_wait(-1.0, None), None);
        assert_eq!(asked_wait(f64::NAN, None), None);
    }
}
