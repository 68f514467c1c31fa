//! Running the program in a clean environment, in a folder of its own, never for longer than it may take.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long the program may take. Nothing takes this long unless the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the program may take to stop once it is told to, whatever happens.
pub(crate) const FAREWELL: Duration = Duration::from_secs(10);

/// The program, to be started with these arguments. Its environment is empty.
pub(crate) fn lanekeeper(arguments: &[&str]) -> Program {
    let folder = TempDir::with_prefix("lanekeeper-cli-").expect("temporary files can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanekeeper"));
    command.args(arguments).env_clear().current_dir(folder.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Program { command, folder, input: Vec::new() }
}

/// The program before it is started.
pub(crate) struct Program {
    command: Command,
    folder: TempDir,
    input: Vec<u8>,
}

impl Program {
    /// Sets a variable of its environment.
    pub(crate) fn set(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.command.env(name, value.as_ref());
        self
    }

    /// Puts a file into the folder that it is started in.
    pub(crate) fn with_file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.folder.path().join(name), content).expect("temporary files can be written");
        self
    }

    /// What it can read from standard input.
    pub(crate) fn fed(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self.command.stdin(Stdio::piped());
        self
    }

    /// Nobody reads what it prints: the other end of the pipe is closed.
    pub(crate) fn unread(mut self) -> Self {
        self.command.stdout(closed_pipe());
        self
    }

    /// Nobody reads its log.
    pub(crate) fn unread_log(mut self) -> Self {
        self.command.stderr(closed_pipe());
        self
    }

    pub(crate) fn starts(mut self) -> Running {
        let mut child = self.command.spawn().expect("the program was built");
        if let Some(mut stdin) = child.stdin.take() {
            let input = self.input;
            // Whoever stops reading early is judged by what it says, not by the pipe that breaks.
            thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let stdout = Lines::of(child.stdout.take());
        let stderr = Lines::of(child.stderr.take());
        Running { child, stdout, stderr, _folder: self.folder }
    }

    /// Runs it to its end.
    #[track_caller]
    pub(crate) fn ends(self) -> Ended {
        self.starts().ends_within(PATIENCE)
    }
}

/// Runs a shell's script in a folder, where it may mount what nobody else sees; `$0` is the program. It ends with 77 where mounting fails.
/// Nothing where that is not allowed, which is said, and outside CI alone.
pub(crate) fn on_disks_of_its_own(what: &str, script: &str, folder: &Path) -> Option<Output> {
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_lanekeeper")])
        .current_dir(folder)
        .output();
    let may = run.as_ref().is_ok_and(|run| run.status.code() != Some(77) && !run.stderr.starts_with(b"unshare:"));
    if !may {
        assert!(std::env::var_os("CI").is_none(), "this test needs unshare(1) and mount(1): {run:?}");
        eprintln!("not tested on {what}: unshare and mount are not allowed here");
    }
    run.ok().filter(|_| may)
}

fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    writer.into()
}

/// The program while it runs; it is killed when this is dropped.
pub(crate) struct Running {
    child: Child,
    stdout: Lines,
    stderr: Lines,
    _folder: TempDir,
}

impl Running {
    /// Waits for a line on standard output that holds these words.
    #[track_caller]
    pub(crate) fn prints(&mut self, words: &str) -> String {
        match self.stdout.wait_for(words) {
            Some(line) => line,
            None => panic!("waited in vain for {words:?}; it said {:?} and {:?}", self.stdout.seen, self.stderr.rest()),
        }
    }

    /// Waits for a line of its log that holds these words.
    #[track_caller]
    pub(crate) fn logs(&mut self, words: &str) {
        if self.stderr.wait_for(words).is_none() {
            panic!("waited in vain for {words:?} in its log: {:?}", self.stderr.seen);
        }
    }

    /// Sends a signal, such as `TERM`, and waits until it has ended.
    #[track_caller]
    pub(crate) fn stops_on(self, signal: &str) -> Ended {
        let kill = format!("kill -{signal} {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &kill]).status().expect("there is a shell");
        assert!(sent.success(), "{kill}: it has ended already");
        self.ends_within(FAREWELL)
    }

    #[track_caller]
    fn ends_within(mut self, patience: Duration) -> Ended {
        let end = Instant::now() + patience;
        // A program that has closed both is about to end, so that waiting for it takes no time.
        let in_time = self.stdout.read_until(end) && self.stderr.read_until(end);
        assert!(in_time, "it did not end; it said {:?} and {:?}", self.stdout.seen, self.stderr.seen);
        let status = self.child.wait().expect("it was started");
        Ended::new(status, self.stdout.seen.clone(), self.stderr.seen.clone())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What a program prints, line by line as it comes.
struct Lines {
    coming: Receiver<String>,
    seen: String,
}

impl Lines {
    fn of(stream: Option<impl Read + Send + 'static>) -> Self {
        let (sender, coming) = channel();
        if let Some(stream) = stream {
            thread::spawn(move || {
                let mut stream = BufReader::new(stream);
                let mut line = Vec::new();
                while stream.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                    if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                        return;
                    }
                    line.clear();
                }
            });
        }
        Self { coming, seen: String::new() }
    }

    fn wait_for(&mut self, words: &str) -> Option<String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let line = self.coming.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            self.seen.push_str(&line);
            if line.contains(words) {
                return Some(line);
            }
        }
    }

    /// Reads to the end; whether the end came in time.
    fn read_until(&mut self, end: Instant) -> bool {
        loop {
            match self.coming.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => self.seen.push_str(&line),
                Err(ended) => return ended == RecvTimeoutError::Disconnected,
            }
        }
    }

    /// All that was said up to now.
    fn rest(&mut self) -> &str {
        self.seen.extend(self.coming.try_iter());
        &self.seen
    }
}

/// What remains of the program.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    #[track_caller]
    fn new(status: ExitStatus, stdout: String, stderr: String) -> Self {
        assert!(!stderr.contains("panicked") && !stderr.contains("RUST_BACKTRACE"), "it panicked: {stderr}");
        Self { code: status.code(), stdout, stderr }
    }

    /// What it printed, having ended well and without a complaint.
    #[track_caller]
    pub(crate) fn well(&self) -> &str {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "it said {}", self.stdout);
        &self.stdout
    }

    /// The lines that say why it failed, without the program's name. It printed nothing else.
    #[track_caller]
    pub(crate) fn failure(&self) -> Vec<&str> {
        assert_eq!((self.code, self.stdout.as_str()), (Some(1), ""), "it said {}", self.stderr);
        let said = self.stderr.strip_prefix("lanekeeper: ");
        said.unwrap_or_else(|| panic!("it does not say who speaks: {}", self.stderr)).lines().collect()
    }

    /// The only line that says why it failed.
    #[track_caller]
    pub(crate) fn failure_line(&self) -> &str {
        match self.failure()[..] {
            [line] => line,
            ref lines => panic!("one line was expected: {lines:#?}"),
        }
    }
}
