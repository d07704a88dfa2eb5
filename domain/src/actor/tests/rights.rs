//! Who may do what: every row of the table of rights, tried by everybody.
//!
//! Someone who is not signed in is no [`Actor`], so nothing can be asked for the public: it has no column here.

mod asking;
mod seeing;

use crate::DomainError;
use crate::action::{Action, Held};
use crate::actor::{Actor, Authority, Role};
use crate::assignment::{Assignment, AssignmentState, CarrierRole, Carriers, Offer};
use crate::body::Party;
use crate::changed::Changed;
use crate::evidence::Evidence;
use crate::ids::{AgencyId, AssignmentId, Kind, Version};
use crate::import::Import;
use crate::link::Link;
use crate::milestone::{Completion, Milestone, MilestoneState};
use crate::person::{Details, Person};
use crate::plan::{Node, Plan, PlanState};
use crate::sample::{
    ACTION, EDUCATION, EVIDENCE, HEALTH, INTERIOR, JUSTICE, LABOR, MILESTONE, REPORT, STATE, TASK_FORCE, TODAY,
    VICTIM_SERVICES, action, administrator, amendment, auditor, bounds, carrier, carriers, chair, claim, day, document,
    earlier_action, edit_reason, evidence, led_by, liaison_of, link, milestone, new_milestone, node, person, plan,
    report, reschedule, secretariat, sentence, source, statement, title,
};
use crate::update::{Report, Speaker};
use uuid::Uuid;

/// The columns of the table; liaisons have one for each part that their agency can have in the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Operator,
    Administrator,
    Secretariat,
    Chair,
    Auditor,
    LiaisonOfTheLead,
    LiaisonAboveTheLead,
    LiaisonOfASupporter,
    LiaisonOfTheAsked,
    LiaisonOfTheAssumed,
    LiaisonOfTheBodysChair,
    LiaisonElsewhere,
}

use Who::{
    Administrator, Auditor, Chair, LiaisonAboveTheLead, LiaisonElsewhere, LiaisonOfASupporter, LiaisonOfTheAsked,
    LiaisonOfTheAssumed, LiaisonOfTheBodysChair, LiaisonOfTheLead, Operator, Secretariat,
};

const EVERYBODY: [Who; 12] = [
    Operator,
    Administrator,
    Secretariat,
    Chair,
    Auditor,
    LiaisonOfTheLead,
    LiaisonAboveTheLead,
    LiaisonOfASupporter,
    LiaisonOfTheAsked,
    LiaisonOfTheAssumed,
    LiaisonOfTheBodysChair,
    LiaisonElsewhere,
];

impl Who {
    fn actor(self) -> Actor {
        match self {
            Operator => Actor::Operator,
            Administrator => administrator(),
            Secretariat => secretariat(),
            Chair => chair(),
            Auditor => auditor(),
            LiaisonOfTheLead => liaison_of(VICTIM_SERVICES),
            LiaisonAboveTheLead => liaison_of(JUSTICE),
            LiaisonOfASupporter => liaison_of(LABOR),
            LiaisonOfTheAsked => liaison_of(HEALTH),
            LiaisonOfTheAssumed => liaison_of(EDUCATION),
            LiaisonOfTheBodysChair => liaison_of(STATE),
            LiaisonElsewhere => liaison_of(INTERIOR),
        }
    }
}

/// A row of the table: who may, what all others are told, and what is done.
struct Row {
    by: &'static [Who],
    refusal: &'static str,
    rules: &'static [(&'static str, Rule)],
}

type Rule = fn(&Actor) -> Result<Word, DomainError>;

/// On whose word something was done.
#[derive(Debug)]
enum Word {
    /// By right of the role: for no agency.
    OfTheRole,
    OfACarrier(Option<Authority>),
}

fn by_role<T>(allowed: Result<Changed<T>, DomainError>) -> Result<Word, DomainError> {
    assert_eq!(allowed?.authority(), None);
    Ok(Word::OfTheRole)
}

fn for_a_carrier<T>(allowed: Result<Changed<T>, DomainError>) -> Result<Word, DomainError> {
    Ok(Word::OfACarrier(allowed?.authority()))
}

