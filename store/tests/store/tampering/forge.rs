//! The tools of somebody who owns the database and knows how the record is made, its key included.

use crate::sql;
use domain::ids::{ActionId, PersonId, Version};
use domain::ledger::{Content, Frontier, Hash, Leaf, RecordKey, RowIdentity, Salt, Seq, SignedCheckpoint, row_hash};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use uuid::Uuid;

/// Takes away what the database itself refuses.
pub async fn drop_guards(raw: &DatabaseConnection) {
    let drops = match raw.get_database_backend() {
        DbBackend::Sqlite => "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'",
        _ => "SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
    };
    for drop in sql::texts(raw, drops).await {
        raw.execute_unprepared(&drop).await.unwrap();
    }
}

/// The hash of a content before and after it was forged.
pub struct Hashes {
    pub before: Hash,
    pub after: Hash,
}

/// Changes the content of the milestone's version that an entry made, with the hash beside it and the column of its title.
pub async fn content(raw: &DatabaseConnection, since: Seq, edit: impl Fn(&str) -> String) -> Hashes {
    let select = format!(
        "SELECT v.id, v.version, v.title, c.hash, c.salt, c.body FROM milestone_versions v \
         JOIN milestone_contents c ON c.id = v.id AND c.since = v.since WHERE v.since = {since}"
    );
    let row = sql::rows(raw, &select).await.remove(0);
    let (hash, salt): (Vec<u8>, Vec<u8>) = (row.try_get("", "hash").unwrap(), row.try_get("", "salt").unwrap());
    let body = edit(&row.try_get::<String>("", "body").unwrap());
    let version = Version(u32::try_from(row.try_get::<i64>("", "version").unwrap()).unwrap());
    let identity =
        RowIdentity { kind: domain::Kind::Milestone.into(), id: row.try_get("", "id").unwrap(), version, since };
    let after = row_hash(&salt.try_into().unwrap(), &identity, &Content::stored(body.clone()));
    let update = Query::update()
        .table("milestone_contents")
        .value("body", body)
        .value("hash", after.as_bytes().to_vec())
        .and_where(Expr::col("since").eq(number(since)))
        .to_owned();
    raw.execute(&update).await.unwrap();
    let title = Query::update()
        .table("milestone_versions")
        .value("title", edit(&row.try_get::<String>("", "title").unwrap()))
        .and_where(Expr::col("since").eq(number(since)))
        .to_owned();
    raw.execute(&title).await.unwrap();
    Hashes { before: Hash::try_from(hash.as_slice()).unwrap(), after }
}

/// Puts a second person into the entry that made another, with a content and a hash that fit each other.
pub async fn person(raw: &DatabaseConnection, like: PersonId, since: Seq) {
    let (id, salt) = (Uuid::from_u128(0xd3), Salt::default());
    let select = format!("SELECT body FROM person_contents WHERE body LIKE '%{like}%'");
    let body =
        sql::texts(raw, &select).await.remove(0).replace(&like.to_string(), &id.to_string()).replace("lu.", "li.");
    let content = Content::stored(body.clone());
    let identity = RowIdentity { kind: domain::Kind::Person.into(), id, version: Version::FIRST, since };
    let hash = row_hash(&salt, &identity, &content).as_bytes().to_vec();
    let agency = crate::world::objects::LABOR.0;
    let tables: [(&str, Vec<(&str, Expr)>); 3] = [
        ("people", vec![("id", Expr::val(id)), ("born", Expr::val(number(since)))]),
        (
            "person_versions",
            vec![
                ("id", Expr::val(id)),
                ("since", Expr::val(number(since))),
                ("version", Expr::val(1_i64)),
                ("address", Expr::val("li.chen@agency.example")),
                ("role", Expr::val("liaison")),
                ("agency_id", Expr::val(agency)),
                ("disabled", Expr::val(0_i64)),
            ],
        ),
        (
            "person_contents",
            vec![
                ("id", Expr::val(id)),
                ("since", Expr::val(number(since))),
                ("schema_number", Expr::val(1_i64)),
                ("hash", Expr::val(hash)),
                ("salt", Expr::val(salt.to_vec())),
                ("body", Expr::val(body)),
            ],
        ),
    ];
    for (table, values) in tables {
        insert(raw, table, values).await;
    }
}

/// Puts a milestone's identity into the database, of which no version says anything.
pub async fn identity(raw: &DatabaseConnection, id: Uuid, born: Seq) {
    insert(raw, "milestones", vec![("id", Expr::val(id)), ("born", Expr::val(number(born)))]).await;
}

/// Puts a milestone in its first version into the database, without a content.
pub async fn milestone(raw: &DatabaseConnection, id: Uuid, action: ActionId, since: Seq) {
    identity(raw, id, since).await;
    let version = vec![
        ("id", Expr::val(id)),
        ("since", Expr::val(number(since))),
        ("version", Expr::val(1_i64)),
        ("action_id", Expr::val(action.0)),
        ("title", Expr::val("Curriculum")),
        ("original", Expr::val("2024-06-30")),
        ("due", Expr::val("2024-06-30")),
        ("moves", Expr::val("")),
        ("state", Expr::val("open")),
        ("verified", Expr::val(0_i64)),
    ];
    insert(raw, "milestone_versions", version).await;
}

/// Changes the text of an entry, with the hash of its leaf.
pub async fn entry(raw: &DatabaseConnection, seq: Seq, edit: impl Fn(&str) -> String) {
    let text = edit(&sql::texts(raw, &format!("SELECT entry FROM ledger WHERE seq = {seq}")).await.remove(0));
    let leaf = Leaf::read(text.as_bytes()).unwrap();
    let update = Query::update()
        .table("ledger")
        .value("entry", text)
        .value("leaf", leaf.hash().as_bytes().to_vec())
        .and_where(Expr::col("seq").eq(number(seq)))
        .to_owned();
    raw.execute(&update).await.unwrap();
}

/// Makes the head that the entries as they stand now would have, and signs it.
pub async fn head(raw: &DatabaseConnection, key: &RecordKey) {
    let mut frontier = Frontier::new();
    let mut recorded_at = 0;
    for text in sql::texts(raw, "SELECT entry FROM ledger ORDER BY seq").await {
        let leaf = Leaf::read(text.as_bytes()).unwrap();
        frontier.append(leaf.hash());
        recorded_at = leaf.entry().recorded_at.micros();
    }
    let update = Query::update()
        .table("head")
        .value("size", i64::try_from(frontier.size().0).unwrap())
        .value("recorded_at", recorded_at)
        .value("root", frontier.root().as_bytes().to_vec())
        .value("frontier", frontier.to_bytes())
        .to_owned();
    raw.execute(&update).await.unwrap();
    checkpoint(raw, &key.sign(frontier.size(), frontier.root())).await;
}

/// Puts a signed head into the database, whatever the entries are.
pub async fn checkpoint(raw: &DatabaseConnection, signed: &SignedCheckpoint) {
    raw.execute(&Query::update().table("head").value("checkpoint", signed.text()).to_owned()).await.unwrap();
}

async fn insert(raw: &DatabaseConnection, table: &'static str, values: Vec<(&'static str, Expr)>) {
    let (names, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let statement = Query::insert().into_table(table).columns(names).values_panic(values).to_owned();
    raw.execute(&statement).await.unwrap();
}

fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap()
}
