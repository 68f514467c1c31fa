//! Where an endpoint may be: on this machine only.

use std::fmt;
use std::net::IpAddr;

use axum::http::Uri;

/// The address of an endpoint on loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// As the application wrote it.
    written: String,
    /// With `localhost` as a number, so that no resolver is asked.
    uri: Uri,
}

impl Address {
    /// Reads an address; none if it is not plain HTTP on loopback.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let host = uri.host()?;
        if uri.scheme_str() != Some("http") {
            return None;
        }
        if host == "localhost" {
            let port = uri.port_u16().unwrap_or(80);
            let path = uri.path_and_query().map_or("/", |path| path.as_str());
            let uri = format!("http://127.0.0.1:{port}{path}").parse().ok()?;
            return Some(Self { written: text.to_owned(), uri });
        }
        let address: IpAddr = host.trim_matches(['[', ']']).parse().ok()?;
        address.is_loopback().then(|| Self { written: text.to_owned(), uri })
    }

    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_machine_are_endpoints() {
        for fine in
            ["http://127.0.0.1:8080/interactions", "http://127.9.9.9/", "http://[::1]:80/x", "http://localhost:1/y?z"]
        {
            assert_eq!(Address::parse(fine).map(|address| address.to_string()).as_deref(), Some(fine));
        }
        for other in [
            "https://127.0.0.1/",
            "http://example.com/",
            "http://192.168.0.1/",
            "http://localhost.example/",
            "/x",
            "",
            "ftp://127.0.0.1/",
        ] {
            assert_eq!(Address::parse(other), None, "{other}");
        }
    }

    #[test]
    fn localhost_is_looked_up_nowhere() {
        let address = Address::parse("http://localhost:8080/a?b=c").expect("loopback");
        assert_eq!(address.uri(), "http://127.0.0.1:8080/a?b=c");
    }
}
