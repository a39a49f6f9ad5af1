//! A long audit of the command line: what memory it takes, and how soon it goes on after it was killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use waymark_model::Plan;

use crate::error::{Error, Result};
use crate::report::{Row, Table};
use crate::rules::plan;
use crate::server::Server;

/// Pages of the long audit.
const PAGES: usize = 10_000;
/// Peak memory above that of an audit of next to nothing, MB.
const MEMORY: f64 = 80.0;
/// From the start to the first page that a killed audit asks for, s.
const RESUMED: f64 = 2.0;
/// How often is looked.
const LOOK: Duration = Duration::from_millis(20);

/// Measures.
pub fn measure(pages: &[String], folder: &Path) -> Result<Table> {
    let plan = plan(pages, 20, 0)?;
    let small = Server::open(pages, 1, Duration::ZERO)?;
    let idle = Shop::new(&small, &folder.join("small"), &plan)?.audit()?.peak()?;

    let large = Server::open(pages, PAGES, Duration::ZERO)?;
    let shop = Shop::new(&large, &folder.join("large"), &plan)?;
    let mut killed = shop.audit()?;
    while large.served() < PAGES / 2 {
        if killed.has_ended()? {
            return Err(Error::Answer("the long audit"));
        }
        std::thread::sleep(LOOK);
    }
    killed.child.kill()?;
    killed.child.wait()?;
    let before = large.served();
    let start = Instant::now();
    let audit = shop.audit()?;
    while large.served() == before && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    let resumed = start.elapsed().as_secs_f64();
    let peak = audit.peak()?;
    let again = (large.served() as f64 - PAGES as f64).max(0.0);
    let above = (peak.saturating_sub(idle)) as f64 / 1e3;
    Ok(Table {
        title: format!("{PAGES} pages with the command line, killed half way"),
        rows: vec![
            Row::new(
                "peak memory above an audit of one page, MB",
                format!("{:.0} MB", peak as f64 / 1e3),
                above,
            )
            .at_most(Some(MEMORY)),
            Row::new("from the start to the first page after the kill, s", String::new(), resumed)
                .at_most(Some(RESUMED)),
            // Those that were under way when it was killed.
            Row::new("pages asked for twice", String::new(), again).at_most(Some(8.0)),
        ],
    })
}

/// A shop in a data folder of its own.
struct Shop {
    data: PathBuf,
}

struct Running {
    child: Child,
}

impl Shop {
    fn new(server: &Server, data: &Path, plan: &Plan) -> Result<Self> {
        let mut plan = plan.clone();
        plan.shop.url = server.url();
        let text = serde_json::to_string(&plan).map_err(|error| Error::Audit(error.to_string()))?;
        let file = data.with_extension("json");
        std::fs::write(&file, text).map_err(|source| Error::File { file: file.clone(), source })?;
        let shop = Self { data: data.to_owned() };
        let imported = shop.command().args(["plan", "import", "--shop", "bench"]).arg(file).status()?;
        if imported.success() { Ok(shop) } else { Err(Error::Answer("the command line")) }
    }

    fn command(&self) -> Command {
        let own = std::env::current_exe().unwrap_or_default();
        let mut command = Command::new(own.with_file_name("waymark"));
        command.arg("--data").arg(&self.data).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn audit(&self) -> Result<Running> {
        let child =
            self.command().args(["audit", "--shop", "bench", "--sample", "full", "--no-browser"]).spawn()?;
        Ok(Running { child })
    }
}

impl Running {
    fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// The most memory it took until it ended, KB.
    fn peak(mut self) -> Result<u64> {
        let file = format!("/proc/{}/status", self.child.id());
        let mut most = 0;
        while !self.has_ended()? {
            let status = std::fs::read_to_string(&file).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = line.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok());
            most = peak.unwrap_or(0).max(most);
            std::thread::sleep(LOOK);
        }
        Ok(most)
    }
}
