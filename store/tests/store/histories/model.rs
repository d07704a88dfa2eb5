//! A record that is nothing but maps: it asks the same rules, and keeps the state after each entry.

mod judging;

use super::command::{Command, link_note, milestone_title, reason};
use super::state::State;
use crate::world::objects as o;
use crate::world::{CHANGED_MEANWHILE, NOT_FOUND, Said};
use domain::action::{Action, ActionKind, Held};
use domain::actor::{Actor, Permission};
use domain::assignment::{Assignment, Carriers};
use domain::evidence::{Completed, Document, Evidence};
use domain::ids::{ActionId, AssignmentId, EvidenceId, MilestoneId, NodeId, PlanId, ReportId, Version};
use domain::link::Link;
use domain::milestone::{Claim, DueBounds, Milestone, NewMilestone};
use domain::plan::{Basis, Node, Plan, PlanState};
use domain::update::Report;
use domain::{Date, Object};
use judging::{found, free, judged, one, values};
use std::collections::BTreeMap;
use store::{NewAction, NewNode};

#[derive(Debug)]
pub struct Model {
    pub now: State,
    /// The day on which each milestone entered the record.
    recorded: BTreeMap<MilestoneId, Date>,
    /// The documents that were attached to each milestone since it was last reopened.
    attached: BTreeMap<MilestoneId, Vec<EvidenceId>>,
    /// The state after each entry, from entry 0.
    pub past: Vec<State>,
    /// What each entry says, from the first after the world was loaded.
    pub said: Vec<Said>,
}

/// The entries that a command makes, each with its objects; or the words of the refusal.
type Decided = Result<Vec<(Vec<Object>, Said)>, String>;

impl Model {
    /// As the world begins: entry 0 opens the record, entry 1 loads it, entries 2 to 8 add people.
    pub fn of_the_world() -> Model {
        let mut now = State::default();
        o::plans().into_iter().for_each(|plan| now.put(plan.into()));
        o::nodes().into_iter().for_each(|node| now.put(node.into()));
        o::actions().into_iter().for_each(|action| now.put(action.into()));
        o::assignments().into_iter().for_each(|assignment| now.put(assignment.into()));
        let past = [vec![State::default()], vec![now.clone(); 8]].concat();
        Model { now, recorded: BTreeMap::new(), attached: BTreeMap::new(), past, said: Vec::new() }
    }

    /// Does what a command asks for, or nothing of it.
    pub fn does(&mut self, actor: &Actor, command: Command, today: Date) -> Result<(), String> {
        let Model { now, recorded, attached, .. } = self;
        for (objects, said) in (Decision { state: now, recorded, attached, actor, today }).of(command)? {
            for object in objects {
                self.note(&object, today);
                self.now.put(object);
            }
            self.past.push(self.now.clone());
            self.said.push(said);
        }
        Ok(())
    }

    /// What later commands are judged by beside the state.
    fn note(&mut self, object: &Object, today: Date) {
        match object {
            Object::Milestone(milestone) => {
                self.recorded.entry(milestone.id).or_insert(today);
                let before = self.now.milestones.get(&milestone.id).map_or(0, |(_, before)| before.reopenings.len());
                if before < milestone.reopenings.len() {
                    self.attached.remove(&milestone.id);
                }
            }
            Object::Evidence(document) if !self.now.evidence.contains_key(&document.id) => {
                if let Some(milestone) = document.milestone {
                    self.attached.entry(milestone).or_default().push(document.id);
                }
            }
            _ => {}
        }
    }
}

/// Whether an actor sees what stands in a plan: in a draft only who may read drafts, and who was asked to carry a part.
pub fn sees<'a>(actor: &Actor, state: PlanState, mut assignments: impl Iterator<Item = &'a Assignment>) -> bool {
    let is_asked = |it: &Assignment| (it.is_in_force() || it.is_unanswered()) && actor.acts_for(it.party);
    state != PlanState::Draft || actor.may(Permission::ReadDrafts) || assignments.any(is_asked)
}

struct Decision<'a> {
    state: &'a State,
    recorded: &'a BTreeMap<MilestoneId, Date>,
    attached: &'a BTreeMap<MilestoneId, Vec<EvidenceId>>,
    actor: &'a Actor,
    today: Date,
}

