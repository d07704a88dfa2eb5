//! What the database itself refuses, whoever is connected to it.

use crate::engine::{Engine, Place};
use crate::sql::{self, TABLES};
use crate::words::{citation, code, day, narrative, sentence, title, web_link};
use crate::world::World;
use crate::world::objects::{HOTLINE, TRAINING};
use domain::actor::Actor;
use domain::evidence::Document;
use domain::ids::{EvidenceId, IndicatorId, LinkId, MilestoneId, ReferenceId, ReportId, Version};
use domain::import::Import;
use domain::indicator::{Indicator, IndicatorForm, IndicatorKind};
use domain::link::Relation;
use domain::reference::{Reference, ReferenceContent};
use domain::update::{Confidence, ReportedStatus, Statement};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use uuid::Uuid;

on_both_engines!(
    the_ledger_takes_the_next_entry_and_no_other,
    an_identity_never_changes,
    a_version_is_only_closed_and_only_once,
    nothing_counted_changes_while_a_version_is_closed,
    a_content_is_written_once,
    no_row_takes_the_place_of_another,
    the_head_stays,
);

const NOTHING_LEAVES: &str = "Nothing leaves the record.";
const APPEND_ONLY: &str = "The ledger is append-only.";

async fn the_ledger_takes_the_next_entry_and_no_other(place: &Place) {
    let guarded = Guarded::begin(place).await;
    for (sql, words) in [
        ("UPDATE ledger SET entry = 'x'", APPEND_ONLY),
        ("UPDATE ledger SET seq = seq + 100", APPEND_ONLY),
        ("UPDATE ledger SET recorded_at = 0 WHERE seq = 0", APPEND_ONLY),
        ("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)", APPEND_ONLY),
        ("DELETE FROM ledger", APPEND_ONLY),
        (
            "INSERT INTO ledger SELECT seq + 100, recorded_at, event, agency_id, subject_id, entry, leaf \
             FROM ledger WHERE seq = 0",
            "An entry follows the last one.",
        ),
        (
            "INSERT INTO ledger SELECT -1, recorded_at, event, agency_id, subject_id, entry, leaf \
             FROM ledger WHERE seq = 0",
            "An entry follows the last one.",
        ),
    ] {
        guarded.refuses(sql, words).await;
    }
    match place.engine() {
        Engine::Sqlite => {
            guarded
                .refuses("INSERT OR REPLACE INTO ledger SELECT * FROM ledger", "An entry follows the last one.")
                .await;
            guarded
                .refuses("REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 3", "An entry follows the last one.")
                .await;
        }
        Engine::Postgres => {
            guarded.refuses("TRUNCATE ledger", APPEND_ONLY).await;
            let overwrite = "INSERT INTO ledger SELECT * FROM ledger ON CONFLICT (seq) DO UPDATE SET entry = 'x'";
            guarded.refuses(overwrite, "An entry follows the last one.").await;
        }
    }
    guarded.is_whole().await;
}

async fn an_identity_never_changes(place: &Place) {
    let guarded = Guarded::begin(place).await;
    for [identities, ..] in TABLES {
        guarded.refuses(&format!("UPDATE {identities} SET born = 0"), "An identity never changes.").await;
        guarded.refuses_to_lose_rows(identities).await;
    }
    guarded.is_whole().await;
}

async fn a_version_is_only_closed_and_only_once(place: &Place) {
    let guarded = Guarded::begin(place).await;
    let words = "A version is only closed, once.";
    for [_, versions, _] in TABLES {
        for change in ["since = since + 100", "version = 9", "until = NULL", "version = version"] {
            guarded.refuses(&format!("UPDATE {versions} SET {change}"), words).await;
        }
        guarded.refuses_to_lose_rows(versions).await;
    }
    guarded.refuses("UPDATE milestone_versions SET until = 900 WHERE until IS NOT NULL", words).await;
    guarded.refuses("UPDATE milestone_versions SET until = NULL WHERE until IS NOT NULL", words).await;
    guarded.is_whole().await;
}

/// Closing sets `until` alone: whatever else is set with it, to another value or to none, is refused.
async fn nothing_counted_changes_while_a_version_is_closed(place: &Place) {
    let guarded = Guarded::begin(place).await;
    for [_, versions, _] in TABLES {
        for change in guarded.changes_of_each_column(versions).await {
            let sql = format!("UPDATE {versions} SET until = since + 900, {change} WHERE until IS NULL");
            guarded.refuses(&sql, "A version is only closed, once.").await;
        }
    }
    guarded.is_whole().await;
}

async fn a_content_is_written_once(place: &Place) {
    let guarded = Guarded::begin(place).await;
    let words = "A content is written once.";
    for [_, _, contents] in TABLES {
        for change in [
            "body = '{}'",
            "salt = hash",
            "hash = salt",
            "schema_number = schema_number",
            "body = NULL",
            "body = NULL, salt = NULL",
            "body = NULL, salt = NULL, erased_by = 3",
        ] {
            guarded.refuses(&format!("UPDATE {contents} SET {change}"), words).await;
        }
        guarded.refuses_to_lose_rows(contents).await;
    }
    guarded.is_whole().await;
}

