//! Records as released versions left them, in `server/tests/released`; its README says how the next one is frozen.

use super::fill::give_key;
use crate::engine::{Engine, Seat};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The schemas that were released, by the name of their last migration.
pub fn released() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/released");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "No released schema is frozen");
    folders
}

/// A seat with a record that a released version left.
pub fn thaw(engine: Engine, release: &Path) -> Seat {
    let seat = Seat::empty(engine);
    give_key(&seat);
    let bytes = unpacked(&release.join(packed_name(engine)));
    match engine {
        Engine::Sqlite => fs::write(seat.place.path("concord.db"), bytes).unwrap(),
        Engine::Postgres => seat.execute(std::str::from_utf8(&bytes).unwrap()),
    }
    seat
}

/// Writes the database of a seat into a folder, for later versions to be tried with.
pub fn freeze(engine: Engine, seat: &Seat, into: &Path) {
    let bytes = match engine {
        Engine::Sqlite => fs::read(seat.place.path("concord.db")).unwrap(),
        Engine::Postgres => dump(&seat.url()),
    };
    fs::create_dir_all(into).unwrap();
    let mut packed = GzEncoder::new(File::create(into.join(packed_name(engine))).unwrap(), Compression::best());
    packed.write_all(&bytes).unwrap();
    packed.finish().unwrap();
}

/// Without the lines that only `psql` understands.
fn dump(url: &str) -> Vec<u8> {
    let dumped = Command::new("pg_dump").args(["--inserts", "--no-owner", "--no-privileges", url]).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    let text = String::from_utf8(dumped.stdout).unwrap();
    text.lines().filter(|line| !line.starts_with('\\')).fold(String::new(), |all, line| all + line + "\n").into_bytes()
}

fn packed_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite.db.gz",
        Engine::Postgres => "postgres.sql.gz",
    }
}

fn unpacked(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = File::open(file).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
    GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    bytes
}
