//! Other programs: run in sight, read, or run into a log with a time limit.

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a program that ran out of time may take to close its browser before it is killed.
const GRACE: Duration = Duration::from_secs(8);

/// Runs the program in sight of the user; an error where it fails.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", line(command));
    let status = command.status().with_context(|| format!("cannot start `{}`", line(command)))?;
    check(command, status)
}

/// Runs the program and returns what it printed; its complaints stay in sight.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    check(command, output.status)?;
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something else than text", line(command)))
}

/// What the user sees of a program that writes into a log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The log as it grows.
    Everything,
    /// Nothing: whoever runs the program reads its log.
    Nothing,
}

/// Runs the program with its output in a file, and stops it, with all that it started, when the time is up.
///
/// A file and no pipe, because Chromium keeps an inherited pipe open after the program that started it is gone,
/// and whoever reads the pipe then waits for ever.
pub fn run_logged(command: &mut Command, log: &Path, limit: Duration, show: Show) -> Result<()> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let errors = file.try_clone().with_context(|| format!("cannot write {}", log.display()))?;
    println!("$ {} > {}", line(command), log.display());
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(errors)
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;

    let mut shown = File::open(log).with_context(|| format!("cannot read {}", log.display()))?;
    let mut print = || if show == Show::Everything { print_rest(&mut shown) } else { Ok(()) };
    let started = Instant::now();
    loop {
        // The order matters: what was written before the end is shown after it.
        let ended = child.try_wait().with_context(|| format!("cannot wait for `{}`", line(command)))?;
        print()?;
        if let Some(status) = ended {
            return check(command, status);
        }
        if started.elapsed() > limit {
            stop(&mut child);
            print()?;
            bail!(
                "`{}` was stopped after {} s, its limit: see {}",
                line(command),
                limit.as_secs(),
                log.display()
            );
        }
        sleep(Duration::from_millis(100));
    }
}

/// The command as one would type it: without the folders of the program.
fn line(command: &Command) -> String {
    let program = command.get_program();
    let program = Path::new(program).file_name().unwrap_or(program);
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed: {status}", line(command));
    }
    Ok(())
}

/// Prints what the file holds beyond what was printed before.
fn print_rest(log: &mut File) -> Result<()> {
    let mut new = Vec::new();
    log.read_to_end(&mut new).context("cannot read the log")?;
    let mut out = std::io::stdout();
    out.write_all(&new).and_then(|()| out.flush()).context("cannot print the log")
}

/// Asks the program and everything it started to end, and kills what is left after [`GRACE`].
///
/// The family is found by parents and not by process group: Puppeteer starts its browser as the leader of a
/// group of its own, which a signal to ours would not reach, and in our own group Ctrl-C reaches them all.
fn stop(child: &mut Child) {
    let family = descendants(child.id());
    send(&family, Signal::TERM);
    let asked = Instant::now();
    while asked.elapsed() < GRACE && family.iter().any(|id| is_running(*id)) {
        sleep(Duration::from_millis(100));
    }
    send(&family, Signal::KILL);
    let _ = child.wait();
}

fn send(processes: &BTreeSet<u32>, signal: Signal) {
    for pid in processes.iter().filter_map(|id| i32::try_from(*id).ok()).filter_map(Pid::from_raw) {
        // One that has ended meanwhile is what was wanted.
        let _ = kill_process(pid, signal);
    }
}

/// The process and all that descend from it. Where there is no `/proc` (macOS), the process alone.
fn descendants(root: u32) -> BTreeSet<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, parent(id)?)))
        .collect();
    let mut family = BTreeSet::from([root]);
    loop {
        let before = family.len();
        let children: Vec<u32> =
            parents.iter().filter(|(_, parent)| family.contains(parent)).map(|(id, _)| *id).collect();
        family.extend(children);
        if family.len() == before {
            return family;
        }
    }
}

fn parent(id: u32) -> Option<u32> {
    Some(stat(id)?.1)
}

/// A zombie has ended; only whoever started it has not asked yet.
fn is_running(id: u32) -> bool {
    stat(id).is_some_and(|(state, _)| state != "Z")
}

/// State and parent of a process: the third and fourth word of `/proc/ID/stat`, whose second is a name in
/// brackets that may hold anything.
fn stat(id: u32) -> Option<(String, u32)> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut words = stat.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_out_of_time_is_stopped_with_what_it_started_in_another_session() {
        let folder = crate::folder::Temporary::new("stopped");
        let log = folder.path().join("log");
        let mut command = Command::new("sh");
        command.args(["-c", "setsid sleep 300 & echo $!; wait"]);
        let error = run_logged(&mut command, &log, Duration::from_millis(500), Show::Nothing).unwrap_err();
        assert!(error.to_string().contains("its limit"), "{error}");
        let id: u32 = fs::read_to_string(&log).unwrap().trim().parse().unwrap();
        sleep(Duration::from_millis(200));
        assert!(!is_running(id), "process {id} was left behind");
    }

    #[test]
    fn a_program_that_fails_says_so_and_its_output_is_in_the_log() {
        let folder = crate::folder::Temporary::new("failed");
        let log = folder.path().join("log");
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let error = run_logged(&mut command, &log, Duration::from_secs(10), Show::Everything).unwrap_err();
        assert!(error.to_string().ends_with("exit status: 3"), "{error}");
        assert_eq!(fs::read_to_string(&log).unwrap(), "out\nerr\n");
    }
}
