//! Where the filled databases lie: one file for each size, named by what it was filled with, kept between runs.

use crate::failure::Failure;
use crate::size::Size;
use domain::date::Zone;
use domain::ledger::{Hash, LogName, RecordKey};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use store::{Clock, Store, StoreOptions};

/// What decides the content of a filled file: the filler and the schema, as they were compiled in.
const FILLED_WITH: &[&str] = &[
    include_str!("filler.rs"),
    include_str!("filler/chance.rs"),
    include_str!("filler/course.rs"),
    include_str!("filler/task_force.rs"),
    include_str!("size.rs"),
    // A database of an earlier schema is not served.
    include_str!("../../migrations/src/lib.rs"),
    include_str!("../../migrations/src/m20261121_000001_record.rs"),
    include_str!("../../migrations/src/m20261121_000001_record/guards.rs"),
    include_str!("../../migrations/src/m20261121_000002_access.rs"),
    include_str!("../../store/src/tables/kinds.rs"),
];

const NAME: &str = "bench.concord.example/concord";
const SEED: [u8; 32] = *b"measurement, signed by anybody!!";

/// The folder of the databases.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    fingerprint: String,
}

impl Place {
    /// # Errors
    /// When the folder cannot be made, or the key not written into it.
    pub fn open(folder: &Path) -> Result<Place, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let parts: Vec<&[u8]> = FILLED_WITH.iter().map(|part| part.as_bytes()).collect();
        let fingerprint = Hash::of(&parts).to_string()[..12].to_owned();
        let place = Place { folder: folder.to_path_buf(), fingerprint };
        place.write_key()?;
        Ok(place)
    }

    /// The filled database of a size.
    pub fn filled(&self, size: Size) -> PathBuf {
        self.folder.join(format!("{size}-{}.db", self.fingerprint))
    }

    /// Where one is filled, before it is whole.
    pub fn filling(&self, size: Size) -> PathBuf {
        self.folder.join(format!("{size}.filling.db"))
    }

    /// The copy that is served, so that sessions and the access log do not grow in the one that is kept.
    pub fn served(&self) -> PathBuf {
        self.folder.join("served.db")
    }

    /// The file with the key of every database here.
    pub fn key_file(&self) -> PathBuf {
        self.folder.join("bench.key")
    }

    /// Forgets the head that a server kept beside the key: the next one serves another record with the same key.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn forget_kept_head(&self) -> Result<(), Failure> {
        let file = self.folder.join("bench.key.checkpoint");
        if file.exists() { fs::remove_file(&file).map_err(Failure::file(&file)) } else { Ok(()) }
    }

    /// Opens a database by its file.
    ///
    /// # Errors
    /// When the engine refuses.
    pub async fn store(&self, file: &Path, clock: Clock) -> Result<Store, Failure> {
        let options = StoreOptions { url: url_of(file), zone: Zone::NEW_YORK, clock, key: key()? };
        Ok(Store::open(options).await?)
    }

    /// The line that `concord` reads: `PRIVATE+KEY+` name, id, and base64 of a 1 and the secret bytes.
    fn write_key(&self) -> Result<(), Failure> {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let key = key()?;
        let secret = STANDARD.encode([&[1], SEED.as_slice()].concat());
        let file = self.key_file();
        let line = format!("PRIVATE+KEY+{}+{}+{secret}\n", key.name(), key.verifier().id());
        fs::write(&file, line).map_err(Failure::file(&file))?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).map_err(Failure::file(&file))
    }
}

/// An SQLite database as `concord` and the store are told of it.
pub fn url_of(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// A database with its logs: nothing of it stays.
pub fn remove_database(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        // What is not there needs no removing; what cannot be removed is found when it is written.
        fs::remove_file(PathBuf::from(name)).ok();
    }
}

fn key() -> Result<RecordKey, Failure> {
    Ok(RecordKey::from_seed(LogName::parse(NAME)?, &SEED))
}