const KEEPS_ACCOUNTS: Row = Row {
    by: &[Operator, Administrator],
    refusal: "Only an administrator can manage accounts.",
    rules: &[
        ("add an auditor", |actor| by_role(Person::add(actor, person(Role::Auditor, None)))),
        ("add an administrator", |actor| by_role(Person::add(actor, person(Role::Administrator, None)))),
        ("disable an account", |actor| by_role(person(Role::Auditor, None).disable(actor, 1))),
        ("enable an account", |actor| by_role(disabled(Role::Auditor).enable(actor))),
        ("rename an account", |actor| renamed(Role::Auditor, actor)),
        ("make a link", |actor| person(Role::Auditor, None).may_link(actor).map(|()| Word::OfTheRole)),
    ],
};

const INVITES_LIAISONS: Row = Row {
    by: &[Operator, Administrator, Secretariat],
    refusal: "Only the secretariat and administrators can manage liaison accounts.",
    rules: &[
        ("invite a liaison", |actor| by_role(Person::add(actor, person(Role::Liaison, Some(LABOR))))),
        ("disable a liaison", |actor| by_role(person(Role::Liaison, Some(LABOR)).disable(actor, 0))),
        ("enable a liaison", |actor| by_role(disabled(Role::Liaison).enable(actor))),
        ("rename a liaison", |actor| renamed(Role::Liaison, actor)),
        ("make a link for a liaison", |actor| {
            person(Role::Liaison, Some(LABOR)).may_link(actor).map(|()| Word::OfTheRole)
        }),
    ],
};

const KEEPS_PLANS: Row = Row {
    by: &[Operator, Secretariat],
    refusal: "Only the secretariat can edit plans and actions.",
    rules: &[
        ("import a plan file", |actor| Import::begin(actor).map(|_| Word::OfTheRole)),
        ("add a plan", |actor| by_role(Plan::add(actor, plan()))),
        ("close a plan", |actor| by_role(plan().change_state(actor, PlanState::Closed))),
        ("add a node", |actor| by_role(Node::add(actor, node()))),
        ("amend a node", |actor| by_role(node().amend(actor, title("Protecting victims"), None))),
        ("withdraw a node", |actor| by_role(node().withdraw(actor, sentence("Merged."), 0, TODAY))),
        ("add an action", |actor| by_role(Action::add(actor, action()))),
        ("edit an action", |actor| by_role(action().amend(actor, amendment(), edit_reason(), TODAY))),
        ("move the end of an action", |actor| {
            by_role(action().move_end(actor, None, reschedule(day("2025-06-30")), bounds()))
        }),
        ("withdraw an action", |actor| by_role(action().withdraw(actor, sentence("Merged."), TODAY))),
        ("retract an action", |actor| {
            by_role(action().retract(actor, Held::default(), sentence("Added twice."), TODAY))
        }),
        ("link actions", |actor| by_role(Link::add(actor, (&action(), &earlier_action()), link(), &[]))),
        ("withdraw a link", |actor| by_role(link().withdraw(actor, sentence("Other work."), TODAY))),
        ("record whom a source names", |actor| by_role(Assignment::from_source(actor, stated_lead()))),
        ("quote a published report", |actor| by_role(Report::from_source(actor, quoted()))),
        ("take a role back", |actor| by_role(stated_lead().end(actor, sentence("Reassigned."), TODAY))),
    ],
};

/// The agency that leads offers its own lead when it hands over.
const OFFERS_LEADS: Row = Row {
    by: &[Secretariat, Chair, LiaisonOfTheLead, LiaisonAboveTheLead],
    refusal: "Only the secretariat, the chair, and the lead agency can request a new lead agency.",
    rules: &[("offer the lead", |actor| {
        by_role(Assignment::offer(actor, &carriers(), offer(CarrierRole::Lead), TODAY))
    })],
};

const OFFERS_SUPPORT: Row = Row {
    by: &[Secretariat, Chair, LiaisonOfTheLead, LiaisonAboveTheLead],
    refusal: "Only the secretariat, the chair, and the lead agency can request supporting agencies.",
    rules: &[
        ("offer a supporting role", |actor| {
            by_role(Assignment::offer(actor, &carriers(), offer(CarrierRole::Support), TODAY))
        }),
        ("ask whom somebody assumed", |actor| by_role(part_of(EDUCATION).ask(actor, &carriers(), TODAY))),
        ("withdraw a request", |actor| {
            by_role(part_of(HEALTH).withdraw_request(actor, &carriers(), sentence("Wrong agency."), TODAY))
        }),
    ],
};

