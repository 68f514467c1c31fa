//! The program as a process of its own, an offline Discord, and people who come to it.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use discord_sandbox::{
    Interaction, Options, Sandbox,
    ids::{ChannelId, MessageId, UserId},
};
use lanekeeper::{
    clock::Stopwatch,
    random::Random,
    store::{DatabaseUrl, Store},
    workspace::ids,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::filling;

/// How long something may take that must come: longer than the bot takes to give up on an answer. Nothing takes this long unless the test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

/// The name of a server, of a channel in it, and of its leads.
const SERVER: &str = "Northwind Parcel";
const CHANNEL: &str = "checkout";
const LEADS: [&str; 2] = ["Ines Moreau", "Tomasz Wolny"];

/// The program, and the file where it keeps what it keeps.
const PROGRAM: &str = env!("CARGO_BIN_EXE_lanekeeper");
const FILE: &str = "lanekeeper.db";

/// A disk on which the program keeps its file.
pub(crate) struct SmallDisk {
    inside: PathBuf,
    kept: PathBuf,
}

impl SmallDisk {
    /// Writes until nothing more fits.
    pub(crate) fn fills_up(&self) {
        let mut ballast = fs::File::create(self.inside.join(BALLAST)).expect("it is there");
        for size in [4_096, 1] {
            while ballast.write_all(&vec![0; size]).is_ok() {}
        }
    }

    /// Makes room again.
    pub(crate) fn is_cleared(&self) {
        fs::remove_file(self.inside.join(BALLAST)).expect("it was written");
    }

    /// Copies what the program keeps to where [`Rig::store`] opens it. Nothing is written meanwhile.
    pub(crate) fn is_copied(&self) {
        for end in ["", "-wal"] {
            let named = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
            fs::copy(named(&self.inside.join(FILE)), named(&self.kept)).expect("it is there");
        }
    }
}

const BALLAST: &str = "ballast";

/// Discord's flag of a message that one person sees.
const EPHEMERAL: u64 = 1 << 6;

/// The shards of the one process that opens all.
const ALL_SHARDS: &str = "auto";

/// An offline Discord, and the program beside it, with a database in which a team has settled fifty things.
pub(crate) struct Rig {
    pub(crate) sandbox: Sandbox,
    pub(crate) channel: ChannelId,
    folder: TempDir,
    /// Where the program keeps what it keeps, as its setting says it.
    address: String,
    /// Where the one process that opens all shards can be asked how it is.
    operations: String,
    /// The processes that run, by the shards that they open.
    programs: Mutex<BTreeMap<&'static str, Child>>,
}

impl Rig {
    /// With a file.
    pub(crate) async fn set() -> Self {
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let address = format!("sqlite://{}", folder.path().join(FILE).display());
        Self::set_in(folder, address).await
    }

    /// With a database on a server.
    pub(crate) async fn set_on(address: String) -> Self {
        Self::set_in(tempfile::tempdir().expect("temporary folders can be made"), address).await
    }

    async fn set_in(folder: TempDir, address: String) -> Self {
        let options = Options { application: "Lanekeeper".into(), ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("loopback has a free port");
        let channel = sandbox.world().channel(CHANNEL).expect("it is furnished");
        let operations = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let operations = operations.expect("loopback has a free port").to_string();
        let rig = Self { sandbox, channel, folder, address, operations, programs: Mutex::default() };
        let lead = |name| ids::UserId::new(rig.person(name).get()).expect("above 0");
        let place = filling::Place {
            guild: rig.guild(),
            channel: ids::ChannelId::new(channel.get()).expect("above 0"),
            leads: LEADS.map(lead),
        };
        let store = rig.store().await;
        filling::fill(&store, &filling::shipped(), &Random::sequence(1), &place, 0).await;
        store.close().await;
        rig
    }

    /// The server in which all of it happens, as the bot calls it.
    pub(crate) fn guild(&self) -> ids::GuildId {
        let guild = self.sandbox.world().guild(SERVER).expect("it is furnished");
        ids::GuildId::new(guild.get()).expect("above 0")
    }

    pub(crate) fn person(&self, name: &str) -> UserId {
        self.sandbox.world().person(name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// So many people who were not there before.
    pub(crate) fn crowd(&self, many: usize) -> Vec<UserId> {
        let world = self.sandbox.world();
        let guild = world.guild(SERVER).expect("it is furnished");
        let join = |number| {
            let person = world.add_person(&format!("Person {number}"));
            world.join(guild, person).expect("both are there");
            person
        };
        (0..many).map(join).collect()
    }

    /// What the bot keeps; a file only while no program has it open.
    pub(crate) async fn store(&self) -> Store {
        let address = DatabaseUrl::parse(&self.address).expect("it is sound");
        Store::open(&address).await.unwrap_or_else(|error| panic!("{error}"))
    }

    fn programs(&self) -> MutexGuard<'_, BTreeMap<&'static str, Child>> {
        self.programs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the program.
    pub(crate) fn program_starts(&self) {
        self.program_starts_with(ALL_SHARDS);
    }

    /// Starts a process of the program that opens these shards.
    pub(crate) fn program_starts_with(&self, shards: &'static str) {
        let mut command = Command::new(PROGRAM);
        command.arg("run");
        self.starts(command, shards, &self.address);
    }

    /// Starts the program with its file on a disk of its own of so many kilobytes, which the operating system makes for it; or says why
    /// there is none. The disk is empty but for what was kept before, and gone with the program.
    pub(crate) fn program_starts_on_a_small_disk(&self, kilobytes: u32) -> Result<SmallDisk, String> {
        let disk = self.folder.path().join("disk");
        fs::create_dir(&disk).expect("temporary folders can be made");
        let unshare = || {
            let mut unshare = Command::new("unshare");
            unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
            unshare
        };
        let mount = format!("mount -t tmpfs -o size={kilobytes}k tmpfs {}", disk.display());
        match unshare().arg(&mount).output() {
            Ok(tried) if tried.status.success() => {}
            Ok(tried) => return Err(String::from_utf8_lossy(&tried.stderr).trim().to_owned()),
            Err(error) => return Err(error.to_string()),
        }
        let kept = self.folder.path().join(FILE);
        let mut command = unshare();
        command.arg(format!("{mount} && cp {} {} && exec {PROGRAM} run", kept.display(), disk.display()));
        self.starts(command, ALL_SHARDS, &format!("sqlite://{}", disk.join(FILE).display()));
        let program = self.programs()[ALL_SHARDS].id();
        // The disk is seen through the program alone.
        let inside = Path::new("/proc").join(program.to_string()).join("root");
        Ok(SmallDisk { inside: inside.join(disk.strip_prefix("/").expect("an absolute path")), kept })
    }

    fn starts(&self, mut command: Command, shards: &'static str, address: &str) {
        command.env_clear().envs(env::var_os("PATH").map(|path| ("PATH", path))).current_dir(self.folder.path());
        command.env("DISCORD_API_BASE", self.sandbox.base_url()).env("DISCORD_TOKEN", self.sandbox.bot_token());
        command.env("DATABASE_URL", address).env("SHARDS", shards);
        if shards == ALL_SHARDS {
            command.env("OPERATIONS_LISTEN", &self.operations);
        }
        command.env("LOG", env::var("FAULTS_LOG").unwrap_or("off".into())).stdin(Stdio::null());
        self.programs().insert(shards, command.spawn().expect("the program was built"));
    }

    /// Waits until every process that runs has its connection.
    pub(crate) async fn program_is_ready(&self) {
        let running = self.programs().len();
        let gateway = self.sandbox.gateway();
        let ready = gateway.until(|counts| counts.sessions == running);
        assert!(tokio::time::timeout(PATIENCE, ready).await.is_ok(), "the program did not start");
        while self.sandbox.world().commands().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Ends every process of the program in the middle of whatever it does.
    pub(crate) async fn program_is_killed(&self) {
        let running: Vec<&str> = self.programs().keys().copied().collect();
        for shards in running {
            self.program_is_killed_that_opens(shards).await;
        }
    }

    /// Ends the process that opens these shards in the middle of whatever it does.
    pub(crate) async fn program_is_killed_that_opens(&self, shards: &str) {
        let program = self.programs().remove(shards);
        if let Some(mut program) = program {
            program.kill().expect("it runs");
            program.wait().expect("it was started");
        }
        // Its connections are gone as soon as the system has closed them.
        let running = self.programs().len();
        self.sandbox.gateway().until(|counts| counts.connections <= running).await;
    }

    /// Whether the one process that opens all shards says that it can do its work.
    pub(crate) fn is_ready(&self) -> bool {
        let mut command = Command::new(PROGRAM);
        command.arg("ready").env_clear().env("OPERATIONS_LISTEN", &self.operations).current_dir(self.folder.path());
        command.output().expect("the program was built").status.success()
    }

    /// The program's resident memory in kilobytes.
    pub(crate) fn memory(&self) -> u64 {
        let program = self.programs()[ALL_SHARDS].id();
        let status = fs::read_to_string(format!("/proc/{program}/status")).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it says so");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// The latest of what somebody sees in the channel.
    pub(crate) fn sees(&self, person: UserId) -> Vec<Value> {
        self.sandbox.people().messages(person, self.channel).expect("they see it")
    }

    /// The title of the message that came of an interaction, as the one sees it who began it. Of a press that takes long it comes later.
    pub(crate) async fn title_that_came_of(&self, person: UserId, interaction: &Interaction) -> String {
        let (answer, id) = (interaction.message_id.map(|id| id.to_string()), interaction.id.to_string());
        // A press changes a message that they alone see, or a new one comes.
        let came_of = |message: &&Value| {
            let is_private = message["flags"].as_u64().unwrap_or(0) & EPHEMERAL > 0;
            message["interaction_metadata"]["id"] == *id
                || is_private && answer.as_ref().is_some_and(|answer| message["id"] == **answer)
        };
        let waiting = Stopwatch::start();
        loop {
            let seen = self.sees(person);
            let came = seen.iter().rev().find(came_of);
            if let Some(message) = came {
                return message["embeds"][0]["title"].as_str().unwrap_or_default().to_owned();
            }
            assert!(waiting.elapsed() < PATIENCE, "nothing came of {interaction:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// How often each title was posted in the channel, however long ago.
    pub(crate) fn titles(&self) -> Vec<(MessageId, String)> {
        let (reader, people) = (self.person(LEADS[0]), self.sandbox.people());
        let mut titles = Vec::new();
        let mut before = None;
        loop {
            let page = people.messages_before(reader, self.channel, before, 100).expect("they see it");
            let id = |message: &Value| message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            let Some(oldest) = page.first() else { return titles };
            before = Some(id(oldest));
            let title = |message: &Value| message["embeds"][0]["title"].as_str().unwrap_or_default().to_owned();
            titles.extend(page.iter().map(|message| (id(message), title(message))));
        }
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        for program in self.programs().values_mut() {
            // It may have ended already.
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

/// Whether a message has a button with this label.
pub(crate) fn has_button(message: &Value, label: &str) -> bool {
    all_buttons(message).iter().any(|button| button["label"] == label)
}

/// The custom ids of a message's buttons with these labels.
pub(crate) fn buttons<const N: usize>(message: &Value, labels: [&str; N]) -> [String; N] {
    let buttons = all_buttons(message);
    labels.map(|label| {
        let button = buttons.iter().find(|button| button["label"] == label);
        button.and_then(|button| button["custom_id"].as_str()).unwrap_or_else(|| panic!("no {label}")).to_owned()
    })
}

fn all_buttons(message: &Value) -> Vec<&Value> {
    let rows = message["components"].as_array().into_iter().flatten();
    rows.flat_map(|row| row["components"].as_array().into_iter().flatten()).collect()
}