/// SQLite calls no trigger of UPDATE or DELETE for a row that `INSERT OR REPLACE` takes away.
async fn no_row_takes_the_place_of_another(place: &Place) {
    let guarded = Guarded::begin(place).await;
    for [identities, versions, contents] in TABLES {
        for (table, key, on_conflict) in [
            (identities, "id", "An identity never changes."),
            (versions, "id, since", "A version is only closed, once."),
            (contents, "id, since", "A content is written once."),
        ] {
            let (sql, words) = match place.engine() {
                Engine::Sqlite => (format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"), NOTHING_LEAVES),
                Engine::Postgres => (
                    format!(
                        "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET id = excluded.id"
                    ),
                    on_conflict,
                ),
            };
            guarded.refuses(&sql, words).await;
        }
    }
    if place.engine() == Engine::Sqlite {
        // An open version of the same object, and one of another object with the same code.
        for row in ["id, 900, NULL, 2, code || 'X'", "x'00000000000000000000000000000001', 900, NULL, 1, code"] {
            let replace = format!(
                "INSERT OR REPLACE INTO agency_versions (id, since, until, version, code) \
                 SELECT {row} FROM agency_versions"
            );
            guarded.refuses(&replace, NOTHING_LEAVES).await;
        }
    }
    guarded.is_whole().await;
}

async fn the_head_stays(place: &Place) {
    let guarded = Guarded::begin(place).await;
    guarded.refuses("DELETE FROM head", "The head stays.").await;
    if place.engine() == Engine::Postgres {
        guarded.refuses("TRUNCATE head", "The head stays.").await;
    }
    guarded.is_whole().await;
}

/// A record with an object of every kind, and somebody who is connected past the store.
struct Guarded {
    world: World,
    engine: Engine,
    raw: DatabaseConnection,
}

impl Guarded {
    async fn begin(place: &Place) -> Guarded {
        let world = World::begin(place).await;
        one_of_every_kind(&world).await;
        let raw = place.owner().await;
        for [identities, ..] in TABLES {
            let some = sql::numbers(&raw, &format!("SELECT count(*) FROM {identities}")).await;
            assert!(some[0] > 0, "a guard of {identities} would have nothing to guard");
        }
        Guarded { world, engine: place.engine(), raw }
    }

    async fn refuses(&self, sql: &str, words: &str) {
        let refused = self.raw.execute_unprepared(sql).await.expect_err(sql).to_string();
        assert!(refused.contains(words), "{sql}: {refused}");
    }

    /// A change of each column of a table but `until`, to another value where there is one and to a value where there is
    /// none.
    async fn changes_of_each_column(&self, table: &str) -> Vec<String> {
        let columns = match self.engine {
            Engine::Sqlite => format!("SELECT name || ' ' || lower(type) FROM pragma_table_info('{table}')"),
            Engine::Postgres => format!(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name = '{table}'"
            ),
        };
        let columns = sql::texts(&self.raw, &columns).await;
        assert!(columns.len() > 4, "{columns:?}");
        let change = |column: &str| {
            let (name, of) = column.split_once(' ')?;
            let value = match of {
                "bigint" | "integer" => format!("coalesce({name}, 0) + 1"),
                "text" => format!("coalesce({name}, '') || 'x'"),
                "uuid" => "'00000000-0000-0000-0000-0000000000ff'".to_owned(),
                "blob" => "x'000000000000000000000000000000ff'".to_owned(),
                other => panic!("{name} is of the type {other}"),
            };
            (name != "until").then(|| format!("{name} = {value}"))
        };
        columns.iter().filter_map(|column| change(column)).collect()
    }

    async fn refuses_to_lose_rows(&self, table: &str) {
        self.refuses(&format!("DELETE FROM {table}"), NOTHING_LEAVES).await;
        if self.engine == Engine::Postgres {
            self.refuses(&format!("TRUNCATE {table} CASCADE"), NOTHING_LEAVES).await;
        }
    }

    /// Nothing of all that was done.
    async fn is_whole(&self) {
        self.world.store.verify(Some(&self.world.checkpoint().await)).await.unwrap();
    }
}

async fn one_of_every_kind(world: &World) {
    let id = Uuid::from_u128;
    let (step, first) = (MilestoneId(id(0xc1)), Version::FIRST);
    let proof =
        Document { title: title("Guide"), link: web_link("https://agency.example/g"), dated: day("2024-02-01") };
    let said = Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("Two of three courses were held."),
    };
    let reason = sentence("Not needed.");
    world
        .change(&world.justice, async |change| {
            change.plan_milestone(step, TRAINING, title("Curriculum"), day("2024-06-30"), None).await?;
            change.withdraw_milestone(step, first, reason).await?;
            change.attach_evidence(EvidenceId(id(0xc2)), TRAINING, None, proof).await?;
            change.report_progress(ReportId(id(0xc3)), TRAINING, None, said).await
        })
        .await
        .unwrap();
    let link = LinkId(id(0xc4));
    world
        .change(&world.secretariat, async |c| {
            c.link_actions(link, (TRAINING, HOTLINE), Relation::Continues, None).await?;
            // A second version, so that there is one that is closed.
            let quarter = "FY2024-Q2".parse().unwrap();
            c.instruct_period(quarter, Some(narrative("Name your sources."))).await?;
            c.instruct_period(quarter, None).await
        })
        .await
        .unwrap();
    let mut import = Import::begin(&Actor::Operator).unwrap();
    import.take_reference_data(indicator().into(), true).unwrap();
    import.take_reference_data(calendar_row().into(), true).unwrap();
    let finished = import.finish(&Actor::Operator, "7".repeat(64));
    world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
}

fn indicator() -> Indicator {
    Indicator {
        id: IndicatorId(Uuid::from_u128(0xc5)),
        code: code("IND-1"),
        name: title("Officers trained"),
        unit: title("officers"),
        kind: IndicatorKind::Output,
        form: IndicatorForm::Series,
        owner: None,
        note: None,
        points: vec![],
        source: citation("Statistics"),
    }
}

fn calendar_row() -> Reference {
    let content =
        ReferenceContent::Calendar { position: 0, when: title("January"), what: narrative("Reports are due.") };
    Reference { id: ReferenceId(Uuid::from_u128(0xc6)), code: code("CAL-1"), source: citation("Calendar"), content }
}
