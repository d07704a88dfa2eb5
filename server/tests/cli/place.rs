//! A folder with a database in it, and the program run there.

use sea_orm_migration::sea_orm::{ConnectionTrait, Database, QueryResult, Statement};
use std::fs::{OpenOptions, Permissions};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The user that owns nothing.
const NOBODY: u32 = 65534;

/// The size of a page in the file of a database.
const PAGE: u64 = 4096;

/// A folder that goes away with the test.
pub struct Place {
    folder: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn empty() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    /// With a record that was begun, and one plan in it. Made once, and copied.
    pub fn with_a_plan() -> Place {
        static MADE: OnceLock<Place> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let place = Place::empty();
            place.run(&["migrate"]).succeeded();
            std::fs::write(place.path("housing.json"), PLAN).unwrap();
            place.run(&["import", "housing.json"]).succeeded();
            place
        });
        let copy = Place::empty();
        for name in ["concord.db", "concord.db.key", "concord.db.key.checkpoint", "housing.json"] {
            std::fs::copy(made.path(name), copy.path(name)).unwrap();
        }
        copy
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program here, with no setting from outside.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// The same with settings in the environment.
    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let output = self.command(arguments).envs(environment.iter().copied()).output().unwrap();
        Ran::of(&output)
    }

    /// Runs the program as a user who may read everything here and write nothing. The administrator of the machine may write
    /// whatever the permissions say, and so becomes another user for it.
    pub fn run_where_nothing_can_be_written(&self, arguments: &[&str]) -> Ran {
        let folder = self.path("");
        let is_administrator = folder.metadata().unwrap().uid() == 0;
        let others = is_administrator.then_some(NOBODY);
        let modes = |file: u32, at: u32| {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                std::fs::set_permissions(&path, Permissions::from_mode(file)).unwrap();
                std::os::unix::fs::chown(&path, others, None).unwrap();
            }
            std::fs::set_permissions(&folder, Permissions::from_mode(at)).unwrap();
        };
        modes(0o400, 0o555);
        let program = reachable_program();
        let mut command = Command::new(program.path().join("concord"));
        command.args(arguments).current_dir(&folder).env_clear().stdin(Stdio::null());
        command.env("CONCORD_LOG", "error");
        if let Some(user) = others {
            command.uid(user);
        }
        let ran = Ran::of(&command.output().unwrap());
        modes(0o600, 0o755);
        ran
    }

    /// Runs the program as a user to whom the database does not belong. Whoever is not the administrator takes the rights
    /// away from himself instead.
    pub fn run_where_the_database_belongs_to_another(&self, arguments: &[&str]) -> Ran {
        let is_administrator = self.path("").metadata().unwrap().uid() == 0;
        let file = self.path("concord.db");
        std::fs::set_permissions(self.path(""), Permissions::from_mode(0o755)).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(if is_administrator { 0o600 } else { 0 })).unwrap();
        let program = reachable_program();
        let mut command = Command::new(program.path().join("concord"));
        command.args(arguments).current_dir(self.path("")).env_clear().stdin(Stdio::null());
        command.env("CONCORD_LOG", "error");
        if is_administrator {
            command.uid(NOBODY);
        }
        let ran = Ran::of(&command.output().unwrap());
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        ran
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        command.env("CONCORD_LOG", "error");
        command
    }

    /// What a query of texts finds in the database.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let file = self.path("concord.db");
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let database = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
            let query = Statement::from_string(database.get_database_backend(), sql);
            let rows = database.query_all_raw(query).await.unwrap();
            let texts =
                |row: &QueryResult| row.column_names().iter().map(|name| row.try_get("", name).unwrap()).collect();
            let found = rows.iter().map(texts).collect();
            database.close().await.unwrap();
            found
        })
    }

    /// Runs one statement past the program.
    pub fn execute(&self, sql: &str) {
        let file = self.path("concord.db");
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let database = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
            database.execute_unprepared(sql).await.unwrap();
            database.close().await.unwrap();
        });
    }

    /// Writes over the first page of a table, as a disk does that fails.
    pub fn damage(&self, table: &str) {
        let page: u64 = match table {
            "sqlite_schema" => 1,
            _ => {
                let root = format!("SELECT CAST(rootpage AS TEXT) AS page FROM sqlite_master WHERE name = '{table}'");
                self.rows(&root)[0][0].parse().unwrap()
            }
        };
        let mut file = OpenOptions::new().write(true).open(self.path("concord.db")).unwrap();
        // Behind the header of the file, which says that it is a database.
        file.seek(SeekFrom::Start((page - 1) * PAGE + if page == 1 { 100 } else { 0 })).unwrap();
        file.write_all(&[0xEE; 200]).unwrap();
    }

    /// What somebody does who has the file of the database and its password: no trigger stands in the way.
    pub fn tamper(&self, sql: &str) {
        let file = self.path("concord.db");
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let database = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
            let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
            let triggers = Statement::from_string(database.get_database_backend(), triggers);
            for row in database.query_all_raw(triggers).await.unwrap() {
                let name: String = row.try_get("", "name").unwrap();
                database.execute_unprepared(&format!("DROP TRIGGER {name}")).await.unwrap();
            }
            let changed = database.execute_unprepared(sql).await.unwrap().rows_affected();
            assert!(changed > 0, "Nothing was tampered with by: {sql}");
            database.close().await.unwrap();
        });
    }
}

