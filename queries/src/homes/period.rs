//! For the secretariat: which updates are still due, which leads have not accepted, and what is only inferred.

use crate::dashboards::Scope;
use crate::dashboards::figures::Figure;
use crate::paths::{Paths, code_of};
use crate::top_level::{ByLead, TopLevel};
use crate::words;
use domain::Date;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::gaps::{Completeness, Inferred, LeadBasis, NextReport};
use domain::progress::Measure;
use store::View;

#[derive(Debug)]
pub struct Period<'a> {
    /// The actions of the active plans.
    pub now: Scope<'a>,
    /// The period that closes next, and the day on which it does.
    pub quarter: FiscalQuarter,
    pub closes: Date,
    pub completeness: Completeness,
    pub figures: Vec<Figure>,
    /// Every agency without a parent, and every group, with the updates that it owes: most missing first. What a joint
    /// center leads counts under each of its parents, as the list of each has it.
    pub by_agency: Vec<OwedBy>,
    /// How the open actions got their leads, without those that were accepted.
    pub leads: Vec<(LeadBasis, usize)>,
    /// Pending requests to lead, also of actions that have a lead.
    pub lead_requests: usize,
    /// How many actions include something inferred, by what was inferred and altogether.
    pub inferred: Vec<(Inferred, usize)>,
    pub inferred_any: usize,
}

/// One agency with everything below it, or one body.
#[derive(Clone, Debug)]
pub struct OwedBy {
    pub party: Party,
    /// How lists ask for it.
    pub code: String,
    pub name: String,
    pub of: Completeness,
}

impl<'a> Period<'a> {
    pub fn of(view: &'a View, paths: &'a Paths) -> Period<'a> {
        let now = Scope::in_force(view, paths);
        let judged = now.judged();
        let completeness = Completeness::of(now.facts(), judged);
        let quarter = judged.rule.next_due(judged.today);
        let open: Vec<&ActionFacts> = now.facts().filter(|facts| facts.status().is_open()).collect();
        let led_by = |basis: LeadBasis| open.iter().filter(|facts| LeadBasis::of(facts) == basis).count();
        let not_accepted = LeadBasis::ALL.into_iter().filter(|basis| *basis != LeadBasis::Accepted);
        let inferred = |of: Inferred| now.facts().filter(|facts| of.holds(facts)).count();
        let any = now.facts().filter(|facts| Inferred::ALL.into_iter().any(|of| of.holds(facts))).count();
        Period {
            quarter,
            closes: judged.rule.due(quarter),
            completeness,
            figures: figures(&now, completeness),
            by_agency: by_agency(&now),
            leads: not_accepted.map(|basis| (basis, led_by(basis))).collect(),
            lead_requests: open.iter().filter(|facts| facts.lead_offered_to.is_some()).count(),
            inferred: Inferred::ALL.into_iter().map(|of| (of, inferred(of))).collect(),
            inferred_any: any,
            now,
        }
    }

    /// How many open actions have no lead that was accepted here.
    pub fn not_accepted(&self) -> usize {
        self.leads.iter().map(|(_, number)| number).sum()
    }
}

fn figures(now: &Scope<'_>, all: Completeness) -> Vec<Figure> {
    let report = |report: NextReport| now.list("/actions", &[("report", &code_of(report))]);
    let figure = |name, number, rows| Figure { name, number, of: None, then: None, rows };
    vec![
        figure("Updates received", all.ready(), report(NextReport::In))
            .with(Some(format!("of {}", words::thousands(all.owed)))),
        figure("Updates not received", all.missing, report(NextReport::Missing)),
        Figure::of("Updates overdue", Measure::Silent, now, None),
        Figure::overdue(now, None),
        Figure::of("No lead", Measure::NoLead, now, None),
    ]
}

fn by_agency(now: &Scope<'_>) -> Vec<OwedBy> {
    let by_lead = ByLead::of(now);
    let row = |of: TopLevel| {
        let owed = Completeness::of(of.led(&by_lead).iter().map(|counted| counted.action), now.judged());
        OwedBy { party: of.party, code: of.code, name: of.name, of: owed }
    };
    let mut rows: Vec<OwedBy> = TopLevel::all(now.view).map(row).filter(|row| row.of.owed > 0).collect();
    rows.sort_by(|a, b| (b.of.missing, b.of.silent, &a.name).cmp(&(a.of.missing, a.of.silent, &b.name)));
    rows
}