const ANSWERS_OFFERS: Row = Row {
    by: &[Secretariat, LiaisonOfTheAsked],
    refusal: "Only the agency that received the request, or the secretariat on its behalf, can respond.",
    rules: &[
        ("accept", |actor| for_a_carrier(part_of(HEALTH).accept(actor, &carriers(), TODAY))),
        ("decline", |actor| for_a_carrier(part_of(HEALTH).decline(actor, sentence("No staff."), TODAY))),
    ],
};

const HANDS_BACK: Row = Row {
    by: &[Secretariat, LiaisonOfASupporter],
    refusal: "Only the agency that accepted this role, or the secretariat on its behalf, can hand it back.",
    rules: &[("hand a supporting role back", |actor| {
        let accepted = AssignmentState::Accepted { on: TODAY };
        let support = carrier(CarrierRole::Support, Party::Agency(LABOR), accepted);
        for_a_carrier(support.hand_back(actor, sentence("No staff."), TODAY))
    })],
};

const REPORTS_PROGRESS: Row = Row {
    by: &[Secretariat, LiaisonOfTheLead, LiaisonAboveTheLead],
    refusal: "Only the lead agency, or the secretariat on its behalf, can do this.",
    rules: &[
        ("plan a milestone", |actor| {
            for_a_carrier(Milestone::plan(actor, &action(), &carriers(), (MILESTONE, new_milestone(TODAY)), bounds()))
        }),
        ("move a milestone", |actor| {
            for_a_carrier(milestone(TODAY).reschedule(actor, &carriers(), reschedule(day("2024-07-01")), bounds()))
        }),
        ("forecast a milestone", |actor| {
            for_a_carrier(milestone(TODAY).forecast(actor, &carriers(), Some(day("2024-07-01")), bounds()))
        }),
        ("complete a milestone", |actor| {
            for_a_carrier(milestone(TODAY).complete(actor, &carriers(), claim(TODAY), TODAY))
        }),
        ("reopen a milestone", |actor| {
            for_a_carrier(claimed().reopen(actor, &carriers(), sentence("By mistake."), TODAY))
        }),
        ("withdraw a milestone", |actor| {
            for_a_carrier(milestone(TODAY).withdraw(actor, &carriers(), sentence("Merged."), TODAY))
        }),
        ("report progress", |actor| for_a_carrier(submit(actor, &carriers()))),
    ],
};

const RETRACTS_UPDATES: Row = Row {
    by: &[Secretariat, LiaisonOfTheLead, LiaisonAboveTheLead],
    refusal: "Only the secretariat, and the agency that made this update while it leads the action, can retract it.",
    rules: &[("retract an update", |actor| {
        for_a_carrier(report(Speaker::Agency(own())).retract(actor, &carriers(), sentence("By mistake."), TODAY))
    })],
};

const RETRACTS_QUOTED_UPDATES: Row = Row {
    by: &[Secretariat],
    refusal: RETRACTS_UPDATES.refusal,
    rules: &[("retract a quoted update", |actor| {
        by_role(quoted().retract(actor, &carriers(), sentence("Another document."), TODAY))
    })],
};

const REPORTS_FOR_A_BODY: Row = Row {
    by: &[Secretariat, LiaisonOfTheBodysChair],
    refusal: REPORTS_PROGRESS.refusal,
    rules: &[("report on what a body leads", |actor| for_a_carrier(submit(actor, &led_by(Party::Body(TASK_FORCE)))))],
};

const ATTACHES_EVIDENCE: Row = Row {
    by: &[Secretariat, LiaisonOfTheLead, LiaisonAboveTheLead, LiaisonOfASupporter],
    refusal: "Only the lead and supporting agencies, or the secretariat on their behalf, can attach evidence.",
    rules: &[("attach evidence", |actor| {
        for_a_carrier(Evidence::attach(actor, &carriers(), (EVIDENCE, ACTION, None), document(), TODAY))
    })],
};

const WITHDRAWS_EVIDENCE: Row = Row {
    by: &[Secretariat, LiaisonOfTheLead, LiaisonAboveTheLead],
    refusal: "Only the agency that attached this document, the lead agency, and the secretariat can withdraw it.",
    rules: &[("withdraw evidence of the lead", |actor| {
        for_a_carrier(evidence(own()).withdraw(actor, &carriers(), None, sentence("Wrong file."), TODAY))
    })],
};