impl Ran {
    pub fn of(output: &Output) -> Ran {
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// What was said, of a run that did what was asked.
    #[track_caller]
    pub fn succeeded(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// Why it was not done, of a run that ended with that status.
    #[track_caller]
    pub fn refused(self, status: i32) -> String {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        self.err
    }
}

/// The program where another user reaches it too.
fn reachable_program() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (Path::new(env!("CARGO_BIN_EXE_concord")), folder.path().join("concord"));
    if std::fs::hard_link(from, &to).is_err() {
        std::fs::copy(from, &to).unwrap();
    }
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    folder
}

/// A file that the repository publishes.
pub fn published(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).display().to_string()
}

/// A small plan: two actions, one of which a spreadsheet would run.
pub const PLAN: &str = r#"{
  "concord": "plan-file",
  "format": 1,
  "about": { "title": "Housing plan", "made": "2026-11-21" },
  "agencies": [
    { "code": "HUD", "name": "Department of Housing", "short_name": "Housing", "kind": "department", "source": "The plan" }
  ],
  "plans": [
    {
      "code": "HOUSING-2027", "title": "Plan for safe housing", "short_title": "Housing 2027", "state": "in-force",
      "issued": "2026-12-01", "starts": "2027-01-01", "ends": "2029-12-31", "period": "three years",
      "span_basis": "stated", "levels": [["Goal"], ["Action"]], "published_actions": 12, "source": "The plan",
      "nodes": [
        { "reference": "1", "reference_basis": "stated", "level": "Goal", "position": 0, "title": "More places", "source": "The plan" }
      ],
      "actions": [
        {
          "reference": "1.1", "node": "1", "node_basis": "stated", "title": "Open ten shelters", "promise": "Open ten shelters.",
          "wording": "published", "strength": "deliver", "strength_basis": "stated",
          "timeframe": { "stated": "by the end of 2028", "ends": "2028-12-31", "basis": "stated" },
          "lead": { "party": "HUD", "basis": "stated" }, "source_states_lead": true, "matches_published": true, "source": "The plan"
        },
        {
          "reference": "1.2", "node": "1", "node_basis": "inferred", "title": "=SUM(A1:A9)", "promise": "Count the places.",
          "wording": "paraphrased", "strength": "explore", "strength_basis": "inferred",
          "timeframe": { "stated": "not stated", "basis": "unknown" },
          "source_states_lead": false, "matches_published": false, "source": "The plan"
        }
      ]
    }
  ]
}"#;
