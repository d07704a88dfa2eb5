//! What a command is done to: something fresh, made past the forms, so that no case stands in the way of another.

mod period;

use crate::browser::Fields;
use crate::report_files;
use crate::rights::Object;
use crate::world::{Who, World, day, title};
use chrono::Utc;
use domain::action::{Amendment, Strength, Timeframe, Wording};
use domain::actor::Role;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::evidence::{Document, MediaType};
use domain::ids::{
    ActionId, AgencyId, AssignmentId, EvidenceId, LinkId, MilestoneId, NodeId, PersonId, PlanId, ReportId, SavedViewId,
    Version,
};
use domain::link::Relation;
use domain::person::Person;
use domain::plan::{Basis, Plan, PlanState};
use domain::saved_view::SavedView;
use domain::text::{Citation, Code, MailAddress, Narrative, WebLink};
use domain::update::{Confidence, ReportedStatus, Statement};
use period::period;
use std::collections::BTreeMap;
use store::{Change, NewAction, NewFile, NewNode, SessionName, StoreError};
use uuid::Uuid;

/// The kinds of thing that commands are done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An action whose lead was offered and accepted.
    Action,
    /// The lead of such an action.
    LeadingRole,
    /// A lead that nobody has answered.
    OfferedLead,
    /// A supporting role, offered to a component of the agency that leads.
    OfferedSupport,
    OpenMilestone,
    /// Completed by the agency's own liaison.
    CompletedMilestone,
    /// Submitted by the agency's own liaison.
    Report,
    /// The same, for the period that is due next.
    ReportInTime,
    /// Attached by the agency's own liaison.
    Document,
    /// The same with a file in place of a link.
    FiledDocument,
    /// Between an action and one that everybody sees.
    Link,
    /// A node that nothing stands under.
    EmptyNode,
    /// The account of a liaison of the agency.
    Account,
    /// The same, disabled.
    DisabledAccount,
    /// The account of an auditor who sits in the agency.
    OfficeAccount,
    /// A session of the agency's own liaison.
    Session,
    /// A one-time link that was not used.
    Invitation,
    /// A list that the agency's own liaison keeps under a name.
    SavedView,
    /// The reporting period that is due next.
    Period,
    /// One that is over and was not closed.
    PastPeriod,
}

/// A thing with everything that paths and fields name in braces.
#[derive(Clone, Debug)]
pub struct Target {
    names: BTreeMap<&'static str, String>,
}

impl Target {
    /// Makes a fresh thing. `what` is written into its titles.
    pub async fn make(world: &World, thing: Thing, object: Object, what: &str) -> Target {
        let place = Place::of(world, object).await;
        let new = Uuid::now_v7().simple().to_string();
        let (action, reference) = place.led_action(world, thing, what).await;
        let (id, version) = place.thing(world, thing, action, what).await;
        let token = match thing {
            Thing::Invitation => {
                world.store.invite(PersonId(id), Utc::now() + chrono::TimeDelta::hours(1)).await.unwrap().text()
            }
            _ => String::new(),
        };
        let session = match thing {
            Thing::Session => {
                let begun = world.store.begin_session(Some(place.liaison.person()), Utc::now()).await.unwrap();
                SessionName::of(&begun).to_string()
            }
            _ => String::new(),
        };
        let file = report_files::made_for_the_auditor(world).await;
        let of_thing = ["milestone", "assignment", "document", "report", "link", "person", "view"]
            .map(|name| (name, id.to_string()));
        let node = if thing == Thing::EmptyNode { id } else { place.node.0 };
        let (period, later) = period(world, thing).await;
        let names = [
            ("id", id.to_string()),
            ("version", version.to_string()),
            ("action_id", action.to_string()),
            ("period", period.to_string()),
            ("later", later.to_string()),
            ("days", (world.size().await % 300).to_string()),
            ("plan", place.plan_code.to_owned()),
            ("plan_id", place.plan.to_string()),
            ("level", place.level.to_owned()),
            ("node", node.to_string()),
            ("reference", reference.to_string()),
            ("new", new),
            ("agency", place.agency_code.to_owned()),
            ("agency_id", place.agency.to_string()),
            ("component", Party::Agency(place.component).to_string()),
            ("body", "GROUP".to_owned()),
            ("meeting", "MEETING-2024".to_owned()),
            ("indicator", "CALLS".to_owned()),
            ("kind", "progress".to_owned()),
            ("seq", (world.size().await - 1).to_string()),
            ("token", token),
            ("session", session),
            ("file", file.text()),
        ];
        Target { names: names.into_iter().chain(of_thing).collect() }
    }