const ERASES: Row = Row {
    by: &[Operator],
    refusal: "Only the operator of the server can erase contents.",
    rules: &[("erase a content", |actor| {
        let ground = crate::text::Code::parse("5-USC-552a").unwrap_or_else(|_| unreachable!("it is a code"));
        by_role(Changed::content_erased(actor, (Kind::Report, REPORT.0), &[Version::FIRST], &ground))
    })],
};

const VERIFIES: Row = Row {
    by: &[Secretariat],
    refusal: "Only the secretariat can verify updates, milestones, and evidence.",
    rules: &[
        ("verify a completion", |actor| by_role(claimed().verify(actor, &carriers(), sentence("Seen."), TODAY))),
        ("verify a report", |actor| by_role(report(Speaker::Agency(own())).verify(actor, sentence("Seen."), TODAY))),
        ("verify evidence", |actor| by_role(evidence(own()).verify(actor, sentence("Seen."), TODAY))),
    ],
};

const TABLE: [Row; 15] = [
    KEEPS_ACCOUNTS,
    INVITES_LIAISONS,
    KEEPS_PLANS,
    OFFERS_LEADS,
    OFFERS_SUPPORT,
    ANSWERS_OFFERS,
    HANDS_BACK,
    REPORTS_PROGRESS,
    RETRACTS_UPDATES,
    RETRACTS_QUOTED_UPDATES,
    REPORTS_FOR_A_BODY,
    ATTACHES_EVIDENCE,
    WITHDRAWS_EVIDENCE,
    ERASES,
    VERIFIES,
];

fn disabled(role: Role) -> Person {
    Person { disabled: true, ..person(role, Some(LABOR)) }
}

fn renamed(role: Role, actor: &Actor) -> Result<Word, DomainError> {
    let Person { address, agency, .. } = person(role, Some(LABOR));
    let to = Details { name: title("Kit Vale"), address, role, agency };
    person(role, Some(LABOR)).change(actor, to, 1).map(|_| Word::OfTheRole)
}

fn own() -> Authority {
    Authority::Own(Party::Agency(VICTIM_SERVICES))
}

fn stated_lead() -> Assignment {
    carrier(CarrierRole::Lead, Party::Agency(VICTIM_SERVICES), AssignmentState::Stated)
}

fn quoted() -> Report {
    report(Speaker::Source(source()))
}

/// The lead, or a supporting role, for an agency that has no part in the action.
fn offer(role: CarrierRole) -> Offer {
    Offer { id: AssignmentId(Uuid::nil()), action: ACTION, party: Party::Agency(INTERIOR), role }
}

fn part_of(agency: AgencyId) -> Assignment {
    let mut others = carriers().others.into_iter();
    others.find(|other| other.party == Party::Agency(agency)).expect("the sample has it among the supporters")
}

fn claimed() -> Milestone {
    let completion = Completion { on: TODAY, claimed_by: own(), verified: None };
    Milestone { state: MilestoneState::Completed(completion), ..milestone(TODAY) }
}

fn submit(actor: &Actor, carriers: &Carriers) -> Result<Changed<Report>, DomainError> {
    Report::submit(actor, (&action(), PlanState::InForce), carriers, None, (REPORT, statement()), TODAY)
}

#[test]
fn everybody_may_do_what_the_table_says_and_is_told_why_not_for_the_rest() {
    for row in TABLE {
        for (what, rule) in row.rules {
            for who in EVERYBODY {
                match rule(&who.actor()) {
                    Ok(word) => {
                        assert!(row.by.contains(&who), "{who:?} could {what}");
                        check_word(who, &word);
                    }
                    Err(refusal) => {
                        assert!(!row.by.contains(&who), "{who:?} could not {what}: {refusal}");
                        assert_eq!(refusal.to_string(), row.refusal, "{who:?}: {what}");
                    }
                }
            }
        }
    }
}

/// What the secretariat does for an agency is marked for good; what a liaison does is its agency's own word.
fn check_word(who: Who, word: &Word) {
    match word {
        Word::OfTheRole => {}
        Word::OfACarrier(Some(Authority::OnBehalfOf(_))) => assert_eq!(who, Secretariat),
        Word::OfACarrier(Some(Authority::Own(party))) => assert!(who.actor().acts_for(*party), "{who:?} for {party}"),
        Word::OfACarrier(None) => unreachable!("{who:?} spoke for a carrier, and nobody can tell on whose word"),
    }
}
