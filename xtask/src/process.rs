//! Runs other programs: says what is done and how long it took, and ends them when we are interrupted.

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use crate::failure::Failure;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The process group of the program that runs now. We run one at a time.
static RUNNING: Mutex<Option<u32>> = Mutex::new(None);

/// Does one step of work, and prints what it is and how long it took.
///
/// # Errors
/// Those of the work.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    println!("{what} ...");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f32();
    match &result {
        Ok(_) => println!("{what}: {seconds:.1} s"),
        Err(_) => println!("{what}: failed after {seconds:.1} s"),
    }
    result
}

/// Runs a program to its end; its output goes where ours goes.
///
/// # Errors
/// When it cannot be started, when it fails, and when we are interrupted.
pub fn run(what: &str, command: &mut Command) -> Result<(), Failure> {
    let mut child = start(command)?;
    let status = end_of(&mut child, command)?;
    succeeded(what, command, status)
}

/// Runs a program to its end and gives back what it wrote to its standard output.
///
/// # Errors
/// As [`run`], and when the output is not UTF-8.
pub fn output_of(what: &str, command: &mut Command) -> Result<String, Failure> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    let mut output = String::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut output).map_err(Failure::not_understood(what))?;
    }
    let status = end_of(&mut child, command)?;
    succeeded(what, command, status)?;
    Ok(output)
}

/// Runs a program to its end, passes on its standard output and shows each line of it to `read`.
///
/// # Errors
/// When it cannot be started, and when we are interrupted. That it failed is in the status.
pub fn run_and_read(command: &mut Command, mut read: impl FnMut(&str)) -> Result<ExitStatus, Failure> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    if let Some(pipe) = child.stdout.take() {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            read(&line);
        }
    }
    end_of(&mut child, command)
}

/// Whether a program can be started and answers; what it writes is not shown.
pub fn answers(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Sends a signal, for instance `INT`, to a process, or to its whole group.
pub fn signal(name: &str, process: u32, whole_group: bool) {
    let target = if whole_group { format!("-{process}") } else { process.to_string() };
    // A process that has ended needs no signal: the answer of `kill` does not matter.
    answers(Command::new("kill").args(["-s", name, "--", &target]));
}

/// From now on Ctrl-C, SIGTERM and SIGHUP end the running program. We then go on to our own end, so that
/// everything we hold is released on the way.
///
/// # Errors
/// When the system refuses the handler.
pub fn end_children_when_interrupted() -> Result<(), Failure> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        if let Some(group) = *running() {
            signal("TERM", group, true);
        }
    })
    .map_err(Failure::not_understood("The handler for Ctrl-C"))
}

/// Whether the end was asked for.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Every program gets a process group of its own: only so can it be ended together with all that it started.
fn start(command: &mut Command) -> Result<Child, Failure> {
    if interrupted() {
        return Err(Failure::Interrupted);
    }
    let child = command
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|cause| Failure::NotStarted { program: name_of(command), cause })?;
    *running() = Some(child.id());
    if interrupted() {
        // The signal came between the two questions; the handler saw nothing to end.
        signal("TERM", child.id(), true);
    }
    Ok(child)
}

fn end_of(child: &mut Child, command: &Command) -> Result<ExitStatus, Failure> {
    let status = child.wait().map_err(|cause| Failure::NotStarted { program: name_of(command), cause });
    *running() = None;
    if interrupted() {
        return Err(Failure::Interrupted);
    }
    status
}

fn succeeded(what: &str, command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::Ended { what: what.into(), program: name_of(command), status })
}

fn name_of(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// The number inside is whole even if a thread that held it panicked.
fn running() -> MutexGuard<'static, Option<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
