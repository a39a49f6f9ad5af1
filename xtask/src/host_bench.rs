//! `cargo xtask bench host`: how many requests a second `waymark-host` answers beside nginx, for the same file on the
//! same machine. The two take turns, so that whatever else the machine does meets both; what counts is the median.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::process::{cargo, program, read, run};
use crate::{app, setup, workspace};

/// What the host has to reach of nginx's requests a second.
const GOAL: f64 = 0.5;
const ROUNDS: usize = 7;
const SECONDS_A_ROUND: &str = "3s";
const CONNECTIONS: &str = "64";
const SITE: &str = "bench";
const REPORT: &str = "docs/host-bench.md";

/// What a client says about compression, and the name of that in the report.
const FORMS: [(&str, &str); 2] = [("identity", "plain"), ("gzip", "gzip")];

/// Measures, prints and writes the report. Too slow a host is an error.
pub fn bench() -> Result {
    setup::for_serving()?;
    run(&mut cargo(&["build", "--release", "-p", "waymark-host"]))?;
    let load = load();
    let folder = tempfile::tempdir().map_err(Error::file("the temporary folder"))?;
    let folder = folder.path();
    let config = config();
    let name = format!("{}.json", sha256(folder, &config)?);
    let host = Serving::host(folder, &name, &config)?;
    let nginx = Serving::nginx(folder, &name, &config)?;
    let mut results = Vec::new();
    for (encoding, form) in FORMS {
        let sizes = [host.size(&name, encoding)?, nginx.size(&name, encoding)?];
        let mut rounds = [Vec::new(), Vec::new()];
        for round in 0..ROUNDS {
            // Who begins changes as well.
            for which in if round % 2 == 0 { [0, 1] } else { [1, 0] } {
                let rate = [&host, &nginx][which].rate(&name, encoding)?;
                println!("{form}, round {}: {} {rate:.0}/s", round + 1, ["waymark-host", "nginx"][which]);
                rounds[which].push(rate);
            }
        }
        let [host, nginx] = rounds.map(median);
        println!("{form}: waymark-host {host:.0}/s, nginx {nginx:.0}/s, ratio {:.2}", host / nginx);
        results.push(Measured { form, sizes, host, nginx });
    }
    let report = workspace::root().join(REPORT);
    fs::write(&report, words(&results, &load)?).map_err(Error::file(&report))?;
    let slow = results.iter().filter(|measured| measured.host < GOAL * measured.nginx).count();
    if slow == 0 { Ok(()) } else { Err(Error::Findings(slow)) }
}

/// One form of the file. Rates are requests a second, sizes bytes of the body; the host's first.
struct Measured {
    form: &'static str,
    sizes: [usize; 2],
    host: f64,
    nginx: f64,
}

