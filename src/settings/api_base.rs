//! The server that stands in for Discord.

use std::net::IpAddr;

/// The address of a server that stands in for Discord: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase {
    address: String,
    host: String,
}

impl ApiBase {
    /// Takes an address such as `http://127.0.0.1:7321`.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn new(address: &str, allow_remote: bool) -> Result<Self, String> {
        let address = address.trim().trim_end_matches('/');
        let rest = address
            .strip_prefix("http://")
            .or_else(|| address.strip_prefix("https://"))
            .ok_or("is no address: write scheme, host and port, such as http://127.0.0.1:7321")?;
        if rest.is_empty() || rest.contains(['/', '?', '#', '@']) || rest.contains(char::is_whitespace) {
            return Err("must be scheme, host and port only, such as http://127.0.0.1:7321: leave out any path (/api/v10 is added)".into());
        }
        let host = host_of(rest).to_owned();
        if !is_loopback(&host) && !allow_remote {
            return Err(format!(
                "names {host}, which is not this machine: the token would be sent there; set DISCORD_API_BASE_ALLOW_REMOTE=true if you mean it"
            ));
        }
        Ok(Self { address: address.to_owned(), host })
    }

    /// The address, without a slash at the end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether a gateway address belongs to this base, so that connecting to it reaches nothing else.
    #[must_use]
    pub fn covers(&self, gateway: &str) -> bool {
        let rest = gateway.strip_prefix("ws://").or_else(|| gateway.strip_prefix("wss://"));
        let host = rest.map(|rest| host_of(rest.split(['/', '?']).next().unwrap_or(rest)));
        host.is_some_and(|host| host == self.host || (is_loopback(host) && is_loopback(&self.host)))
    }
}

/// The host of `host:port`, without the brackets of an IPv6 address.
fn host_of(authority: &str) -> &str {
    if let Some(rest) = authority.strip_prefix('[') {
        return rest.split(']').next().unwrap_or(rest);
    }
    authority.split(':').next().unwrap_or(authority)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_on_another_machine_needs_the_opt_in() {
        assert!(ApiBase::new("http://10.0.0.1:80", false).is_err());
        assert!(ApiBase::new("http://10.0.0.1:80", true).is_ok());
        for local in ["http://127.0.0.1:7321", "http://localhost:1/", "http://[::1]:7321"] {
            assert!(ApiBase::new(local, false).is_ok(), "{local}");
        }
    }

    #[test]
    fn a_base_is_an_address_without_a_path() {
        for wrong in ["127.0.0.1:7321", "http://", "http://127.0.0.1:1/api/v10", "http://user@127.0.0.1"] {
            assert!(ApiBase::new(wrong, true).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_base_covers_gateways_on_its_own_host_only() {
        let base = ApiBase::new("http://127.0.0.1:7321", false).expect("local");
        assert!(base.covers("ws://127.0.0.1:7321/gateway"));
        assert!(base.covers("ws://localhost:99"));
        assert!(!base.covers("wss://gateway.discord.gg"));
        assert!(!base.covers("ws://127.0.0.1.example.org/"));
    }
}
