//! `EverShop`: a shop made by React on its server and in the browser, with ids and classes that are made up anew, its state
//! inlined, and a limit of 300 pages a minute. `cargo xtask evershop` installs it below cargo's target folder; nothing of it
//! is kept here. It runs on a `PostgreSQL` of its own, with a fresh database and `EverShop`'s own demo data each time.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::error::{Error, Result};
use crate::process::{Program, output};
use crate::session::free_port;
use crate::wait;

const NAME: &str = "evershop";
/// Debian's user for it: `PostgreSQL` refuses to run as root.
const DATABASE_USER: &str = "postgres";
/// Tables are made while it starts.
const STARTS: Duration = Duration::from_secs(120);
/// Is there once the shop was built to its end.
const BUILT: &str = ".evershop/built";

/// The running shop. Ends with this value.
#[derive(Debug)]
pub struct EverShop {
    url: String,
    _server: Program,
    _database: Database,
}

impl EverShop {
    /// Starts it with its demo data; the first time it is built, which takes minutes.
    pub async fn start(logs: &Path) -> Result<Self> {
        let home = home()?;
        let database = Database::start(logs).await?;
        let port = free_port()?;
        let shop = |command: &str| {
            let mut program = Command::new("node");
            let offline = folder().join("offline.mjs");
            program.arg("--import").arg(offline).arg("node_modules/@evershop/evershop/dist/bin/evershop.js");
            program.arg(command).current_dir(&home).env("PORT", port.to_string());
            for (name, value) in [("HOST", "127.0.0.1"), ("NAME", NAME), ("USER", NAME), ("PASSWORD", NAME)] {
                program.env(format!("DB_{name}"), value);
            }
            program.env("DB_PORT", database.port.to_string()).env("DB_SSLMODE", "disable");
            program.env("SUPPRESS_NO_CONFIG_WARNING", "true");
            program
        };
        for own in ["media", "public"] {
            let own = home.join(own);
            std::fs::create_dir_all(&own).map_err(Error::file(&own))?;
        }
        let built = home.join(BUILT);
        if !built.exists() {
            std::fs::write(logs.join("build.log"), output(&mut shop("build"))?).map_err(Error::file(logs))?;
            std::fs::write(&built, "").map_err(Error::file(&built))?;
        }
        let log = logs.join("evershop.log");
        let server = Program::start(&mut shop("start"), &log)?;
        answers(port, "EverShop").await?;
        std::fs::write(logs.join("seed.log"), output(shop("seed").arg("--all"))?)
            .map_err(Error::file(logs))?;
        database.run(&folder().join("home.sql"))?;
        // The name it gives itself in its links and sitemaps.
        Ok(Self { url: format!("http://localhost:{port}/"), _server: server, _database: database })
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Where its packages are named and what is true of it is written.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shops/evershop")
}

/// Where it is installed: `evershop/shop` in cargo's target folder, which this program lies in too.
fn home() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(Error::file("this program"))?;
    own.ancestors()
        .map(|folder| folder.join("evershop/shop"))
        .find(|home| home.join("node_modules/@evershop/evershop").exists())
        .ok_or_else(|| Error::Program {
            program: "EverShop".into(),
            said: "it is not installed: run `cargo xtask evershop`".into(),
        })
}

/// A `PostgreSQL` of its own, empty, on a port of its own. Ends with this value.
#[derive(Debug)]
struct Database {
    port: u16,
    programs: PathBuf,
    _server: Program,
    folder: TempDir,
}

impl Database {
    async fn start(logs: &Path) -> Result<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let port = free_port()?;
        let data = folder.path().join("data");
        if is_root() {
            // Its user may pass through, and has a folder in it.
            std::fs::set_permissions(folder.path(), Permissions::from_mode(0o711))
                .map_err(Error::file(folder.path()))?;
            output(Command::new("install").args(["-d", "-m", "700", "-o", DATABASE_USER]).arg(&data))?;
        }
        output(
            as_its_user(&programs.join("initdb"))
                .args([
                    "--username",
                    NAME,
                    "--auth",
                    "trust",
                    "--encoding",
                    "UTF8",
                    "--locale",
                    "C",
                    "--no-sync",
                ])
                .arg("--pgdata")
                .arg(&data),
        )?;
        let mut server = as_its_user(&programs.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(&data).args([
            "-h",
            "127.0.0.1",
            "-F",
            "-p",
            &port.to_string(),
        ]);
        let server = Program::start(&mut server, &logs.join("postgresql.log"))?;
        let database = Self { port, programs, _server: server, folder };
        wait::until("PostgreSQL to answer", async || {
            let mut create = as_its_user(&database.programs.join("createdb"));
            create.args(["-h", "127.0.0.1", "-U", NAME, "-p", &port.to_string(), NAME]);
            output(&mut create).map(Some)
        })
        .await?;
        Ok(database)
    }

    fn run(&self, statements: &Path) -> Result {
        let statements = std::fs::read_to_string(statements).map_err(Error::file(statements))?;
        let mut client = as_its_user(&self.programs.join("psql"));
        client.args([
            "-h",
            "127.0.0.1",
            "-p",
            &self.port.to_string(),
            "-U",
            NAME,
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
        ]);
        output(client.arg(statements).arg(NAME)).map(drop)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Asked to end, it leaves no shared memory behind; killed it is right after, whatever comes of that.
        let mut stop = as_its_user(&self.programs.join("pg_ctl"));
        stop.args(["stop", "--mode", "immediate", "--pgdata"]).arg(self.folder.path().join("data"));
        drop(output(&mut stop));
    }
}

/// Debian's programs of `PostgreSQL`, the newest that there are.
fn programs() -> Result<PathBuf> {
    let all = Path::new("/usr/lib/postgresql");
    let versions = std::fs::read_dir(all).map_err(Error::file(all))?.filter_map(std::result::Result::ok);
    let programs = versions.map(|version| version.path().join("bin"));
    programs.filter(|programs| programs.join("initdb").exists()).max().ok_or_else(|| Error::Program {
        program: "PostgreSQL".into(),
        said: "it is not installed: run `cargo xtask evershop`".into(),
    })
}

/// One of them, in a folder that its user may be in.
fn as_its_user(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut other = Command::new("setpriv");
        other.args(["--reuid", DATABASE_USER, "--regid", DATABASE_USER, "--init-groups"]).arg(program);
        other
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

async fn answers(port: u16, who: &str) -> Result {
    wait::until_within(STARTS, &format!("{who} to answer"), async || {
        Ok(TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop))
    })
    .await
}
