//! Files that are served as they are: marks, icon, robots.txt.

use super::site::{Site, files_below};
use crate::{failure::Failure, workspace::Workspace};

/// Copies the folder `public` into the site.
///
/// # Errors
/// When a file cannot be read or written.
pub fn copy(workspace: &Workspace, site: &mut Site) -> Result<(), Failure> {
    let folder = workspace.root.join("public");
    for path in files_below(&folder)? {
        site.copy(&path, &folder.join(&path))?;
    }
    Ok(())
}
