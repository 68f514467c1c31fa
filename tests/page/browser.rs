//! Headless Chromium, driven through chromedriver.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write, stderr},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Once,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Keeps Chromium from reaching for anything but the page, and lets it run as root and in a container.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    // A desktop's mouse, which a machine without one does not have.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    "--accept-lang=en-GB",
    "--window-size=1280,800",
];

/// How long chromedriver may take to end its browsers.
const FAREWELL: Duration = Duration::from_secs(5);

/// Where the two programs are.
pub(crate) struct Programs {
    chromedriver: PathBuf,
    chromium: PathBuf,
}

impl Programs {
    /// Looks for them; says once where one is missing.
    ///
    /// # Panics
    /// In CI, which must have them.
    pub(crate) fn find() -> Option<Self> {
        let chromedriver = env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|path| path.is_file());
        let chromedriver = chromedriver.or_else(|| in_path("chromedriver"));
        let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(in_path);
        if let (Some(chromedriver), Some(chromium)) = (chromedriver, chromium) {
            return Some(Self { chromedriver, chromium });
        }
        assert!(env::var("CI").as_deref() != Ok("true"), "{MISSING}");
        static SAID: Once = Once::new();
        // Written directly, for the test harness swallows what passing tests print.
        SAID.call_once(|| drop(writeln!(stderr(), "{MISSING}: not run")));
        None
    }
}

const MISSING: &str = "page tests need chromium and chromedriver";

fn in_path(program: impl AsRef<OsStr>) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(Path::new(program.as_ref()))).find(|file| file.is_file())
}

/// A browser with a profile of its own; both are gone when this is dropped.
pub(crate) struct Browser {
    chromedriver: Child,
    port: u16,
    client: Client,
    _profile: TempDir,
}

impl Browser {
    pub(crate) async fn start(programs: &Programs) -> Self {
        let mut chromedriver = Command::new(&programs.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", programs.chromedriver.display()));
        let port = port_of(&mut chromedriver);
        let profile = TempDir::with_prefix("lanekeeper-page-").expect("temporary files can be written");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(&programs.chromium, profile.path()));
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("Chromium starts");
        Self { chromedriver, port, client, _profile: profile }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// What the browser complained about since it was last asked.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let told = self.client.issue_cmd(Extension { path: "se/log", body: json!({"type": "browser"}) }).await;
        let told = told.expect("chromedriver keeps the console");
        let entries = told.as_array().into_iter().flatten();
        let serious = entries.filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")));
        serious.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
    }

    /// Makes the window as narrow as a telephone's, which Chromium refuses to do by resizing it.
    pub(crate) async fn becomes(&self, width: u32, height: u32) {
        let parameters = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.develops("Emulation.setDeviceMetricsOverride", parameters).await;
    }

    /// Makes the person one who prefers `light` or `dark`.
    pub(crate) async fn prefers(&self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.develops("Emulation.setEmulatedMedia", features).await;
    }

    async fn develops(&self, command: &str, parameters: Value) {
        let body = json!({"cmd": command, "params": parameters});
        self.client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await.expect("Chromium emulates that");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to, chromedriver ends its browsers first; killed, it would leave them behind.
        if let Ok(mut connection) = TcpStream::connect(("127.0.0.1", self.port)) {
            let request = b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            drop(connection.set_read_timeout(Some(FAREWELL)));
            drop(connection.write_all(request).and_then(|()| connection.read_to_end(&mut Vec::new())));
        }
        drop(self.chromedriver.kill());
        drop(self.chromedriver.wait());
    }
}

/// The port that chromedriver has chosen, as it says at its start.
fn port_of(chromedriver: &mut Child) -> u16 {
    let stdout = chromedriver.stdout.take().expect("it is piped");
    let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
    let port =
        lines.find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok());
    // Whoever writes into a closed pipe ends.
    std::thread::spawn(move || lines.for_each(drop));
    port.expect("chromedriver names its port")
}

fn capabilities(chromium: &Path, profile: &Path) -> serde_json::Map<String, Value> {
    let profile = format!("--user-data-dir={}", profile.display());
    let flags: Vec<&str> = FLAGS.iter().copied().chain([profile.as_str()]).collect();
    let wanted = json!({
        "goog:chromeOptions": {"binary": chromium, "args": flags},
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    wanted.as_object().cloned().unwrap_or_default()
}

/// A command of chromedriver that the WebDriver standard does not have.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
