//! A PostgreSQL server of the tests' own: in a temporary folder, on loopback, without durability, gone with the last test that uses it.

use std::{
    fs,
    io::Write,
    net::TcpListener,
    os::unix::{
        fs::{PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU32, Ordering},
    },
};

use tempfile::TempDir;

/// The running server, as long as a test holds it.
static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// A running server.
pub(crate) struct Server {
    process: Child,
    /// The command that stops it, with all the processes that it has started.
    stop: Command,
    port: u16,
    made: AtomicU32,
    /// Removed after the process has ended.
    _folder: TempDir,
}

/// The server that all tests of this process share, or why there is none.
pub(crate) fn server() -> Result<Arc<Server>, String> {
    let mut running = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(server) = running.upgrade() {
        return Ok(server);
    }
    let server = Arc::new(Server::start()?);
    *running = Arc::downgrade(&server);
    Ok(server)
}

impl Server {
    fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL's initdb and postgres are not installed (Debian: postgresql)")?;
        let owner = owner()?;
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let data = folder.path().join("data");
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group))
                .map_err(|error| format!("cannot give away a folder: {error}"))?;
        }
        let permissions = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder.path(), permissions).map_err(|error| error.to_string())?;
        let mut make = as_user(&programs.join("initdb"), owner, folder.path());
        make.arg("--pgdata").arg(&data).args(["--username=tests", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        make.args(["--locale=C", "--no-instructions"]).stdout(Stdio::null());
        let made = make.output().map_err(|error| format!("cannot run initdb: {error}"))?;
        if !made.status.success() {
            return Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let port = free_port()?;
        let mut run = as_user(&programs.join("postgres"), owner, folder.path());
        run.arg("-D").arg(&data).args(["-c", "listen_addresses=127.0.0.1", "-p", &port.to_string()]);
        run.args(["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200"]);
        run.stdout(Stdio::null()).stderr(Stdio::null());
        let process = run.spawn().map_err(|error| format!("cannot run postgres: {error}"))?;
        let mut stop = as_user(&programs.join("pg_ctl"), owner, folder.path());
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(&data).stdout(Stdio::null());
        Ok(Self { process, stop, port, made: AtomicU32::new(0), _folder: folder })
    }

    /// Makes an empty database and returns its address.
    pub(crate) async fn new_database(&self) -> String {
        use sqlx::Connection;

        let name = format!("t{}", self.made.fetch_add(1, Ordering::Relaxed));
        let mut connection = self.connect().await;
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::query(create).execute(&mut connection).await.expect("the server makes databases");
        connection.close().await.expect("the server lets go");
        self.address(&name)
    }

    /// The address of a database.
    pub(crate) fn address(&self, database: &str) -> String {
        format!("postgres://tests@127.0.0.1:{}/{database}", self.port)
    }

    /// Connects once the server takes connections.
    async fn connect(&self) -> sqlx::PgConnection {
        use sqlx::Connection;

        let address = self.address("postgres");
        // The server says nothing when it is ready; asking it is the only way. A minute is far more than it takes.
        for _ in 0..600 {
            if let Ok(connection) = sqlx::PgConnection::connect(&address).await {
                return connection;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("PostgreSQL did not start within a minute");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.stop.status().and_then(|_| self.process.wait());
        if let Err(error) = ended {
            drop(writeln!(std::io::stderr(), "PostgreSQL could not be stopped: {error}"));
        }
    }
}

/// The folder with the server's programs: the newest version that Debian installed, or one on the `PATH`.
fn programs() -> Option<PathBuf> {
    let has_both = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut installed: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).filter(has_both).collect();
    installed.sort();
    installed.pop().or_else(|| std::env::split_paths(&std::env::var_os("PATH")?).find(has_both))
}

/// PostgreSQL refuses to run as root: then its own user runs it. User and group, where they must be changed.
fn owner() -> Result<Option<(u32, u32)>, String> {
    use std::os::unix::fs::MetadataExt;

    let me = fs::metadata("/proc/self").map_or(1, |own| own.uid());
    if me != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|error| error.to_string())?;
    let line = users.lines().find(|line| line.starts_with("postgres:"));
    let mut numbers = line.ok_or("there is no user postgres, and PostgreSQL does not run as root")?.split(':').skip(2);
    let mut next = || numbers.next().and_then(|number| number.parse().ok());
    next().zip(next()).map(Some).ok_or_else(|| "the user postgres has no number".into())
}

fn as_user(program: &Path, owner: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("LC_ALL", "C").stdin(Stdio::null());
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