    /// A path or a field with every name in braces replaced.
    pub fn fill(&self, pattern: &str) -> String {
        self.names.iter().fold(pattern.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The fields of a form, filled, with the page that holds it and the page that it leads to.
    pub fn fields(&self, page: &str, then: &str, fields: &[(&str, &str)]) -> Fields {
        let all = [("page", page), ("back", then)].into_iter().chain(fields.iter().copied());
        all.map(|(name, value)| (self.fill(name), self.fill(value))).collect()
    }
}

/// Where an object stands, and for whom.
struct Place {
    plan: PlanId,
    plan_code: &'static str,
    level: &'static str,
    node: NodeId,
    agency: AgencyId,
    agency_code: &'static str,
    component: AgencyId,
    liaison: Who,
}

impl Place {
    async fn of(world: &World, object: Object) -> Place {
        let (plan_code, node, level, liaison, component) = match object {
            Object::OfJustice => ("PLAN-2024", "2", "Pillar", Who::Justice, "OVC"),
            Object::OfHealth => ("PLAN-2024", "1", "Pillar", Who::Health, "OTIP"),
            Object::InDraft => ("QUICKSILVER-2025", "Q", "Quicksilver pillar", Who::Justice, "OVC"),
        };
        let view = world.view(Who::Secretariat).await;
        let plan = view.plan_by_code(plan_code).unwrap().id;
        let node = view.nodes_of(plan).into_iter().find(|candidate| candidate.reference.as_str() == node).unwrap().id;
        let agency_code = liaison.agency().unwrap();
        let agency = |code| view.agency_by_code(code).unwrap().id;
        let (agency, component) = (agency(agency_code), agency(component));
        Place { plan, plan_code, level, node, agency, agency_code, component, liaison }
    }

    /// A new action. Its lead is offered, and accepted on behalf of the agency unless the offer itself is the thing.
    async fn led_action(&self, world: &World, thing: Thing, what: &str) -> (ActionId, Code) {
        let reference = Code::parse(&format!("T-{}", Uuid::now_v7().simple())).unwrap();
        let new =
            NewAction { plan: self.plan, reference: reference.clone(), text: self.text(what), source: citation() };
        let id = world
            .does(Who::Secretariat, async |change| {
                let id = change.new_id();
                change.add_action(id, new).await?;
                if thing != Thing::OfferedLead {
                    let offer = offer(change, id, self.agency, CarrierRole::Lead).await?;
                    change.accept_role(offer, Version::FIRST).await?;
                }
                Ok(id)
            })
            .await;
        (id, reference)
    }

    fn text(&self, what: &str) -> Amendment {
        let ends = Some(day("2025-12-31"));
        let timeframe = Timeframe { stated: title("2025"), starts: None, ends, basis: Basis::Inferred };
        Amendment {
            node: self.node,
            node_basis: Basis::Stated,
            official_number: None,
            title: title(&format!("{what}: train the trainers")),
            promise: narrative(&format!("{what}: in every state.")),
            wording: Wording::Published,
            strength: Strength::Advance,
            timeframe,
            note: Some(narrative(&format!("{what}: a note."))),
        }
    }

    /// The id and the version of the thing itself, made where it does not stand yet.
    async fn thing(&self, world: &World, thing: Thing, action: ActionId, what: &str) -> (Uuid, Version) {
        match thing {
            Thing::Action | Thing::Session | Thing::Period | Thing::PastPeriod => (action.0, Version::FIRST),
            Thing::LeadingRole => {
                let lead = world.view(Who::Secretariat).await.assignments(action).await.unwrap().remove(0);
                (lead.value.id.0, lead.version)
            }
            Thing::OfferedLead => self.offered(world, action, self.agency, CarrierRole::Lead).await,
            Thing::OfferedSupport => self.offered(world, action, self.component, CarrierRole::Support).await,
            Thing::OpenMilestone => (self.milestone(world, action, what).await.0, Version::FIRST),
            Thing::CompletedMilestone => {
                let id = self.milestone(world, action, what).await;
                let on = day("2024-06-03");
                world
                    .does(self.liaison, async |change| change.complete_milestone(id, Version::FIRST, on, None).await)
                    .await;
                (id.0, Version::FIRST.next())
            }
            Thing::Report => (self.report(world, action, what, "FY2024-Q2").await.0, Version::FIRST),
            Thing::ReportInTime => (self.report(world, action, what, "FY2024-Q3").await.0, Version::FIRST),
            Thing::Document => (self.document(world, action, what).await.0, Version::FIRST),
            Thing::FiledDocument => (self.filed_document(world, action, what).await.0, Version::FIRST),
            Thing::Link => (self.link(world, action, what).await.0, Version::FIRST),
            Thing::EmptyNode => (self.empty_node(world, what).await.0, Version::FIRST),
            Thing::SavedView => (self.saved_view(world, what).await.0, Version::FIRST),
            Thing::Account | Thing::Invitation => (self.account(world, Role::Liaison).await.0, Version::FIRST),
            Thing::OfficeAccount => (self.account(world, Role::Auditor).await.0, Version::FIRST),
            Thing::DisabledAccount => {
                let id = self.account(world, Role::Liaison).await;
                world.does(Who::Administrator, async |change| change.disable_person(id, Version::FIRST).await).await;
                (id.0, Version::FIRST.next())
            }
        }
    }

    async fn offered(&self, world: &World, action: ActionId, to: AgencyId, role: CarrierRole) -> (Uuid, Version) {
        let id = world.does(Who::Secretariat, async |change| offer(change, action, to, role).await).await;
        (id.0, Version::FIRST)
    }

    async fn milestone(&self, world: &World, action: ActionId, what: &str) -> MilestoneId {
        let (name, due) = (title(&format!("{what}: sites chosen")), day("2024-09-30"));
        world
            .does(self.liaison, async |change| {
                let id = change.new_id();
                change.plan_milestone(id, action, name, due, None).await?;
                Ok(id)
            })
            .await
    }

    async fn report(&self, world: &World, action: ActionId, what: &str, quarter: &str) -> ReportId {
        let said = Statement {
            quarter: quarter.parse().unwrap(),
            status: ReportedStatus::Delayed,
            confidence: Confidence::AtRisk,
            narrative: narrative(&format!("{what}: two sites are late.")),
        };
        let draft = world.view(Who::Secretariat).await.plan(self.plan).unwrap().state == PlanState::Draft;
        // A draft takes no updates: one that has some was in force before.
        if draft {
            self.change_state(world, PlanState::InForce).await;
        }
        let id = world
            .does(self.liaison, async |change| {
                let id = change.new_id();
                change.report_progress(id, action, None, said).await?;
                Ok(id)
            })
            .await;
        if draft {
            self.change_state(world, PlanState::Draft).await;
        }
        id
    }

    async fn change_state(&self, world: &World, to: PlanState) {
        world
            .does(Who::Secretariat, async |change| {
                let plan = change.all::<Plan>().await?.into_iter().find(|plan| plan.id == self.plan).unwrap();
                let changed = plan.change_state(change.actor(), to)?;
                change.save(changed).await.map(drop)
            })
            .await;
    }

    async fn document(&self, world: &World, action: ActionId, what: &str) -> EvidenceId {
        let link = WebLink::parse(&format!("https://documents.example.gov/{}", what.replace(' ', "-"))).unwrap();
        let document = Document { title: title(&format!("{what}: a memo")), link, dated: day("2024-05-02") };
        world
            .does(self.liaison, async |change| {
                let id = change.new_id();
                change.attach_evidence(id, action, None, document).await?;
                Ok(id)
            })
            .await
    }

    async fn filed_document(&self, world: &World, action: ActionId, what: &str) -> EvidenceId {
        let file = NewFile {
            title: title(&format!("{what}: minutes")),
            dated: day("2024-05-02"),
            name: title("minutes.pdf"),
            media_type: MediaType::Pdf,
            content: format!("%PDF-1.7 {what}").into_bytes(),
        };
        world
            .does(self.liaison, async |change| {
                let id = change.new_id();
                change.attach_file(id, action, None, file).await?;
                Ok(id)
            })
            .await
    }

    async fn link(&self, world: &World, action: ActionId, what: &str) -> LinkId {
        let other = world.view(Who::Secretariat).await.facts_by_reference("PLAN-2024", "A-03").unwrap().id;
        let note = Some(narrative(&format!("{what}: the same beds.")));
        world
            .does(Who::Secretariat, async |change| {
                let id = change.new_id();
                change.link_actions(id, (action, other), Relation::SameAs, note).await?;
                Ok(id)
            })
            .await
    }

    async fn empty_node(&self, world: &World, what: &str) -> NodeId {
        let new = NewNode {
            plan: self.plan,
            parent: None,
            reference: Code::parse(&format!("N-{}", Uuid::now_v7().simple())).unwrap(),
            level: title(self.level),
            title: title(&format!("{what}: a pillar")),
            note: None,
            source: citation(),
        };
        world
            .does(Who::Secretariat, async |change| {
                let id = change.new_id();
                change.add_node(id, new).await?;
                Ok(id)
            })
            .await
    }

    async fn saved_view(&self, world: &World, what: &str) -> SavedViewId {
        let (id, owner) = (SavedViewId(Uuid::now_v7()), self.liaison.person());
        let (name, list, query) = (title(what), "/actions".to_owned(), "sort=slip".to_owned());
        let view = SavedView { id, owner, name, list, query, as_of: None, is_shared: false };
        let change = world.store.unrecorded_change(&world.actor(self.liaison).await).await.unwrap();
        change.keep_view(view).await.unwrap();
        change.commit().await.unwrap();
        id
    }

    async fn account(&self, world: &World, role: Role) -> PersonId {
        let address = MailAddress::parse(&format!("{}@agency.example.gov", Uuid::now_v7().simple())).unwrap();
        world
            .does(Who::Administrator, async |change| {
                let id = change.new_id();
                let name = title("Kit Moss");
                let person = Person { id, name, address, role, agency: Some(self.agency), disabled: false };
                change.add_person(person).await?;
                Ok(id)
            })
            .await
    }
}

async fn offer(
    change: &mut Change,
    action: ActionId,
    to: AgencyId,
    role: CarrierRole,
) -> Result<AssignmentId, StoreError> {
    let id = change.new_id();
    change.offer_role(Offer { id, action, party: Party::Agency(to), role }).await?;
    Ok(id)
}

fn narrative(text: &str) -> Narrative {
    Narrative::parse(text).unwrap()
}

fn citation() -> Citation {
    Citation::parse("The plan, page 8").unwrap()
}
