//! Plain SQL past the store, for what its doors do not show.

use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};

/// Runs a query as it stands.
pub async fn rows(connection: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(statement).await.unwrap()
}

/// The first column of each row, which holds numbers.
pub async fn numbers(connection: &DatabaseConnection, sql: &str) -> Vec<i64> {
    rows(connection, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// The first column of each row, which holds texts.
pub async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    rows(connection, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Identities, versions and contents of each kind. Written out, because a test must not ask the store for them.
pub const TABLES: [[&str; 3]; 15] = [
    ["agencies", "agency_versions", "agency_contents"],
    ["bodies", "body_versions", "body_contents"],
    ["people", "person_versions", "person_contents"],
    ["references_cited", "reference_versions", "reference_contents"],
    ["indicators", "indicator_versions", "indicator_contents"],
    ["meetings", "meeting_versions", "meeting_contents"],
    ["plans", "plan_versions", "plan_contents"],
    ["nodes", "node_versions", "node_contents"],
    ["actions", "action_versions", "action_contents"],
    ["assignments", "assignment_versions", "assignment_contents"],
    ["milestones", "milestone_versions", "milestone_contents"],
    ["reports", "report_versions", "report_contents"],
    ["evidence", "evidence_versions", "evidence_contents"],
    ["links", "link_versions", "link_contents"],
    ["periods", "period_versions", "period_contents"],
];