impl Decision<'_> {
    fn of(&self, command: Command) -> Decided {
        use Command as C;
        let Decision { state, recorded, attached, actor, today } = *self;
        match command {
            C::AddAction(id, new) => self.add_action(id, new),
            C::AmendAction(id, seen, to) => {
                let action = self.action(id)?;
                let node = self.standing_node(to.0.node, action.1.plan).map(drop);
                let of_it = |of: &ActionId| *of == id;
                let reports = values(&state.reports).filter(|it| of_it(&it.action));
                let milestones = values(&state.milestones).filter(|it| of_it(&it.action));
                let held = Held::of(reports, milestones);
                let decided = judged(action, seen, |action| {
                    one(action.amend_within(actor, to.0, to.1, (held, self.bounds(action))))
                })?;
                node.map(|()| decided)
            }
            C::MoveAction(id, seen, to) => judged(self.action(id)?, seen, |action| {
                let last = self.last_report(action.id).map(|report| report.status);
                one(action.move_end(actor, last, to, self.bounds(action)))
            }),
            C::WithdrawAction(id, seen) => {
                judged(self.action(id)?, seen, |it| one(it.withdraw(actor, reason(), today)))
            }
            C::RetractAction(id, seen) => {
                let reports = values(&state.reports).filter(|it| it.action == id);
                let held = Held::of(reports, values(&state.milestones).filter(|it| it.action == id));
                judged(self.action(id)?, seen, |it| one(it.retract(actor, held, reason(), today)))
            }
            C::OfferRole(offer) => {
                self.action(offer.action)?;
                one(Assignment::offer(actor, &self.carriers(offer.action), offer, today))
            }
            C::AskAgain(id, seen) => self.assignment(id, seen, |it, carriers| one(it.ask(actor, carriers, today))),
            C::AcceptRole(id, seen) => self.assignment(id, seen, |it, carriers| one(it.accept(actor, carriers, today))),
            C::DeclineRole(id, seen) => self.assignment(id, seen, |it, _| one(it.decline(actor, reason(), today))),
            C::WithdrawRequest(id, seen) => {
                self.assignment(id, seen, |it, carriers| one(it.withdraw_request(actor, carriers, reason(), today)))
            }
            C::HandBackRole(id, seen) => self.assignment(id, seen, |it, _| one(it.hand_back(actor, reason(), today))),
            C::EndRole(id, seen) => self.assignment(id, seen, |it, _| one(it.end(actor, reason(), today))),
            C::PlanMilestone(id, action, due) => {
                let (_, action) = self.action(action)?;
                let new = NewMilestone { title: milestone_title(), due, reason: Some(reason()) };
                one(Milestone::plan(actor, action, &self.carriers(action.id), (id, new), self.bounds(action)))
            }
            C::MoveMilestone(id, seen, to) => {
                let bounds = |it: &Milestone| self.bounds(&state.actions[&it.action].1);
                self.milestone(id, seen, |it, all| one(it.reschedule(actor, all, to, bounds(it))))
            }
            C::ForecastMilestone(id, seen, expected) => {
                let bounds = |it: &Milestone| self.bounds(&state.actions[&it.action].1);
                self.milestone(id, seen, |it, carriers| one(it.forecast(actor, carriers, expected, bounds(it))))
            }
            C::CompleteMilestone(id, seen, on, proof) => self.milestone(id, seen, |it, carriers| {
                let attached = attached.get(&id).into_iter().flatten().map(|document| &state.evidence[document].1);
                let attached = attached.filter(|document| document.withdrawn.is_none());
                let dates = attached.map(|it| it.dated).chain(proof.as_ref().map(|(_, document)| document.dated));
                let document = dates.into_iter().find(|dated| *dated == on);
                let plan_starts = self.bounds(&state.actions[&it.action].1).plan_starts;
                let claim = Claim { on, plan_starts, recorded: recorded[&id], document };
                let mut entries = one(it.complete(actor, carriers, claim, today))?;
                if let Some((evidence, document)) = proof {
                    entries.extend(self.attach(evidence, it.action, Some(id), document)?);
                }
                Ok(entries)
            }),
            C::ReopenMilestone(id, seen) => {
                self.milestone(id, seen, |it, carriers| one(it.reopen(actor, carriers, reason(), today)))
            }
            C::WithdrawMilestone(id, seen) => {
                self.milestone(id, seen, |it, carriers| one(it.withdraw(actor, carriers, reason(), today)))
            }
            C::VerifyCompletion(id, seen) => {
                self.milestone(id, seen, |it, carriers| one(it.verify(actor, carriers, reason(), today)))
            }
            C::ReportProgress(id, action, after, said) => {
                let (_, action) = self.action(action)?;
                let last = self.last_report(action.id);
                let (carriers, plan) = (self.carriers(action.id), state.plans[&action.plan].1.state);
                let decided = one(Report::submit(actor, (action, plan), &carriers, last, (id, said), today))?;
                if last.map(|report| report.id) == after { Ok(decided) } else { Err(CHANGED_MEANWHILE.to_owned()) }
            }
            C::VerifyReport(id, seen) => {
                let found = found(&state.reports, id)?;
                self.action(found.1.action)?;
                judged(found, seen, |it| one(it.verify(actor, reason(), today)))
            }
            C::RetractReport(id, seen) => {
                let found = found(&state.reports, id)?;
                self.action(found.1.action)?;
                let carriers = self.carriers(found.1.action);
                judged(found, seen, |it| one(it.retract(actor, &carriers, reason(), today)))
            }
            C::AttachEvidence(id, action, milestone, document) => {
                self.action(action)?;
                self.attach(id, action, milestone, document)
            }
            C::WithdrawEvidence(id, seen) => {
                let found = found(&state.evidence, id)?;
                self.action(found.1.action)?;
                let milestone = found.1.milestone.and_then(|milestone| state.milestones.get(&milestone));
                let stands = |other: &&Evidence| other.milestone == found.1.milestone && other.withdrawn.is_none();
                let documents = values(&state.evidence).filter(stands).count() as u32;
                let completed = milestone.and_then(|(_, milestone)| milestone.completion()).map(|completion| {
                    Completed { on: completion.on, is_verified: completion.verified.is_some(), documents }
                });
                let carriers = self.carriers(found.1.action);
                judged(found, seen, |it| one(it.withdraw(actor, &carriers, completed, reason(), today)))
            }
            C::VerifyEvidence(id, seen) => {
                let found = found(&state.evidence, id)?;
                self.action(found.1.action)?;
                judged(found, seen, |it| one(it.verify(actor, reason(), today)))
            }
            C::LinkActions(id, (from, to), relation) => {
                let (from, to) = (self.action(from)?.1.clone(), self.action(to)?.1.clone());
                let existing: Vec<Link> = state.links.values().map(|(_, link)| link.clone()).collect();
                let (basis, note) = (Basis::Inferred, link_note());
                let link = Link { id, from: from.id, to: to.id, relation, basis, note, withdrawn: None };
                one(Link::add(actor, (&from, &to), link, &existing))
            }
            C::WithdrawLink(id, seen) => {
                let found = found(&state.links, id)?;
                self.action(found.1.from)?;
                self.action(found.1.to)?;
                judged(found, seen, |it| one(it.withdraw(actor, reason(), today)))
            }
            C::AddNode(id, new) => self.add_node(id, new),
            C::AmendNode(id, seen, name, note) => judged(self.node(id)?, seen, |it| one(it.amend(actor, name, note))),
            C::WithdrawNode(id, seen) => {
                let under =
                    |action: &&Action| action.node == id && action.withdrawn.is_none() && action.retracted.is_none();
                let below = |node: &&Node| node.parent == Some(id) && node.withdrawn.is_none();
                let occupied =
                    values(&state.actions).filter(under).count() + values(&state.nodes).filter(below).count();
                judged(self.node(id)?, seen, |it| one(it.withdraw(actor, reason(), occupied as u32, today)))
            }
            C::ChangePlanState(id, seen, to) => judged(self.plan(id)?, seen, |it| one(it.change_state(actor, to))),
        }
    }

    fn bounds(&self, action: &Action) -> DueBounds {
        let plan = &self.state.plans[&action.plan].1;
        DueBounds { plan_starts: plan.starts, plan_ends: plan.ends, today: self.today }
    }

    fn add_action(&self, id: ActionId, new: NewAction) -> Decided {
        self.plan(new.plan)?;
        self.standing_node(new.text.node, new.plan)?;
        let NewAction { plan, reference, text, source } = new;
        let like = o::action(id, (plan, text.node), reference.as_str(), text.title.as_str());
        let action = Action {
            node_basis: text.node_basis,
            official_number: text.official_number,
            promise: text.promise,
            wording: text.wording,
            kind: ActionKind::Action,
            strength: text.strength,
            strength_basis: Basis::Inferred,
            timeframe: text.timeframe,
            source_states_lead: false,
            matches_published: false,
            note: text.note,
            source,
            ..like
        };
        let bounds = self.bounds(&action);
        let decided = one(Action::add_within(self.actor, action, bounds))?;
        let mut standing = values(&self.state.actions).filter(|other| other.retracted.is_none());
        let is_taken = standing.any(|other| other.plan == plan && other.reference == reference);
        free(is_taken, reference).map(|()| decided)
    }

    fn add_node(&self, id: NodeId, new: NewNode) -> Decided {
        self.plan(new.plan)?;
        if let Some(parent) = new.parent {
            self.standing_node(parent, new.plan)?;
        }
        let of_plan: Vec<&Node> = values(&self.state.nodes).filter(|node| node.plan == new.plan).collect();
        let siblings = of_plan.iter().filter(|node| node.parent == new.parent);
        let position = siblings.map(|node| node.position + 1).max().unwrap_or(0);
        let reference_basis = crate::words::narrative("given by the secretariat");
        let NewNode { plan, parent, reference, level, title, note, source } = new;
        let like = o::node(id, plan, reference.as_str(), position);
        let node = Node { parent, reference_basis, level, title, note, source, ..like };
        let decided = one(Node::add(self.actor, node))?;
        free(of_plan.iter().any(|other| other.reference == reference), reference).map(|()| decided)
    }

    fn attach(&self, id: EvidenceId, action: ActionId, milestone: Option<MilestoneId>, document: Document) -> Decided {
        if let Some(milestone) = milestone
            && found(&self.state.milestones, milestone)?.1.action != action
        {
            return Err(NOT_FOUND.to_owned());
        }
        let about = (id, action, milestone);
        one(Evidence::attach(self.actor, &self.carriers(action), about, document, self.today))
    }

    fn action(&self, id: ActionId) -> Result<&(Version, Action), String> {
        let found = found(&self.state.actions, id)?;
        let plan = &self.state.plans[&found.1.plan].1;
        if sees(self.actor, plan.state, self.assignments(id)) { Ok(found) } else { Err(NOT_FOUND.to_owned()) }
    }

    fn plan(&self, id: PlanId) -> Result<&(Version, Plan), String> {
        let found = found(&self.state.plans, id)?;
        let of_plan = values(&self.state.assignments).filter(|it| self.state.actions[&it.action].1.plan == id);
        if sees(self.actor, found.1.state, of_plan) { Ok(found) } else { Err(NOT_FOUND.to_owned()) }
    }

    fn node(&self, id: NodeId) -> Result<&(Version, Node), String> {
        let found = found(&self.state.nodes, id)?;
        self.plan(found.1.plan).map(|_| found)
    }

    fn standing_node(&self, id: NodeId, plan: PlanId) -> Result<(), String> {
        let (_, node) = found(&self.state.nodes, id)?;
        if node.plan == plan && node.withdrawn.is_none() { Ok(()) } else { Err(NOT_FOUND.to_owned()) }
    }

    fn assignment(
        &self,
        id: AssignmentId,
        seen: Version,
        rule: impl FnOnce(&Assignment, &Carriers) -> Decided,
    ) -> Decided {
        let found = found(&self.state.assignments, id)?;
        self.action(found.1.action)?;
        judged(found, seen, |it| rule(it, &self.carriers(found.1.action)))
    }

    fn milestone(
        &self,
        id: MilestoneId,
        seen: Version,
        rule: impl FnOnce(&Milestone, &Carriers) -> Decided,
    ) -> Decided {
        let found = found(&self.state.milestones, id)?;
        self.action(found.1.action)?;
        judged(found, seen, |it| rule(it, &self.carriers(found.1.action)))
    }

    fn assignments(&self, action: ActionId) -> impl Iterator<Item = &Assignment> {
        values(&self.state.assignments).filter(move |assignment| assignment.action == action)
    }

    fn carriers(&self, action: ActionId) -> Carriers {
        let (_, of) = &self.state.actions[&action];
        Carriers::of_action(of, self.assignments(action).cloned())
    }

    fn last_report(&self, action: ActionId) -> Option<&Report> {
        let of_action = values(&self.state.reports).filter(|report| report.action == action && report.stands());
        of_action.max_by_key(|report: &&Report| -> (Date, ReportId) { (report.submitted, report.id) })
    }
}