fn words(results: &[Measured], load: &str) -> Result<String> {
    let mut report = format!(
        "# How fast the host serves\n\n\
         Measured on {}, {}, {} cores, {}, {}; before it began, {} programs wanted to run (load average).\n\n\
         Requests a second for one config, as `waymark-host` and nginx answer them on the same machine, one after the other \
         and in turns: {CONNECTIONS} connections kept alive, {ROUNDS} rounds of {SECONDS_A_ROUND} each, the median. `wrk` asks, on a thread \
         of the same machine, which takes its part of the processor from both alike. Both send the same headers and bytes; \
         for the compressed form nginx serves a file that was compressed before (`gzip_static`), as the host does. \
         Neither writes a line for each request.\n\n\
         | form | bytes, host | bytes, nginx | host | nginx | host / nginx |\n|---|---|---|---|---|---|\n",
        read(&mut program("date", &["+%Y-%m-%d"]))?.trim(),
        processor(),
        std::thread::available_parallelism().map_or(1, usize::from),
        version("nginx", "-v")?,
        version("wrk", "-v")?,
        load,
    );
    for Measured { form, sizes: [own, other], host, nginx } in results {
        // Writing to a string cannot fail.
        let _ =
            writeln!(report, "| {form} | {own} | {other} | {host:.0} | {nginx:.0} | {:.2} |", host / nginx);
    }
    let _ = write!(
        report,
        "\nThe goal is {GOAL} or more. Reproduce it with `cargo xtask bench host`, which writes this file.\n"
    );
    Ok(report)
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// A config of the size that a well tagged shop has.
fn config() -> String {
    let event = |number: usize| {
        format!(
            "{{\"id\":\"e{number}\",\"name\":\"event_{number}\",\"trigger\":{{\"type\":\"click\"}},\
             \"where\":[\"product\"],\"selectors\":[\"form[action*='/cart/add'] [name=add{number}]\",\
             \"main .product-{number} button[type=submit]\"],\"weight\":{}}}",
            number % 10
        )
    };
    let events: Vec<String> = (0..60).map(event).collect();
    format!("{{\"schema\":1,\"events\":[{}]}}", events.join(","))
}

fn sha256(folder: &Path, text: &str) -> Result<String> {
    let file = folder.join("config.json");
    fs::write(&file, text).map_err(Error::file(&file))?;
    let line = read(program("sha256sum", &[]).arg(&file))?;
    Ok(line.split_whitespace().next().unwrap_or_default().to_owned())
}

/// How many programs wanted to run in the last minute, this one's builds among them.
fn load() -> String {
    let known = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    known.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn processor() -> String {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    named.map_or_else(|| "an unnamed processor".into(), |(_, name)| name.trim().to_owned())
}

/// The first line that a program says about itself, on whichever output, with whichever exit code.
fn version(name: &str, flag: &str) -> Result<String> {
    let start = |source| Error::Start { program: name.to_owned(), source };
    let output = program(name, &[flag]).output().map_err(start)?;
    let said = [output.stdout, output.stderr].concat();
    let first = String::from_utf8_lossy(&said).lines().next().unwrap_or_default().to_owned();
    let copyright = first.find(" [").or_else(|| first.find(" Copyright")).unwrap_or(first.len());
    Ok(first[..copyright].trim_start_matches("nginx version: ").to_owned())
}

/// A server under measurement; dropping it stops it.
struct Serving {
    child: Child,
    /// `127.0.0.1:port`.
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // With SIGTERM nginx takes its workers along.
        let _ = program("kill", &[&self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// The one line of the host's log that is of interest.
#[derive(Deserialize)]
struct Listening {
    address: String,
}

impl Serving {
    fn host(folder: &Path, name: &str, config: &str) -> Result<Self> {
        let data = folder.join("host");
        let command = |arguments: &[&str]| {
            let mut command = app::built("waymark-host", true);
            command.arg("--data").arg(&data).args(arguments);
            command
        };
        let token = read(&mut command(&["shop", "add", SITE]))?;
        let mut child = command(&["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| Error::Start { program: "waymark-host".into(), source })?;
        let log = child.stderr.take();
        let mut serving = Self { child, address: String::new() };
        let mut lines = log.map(BufReader::new).ok_or_else(|| Error::Missing("no log".into()))?;
        let mut line = String::new();
        lines.read_line(&mut line).map_err(Error::file("the log"))?;
        let listening: Listening =
            serde_json::from_str(&line).map_err(Error::json("the first line of the log"))?;
        serving.address = listening.address;
        // Whoever does not read a log stops its writer.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let put = format!(
            "PUT /v1/{SITE}/{name} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\nIf-None-Match: *\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{config}",
            token.trim(),
            config.len()
        );
        let answer = serving.ask(&put)?;
        if answer.starts_with(b"HTTP/1.1 201") {
            return Ok(serving);
        }
        Err(Error::Missing(format!("the host refused the file: {}", String::from_utf8_lossy(&answer))))
    }

    fn nginx(folder: &Path, name: &str, config: &str) -> Result<Self> {
        let files = folder.join("nginx/v1").join(SITE);
        fs::create_dir_all(&files).map_err(Error::file(&files))?;
        let file = files.join(name);
        fs::write(&file, config).map_err(Error::file(&file))?;
        run(program("gzip", &["--keep", "--best"]).arg(&file))?;
        let address = free_address()?;
        let root = folder.join("nginx");
        let settings = root.join("nginx.conf");
        fs::write(&settings, nginx_settings(&address, &root)).map_err(Error::file(&settings))?;
        let child = program("nginx", &[])
            .arg("-p")
            .arg(&root)
            .arg("-c")
            .arg(&settings)
            .spawn()
            .map_err(|source| Error::Start { program: "nginx".into(), source })?;
        let serving = Self { child, address };
        for _ in 0..100 {
            if TcpStream::connect(&serving.address).is_ok() {
                return Ok(serving);
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Err(Error::Missing("nginx does not listen".into()))
    }

    fn ask(&self, request: &str) -> Result<Vec<u8>> {
        let asking = || {
            let mut stream = TcpStream::connect(&self.address)?;
            stream.write_all(request.as_bytes())?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            Ok(answer)
        };
        asking().map_err(Error::file(&self.address))
    }

    /// Bytes of the body that it sends, which has to come compressed where that was asked for.
    fn size(&self, name: &str, encoding: &str) -> Result<usize> {
        let answer = self.ask(&format!(
            "GET /v1/{SITE}/{name} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
        ))?;
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or_default();
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let is_compressed = head.contains("content-encoding: gzip");
        if head.starts_with("http/1.1 200") && is_compressed == (encoding == "gzip") {
            return Ok(answer.len() - end - 4);
        }
        Err(Error::Missing(format!("{} did not answer as asked: {head}", self.address)))
    }

    /// Requests a second in one round.
    fn rate(&self, name: &str, encoding: &str) -> Result<f64> {
        let said = read(&mut program(
            "wrk",
            &[
                "--threads",
                "1",
                "--connections",
                CONNECTIONS,
                "--duration",
                SECONDS_A_ROUND,
                "--header",
                &format!("Accept-Encoding: {encoding}"),
                &format!("http://{}/v1/{SITE}/{name}", self.address),
            ],
        ))?;
        if said.contains("Non-2xx") || said.contains("Socket errors") {
            return Err(Error::Missing(format!("not every request was answered:\n{said}")));
        }
        let rate =
            said.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:")?.trim().parse().ok());
        rate.ok_or_else(|| Error::Missing(format!("wrk says no rate:\n{said}")))
    }
}

/// A port that was free a moment ago.
fn free_address() -> Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(Error::file("a free port"))?;
    let address = listener.local_addr().map_err(Error::file("a free port"))?;
    Ok(address.to_string())
}

/// nginx as somebody would set it up who cares about speed: file handles kept, no log, connections that last.
fn nginx_settings(address: &str, root: &Path) -> String {
    let root = root.display();
    format!(
        "daemon off; pid {root}/pid; error_log stderr error; worker_processes auto; user root;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n\
           access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;\n\
           open_file_cache max=100 inactive=10m; open_file_cache_valid 10m; etag on; gzip_static on; gzip_vary on;\n\
           client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;\n\
           uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;\n\
           types {{ application/json json; }}\n\
           server {{\n\
             listen {address}; root {root};\n\
             add_header Cache-Control 'public, max-age=31536000, immutable';\n\
             add_header Access-Control-Allow-Origin '*';\n\
             add_header Cross-Origin-Resource-Policy cross-origin;\n\
             add_header X-Content-Type-Options nosniff;\n\
           }}\n\
         }}\n"
    )
}
