//! Lists, dashboards, scorecards and dossiers are asked of a record, with no web server anywhere.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use domain::actor::Actor;
use domain::date::Zone;
use domain::event::Progress;
use domain::facts::ActionFacts;
use domain::ledger::{LogName, RecordKey};
use domain::progress::Measure;
use domain::reporting::ReportingTerms;
use domain::scorecard::Figure;
use migrations::Migrator;
use queries::dashboards::Scope;
use queries::dashboards::charts::{ChartScope, PlanChart};
use queries::dossiers::{ActionDossier, AgencyDossier, Before};
use queries::homes::{MyWork, Period};
use queries::lists::{ActionQuery, AgencyQuery, rows_of, table};
use queries::paths::Paths;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::Database;
use store::{AsOf, Clock, Store, StoreOptions, View};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The demonstration as its operator reads it. The folder goes when the test ends.
struct Record {
    store: Store,
    view: View,
    _folder: TempDir,
}

impl Record {
    async fn begin() -> Record {
        static PLAYED: OnceCell<Vec<u8>> = OnceCell::const_new();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record.db");
        std::fs::write(&file, PLAYED.get_or_init(play).await).unwrap();
        let clock = Clock::standing_at("2024-09-30T23:00:00Z".parse().unwrap());
        let store = open(&format!("sqlite://{}", file.display()), clock).await;
        let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
        Record { store, view, _folder: folder }
    }
}

async fn play() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("played.db");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let connection = Database::connect(&url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    let store = open(&url, Clock::standing_at(seeds::demo::begins())).await;
    assert!(store.open_record(Progress::Sample, ReportingTerms::default()).await.unwrap());
    seeds::demo::play(&store).await.unwrap();
    store.close().await.unwrap();
    std::fs::read(&file).unwrap()
}

async fn open(url: &str, clock: Clock) -> Store {
    let key = RecordKey::from_seed(LogName::parse("concord.example.gov/tests").unwrap(), &[7; 32]);
    Store::open(StoreOptions { url: url.to_owned(), zone: Zone::NEW_YORK, clock, key }).await.unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn every_figure_of_a_dashboard_counts_the_rows_of_its_list() {
    let record = Record::begin().await;
    let paths = Paths::default();
    let now = Scope::in_force(&record.view, &paths);
    for measure in [Measure::Tracked, Measure::Open, Measure::Completed, Measure::Silent, Measure::NoLead] {
        let asked = [&[("plan", "in-force")], rows_of(measure)].concat();
        let query = ActionQuery::read(&pairs(&asked)).unwrap();
        let rows = query.rows(&record.view).await.unwrap().actions;
        assert!(!rows.is_empty(), "{measure:?}");
        assert_eq!(rows.len(), now.count(measure), "{measure:?}");
        assert_eq!(table(&record.view, &query).await.unwrap().rows().len(), rows.len(), "{measure:?}, as a table");
    }
}

#[tokio::test]
async fn a_chart_is_counted_alone_and_is_called_by_its_name() {
    let record = Record::begin().await;
    let paths = Paths::default();
    let plan = record.view.plan_by_code("NAP-2021").unwrap();
    let of = ChartScope { plan: Some(plan), scope: Scope::of_plan(&record.view, &paths, plan), then: None };
    for chart in PlanChart::ALL {
        let sheet = chart.sheet(&of).unwrap().unwrap();
        assert_eq!((sheet.id, PlanChart::of_id(sheet.id)), (chart.id(), Some(chart)));
        assert!(!sheet.table.rows().is_empty() && !sheet.title.is_empty(), "{chart:?}");
    }
}

#[tokio::test]
async fn the_scorecard_of_an_agency_counts_the_actions_that_its_dossier_lists() {
    let record = Record::begin().await;
    let query = AgencyQuery::read(&pairs(&[("since", "2024-02-13")])).unwrap();
    let dossier = AgencyDossier::of(&record.view, "DOJ", &query).await.unwrap();
    let [with_components, _] = &dossier.cards;
    let led = dossier.leads.rows(&record.view).await.unwrap().actions;
    assert!(led.len() > 1, "Justice leads");
    assert_eq!(with_components.card.figure(Figure::Leads), led.len() as i64);
    assert!(matches!(with_components.before, Before::Was(_)), "compared with February");
    assert!(dossier.components.iter().all(|component| component.parents.contains(&dossier.agency.id)));
}

#[tokio::test]
async fn the_dossier_of_an_action_holds_all_that_its_facts_count() {
    let record = Record::begin().await;
    let has_all =
        |facts: &&ActionFacts| facts.milestones.len() > 1 && facts.evidence > 0 && facts.last_report.is_some();
    let facts = record.view.actions().find(has_all).unwrap();
    let plan = record.view.plan(facts.plan).unwrap().code.as_str();
    let dossier = ActionDossier::of(&record.view, plan, &facts.reference).await.unwrap();
    assert_eq!((dossier.plan.code.as_str(), dossier.action.id), (plan, facts.id));
    assert_eq!(dossier.milestones.len(), facts.milestones.len());
    let last = dossier.last_report().map(|seen| seen.value.submitted);
    assert_eq!(last, facts.last_report.map(|report| report.submitted));
    let counts = dossier.milestone_counts(record.view.position().day);
    assert_eq!(counts.all + counts.withdrawn, facts.milestones.len());
    let first = dossier.history.entries().last().unwrap();
    assert!(dossier.history.entries().iter().all(|entry| entry.seq() >= first.seq()), "the latest stand first");
}

#[tokio::test]
async fn a_liaison_and_the_secretariat_are_told_of_the_same_period() {
    let record = Record::begin().await;
    let agency = record.view.agency_by_code("DOJ").unwrap().id;
    let people = record.view.people().await.unwrap();
    let liaison = people.iter().find(|seen| seen.value.agency == Some(agency)).unwrap().value.id;
    let (actor, _) = record.store.actor(liaison).await.unwrap();
    let view = record.store.view(&actor, &AsOf::Now).await.unwrap();
    let work = MyWork::of(&view, Some(agency)).await.unwrap();
    assert_eq!(work.agency.map(|agency| agency.code.as_str()), Some("DOJ"));
    assert!(!work.due.is_empty() && work.due.is_sorted_by_key(|due| (due.by.is_none(), due.by)), "by date");

    let paths = Paths::default();
    let period = Period::of(&record.view, &paths);
    assert_eq!((work.period, work.closes), (period.quarter, period.closes));
    let missing: usize = period.by_agency.iter().map(|row| row.of.missing).sum();
    assert!(missing >= period.completeness.missing, "what a joint center leads counts under each parent");
}

/// What answers questions can be used where no page is drawn and nothing listens.
#[test]
fn neither_leptos_nor_axum_is_needed_for_an_answer() {
    let manifest = include_str!("../Cargo.toml");
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for other in ["leptos", "axum", "http", "hyper", "app", "server"] {
        assert!(!dependencies.lines().any(|line| line.starts_with(other)), "{other}");
    }
}
