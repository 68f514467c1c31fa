//! What an answer says about limits: headers, and the body of a 429.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{Limited, Scope, Standing};
use crate::clock::Timestamp;

/// Header names and values.
pub(crate) type Headers = Vec<(&'static str, Cow<'static, str>)>;

/// What is said while limits are off: the bucket is full.
const FULL: [(&str, &str); 5] = [
    ("x-ratelimit-limit", "50"),
    ("x-ratelimit-remaining", "49"),
    ("x-ratelimit-reset", "0.000"),
    ("x-ratelimit-reset-after", "0.000"),
    ("x-ratelimit-bucket", "00000000000000000000000000000000"),
];

impl Standing {
    /// The headers of an answer to a request that was let through.
    pub(crate) fn headers(standing: Option<&Self>, now: Timestamp) -> Headers {
        let Some(standing) = standing else {
            return FULL.map(|(name, value)| (name, value.into())).to_vec();
        };
        vec![
            ("x-ratelimit-limit", standing.limit.to_string().into()),
            ("x-ratelimit-remaining", standing.remaining.to_string().into()),
            ("x-ratelimit-reset", seconds(standing.resets.millis()).into()),
            ("x-ratelimit-reset-after", seconds(now.until(standing.resets).as_millis() as u64).into()),
            ("x-ratelimit-bucket", standing.bucket.clone().into()),
        ]
    }
}

impl Limited {
    /// The headers of the 429.
    pub(crate) fn headers(&self) -> Headers {
        let mut headers = match &self.standing {
            Some(standing) => Standing::headers(Some(standing), self.now),
            None => Headers::new(),
        };
        headers.push(("retry-after", self.retry_after.as_millis().div_ceil(1_000).to_string().into()));
        match self.scope {
            Scope::User => headers.push(("x-ratelimit-scope", "user".into())),
            Scope::Global => {
                headers.push(("x-ratelimit-global", "true".into()));
                headers.push(("x-ratelimit-scope", "global".into()));
            }
            // This answer is Cloudflare's, who knows nothing of buckets.
            Scope::Address => {}
        }
        headers
    }

    /// The body of the 429; Cloudflare's is not JSON.
    pub(crate) fn body(&self) -> Option<Value> {
        let message = self.code.map_or("You are being rate limited.", |(_, message)| message);
        let mut body = json!({
            "message": message,
            "retry_after": self.retry_after.as_millis() as f64 / 1_000.0,
            "global": self.scope == Scope::Global,
        });
        if let Some((code, _)) = self.code {
            body["code"] = code.into();
        }
        (self.scope != Scope::Address).then_some(body)
    }
}

/// Milliseconds as seconds with three decimals.
fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000)
}
