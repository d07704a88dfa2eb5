//! `cargo xtask serve`: the demonstration, built from the checkout.

use std::{env, fs, os::unix::process::CommandExt, process::Command};

use crate::{build, failure::Failure, workspace::Workspace};

/// Builds the site and the server, and becomes the server: it has our terminal, our signals and our exit status.
/// Without a database named by `--database-url` or CONCORD_DATABASE_URL the demonstration keeps its own.
///
/// # Errors
/// When something does not build, or the server cannot be started. It does not come back otherwise.
pub fn serve(workspace: &Workspace, arguments: &[String]) -> Result<(), Failure> {
    build::build_site(workspace)?;
    build::build_server(workspace)?;

    let program = workspace.server_binary();
    let mut server = Command::new(&program);
    server.args(["serve", "--demo"]);
    if !names_a_database(arguments) {
        server.arg("--database-url").arg(demonstration_database(workspace)?);
    }
    let cause = server.args(arguments).exec();
    Err(Failure::NotStarted { program: program.display().to_string(), cause })
}

fn names_a_database(arguments: &[String]) -> bool {
    let flag = "--database-url";
    let named = |argument: &String| argument == flag || argument.starts_with(&format!("{flag}="));
    arguments.iter().any(named) || env::var_os("CONCORD_DATABASE_URL").is_some()
}

/// The server makes the file and fills it; the folder is ours to make.
fn demonstration_database(workspace: &Workspace) -> Result<String, Failure> {
    let folder = workspace.target.join("demo");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    Ok(format!("sqlite://{}", folder.join("concord.db").display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_given_on_the_command_line_replaces_the_one_of_the_demonstration() {
        assert!(names_a_database(&["--database-url".into(), "sqlite://x.db".into()]));
        assert!(names_a_database(&["--database-url=postgres://localhost/concord".into()]));
    }
}
