//! The stage: loads each plan on the day on which it was issued, and plays the scenes in order through the store.

use super::cast::{PLAYERS, SECRETARIAT};
use super::chance::{id_bytes, pick};
use super::course::{Manner, Outline, course, manner_of};
use super::script::{By, Command, Scene};
use super::set_pieces::{BY_HAND, WITHDRAWN, scenes};
use super::{DemoError, END, at, begins, day};
use crate::load_real_plan;
use crate::real::REAL_FILES;
use domain::Date;
use domain::actor::Actor;
use domain::assignment::{Assignment, CarrierRole, Offer};
use domain::body::Party;
use domain::date::Instant;
use domain::evidence::Document;
use domain::ids::{ActionId, AssignmentId, MilestoneId, PersonId, ReportId};
use domain::milestone::Reschedule;
use domain::person::Person;
use domain::plan::PlanState;
use domain::text::{MailAddress, Narrative, Sentence, Title, WebLink};
use domain::update::Statement;
use std::collections::HashMap;
use store::{AsOf, Store, Versioned, View};
use uuid::{Builder, Uuid};

pub struct Stage<'a> {
    store: &'a Store,
    players: HashMap<&'static str, Actor>,
    actions: HashMap<String, ActionId>,
    milestones: HashMap<String, (MilestoneId, u32)>,
    last_reports: HashMap<ActionId, ReportId>,
    /// The liaison who acts for the lead of each action.
    leads: HashMap<ActionId, &'static str>,
}

/// The files that are loaded on the first morning; the others come on the day on which their plan was issued.
const LATER: &[(&str, Date)] = &[
    ("pitf-2022.json", day(2022, 1, 25)),
    ("doj-ns-2022.json", day(2022, 1, 31)),
    ("pitf-2023.json", day(2023, 2, 13)),
    ("pitf-2024.json", day(2024, 2, 13)),
];

/// The liaison of the set pieces.
const TIDY: &str = "justice";

impl<'a> Stage<'a> {
    pub async fn open(store: &'a Store) -> Result<Stage<'a>, DemoError> {
        store.clock().set(begins());
        for file in REAL_FILES.iter().filter(|file| LATER.iter().all(|(name, _)| *name != file.name)) {
            load_real_plan(store, &Actor::Operator, file).await?;
        }
        let mut stage = Stage {
            store,
            players: HashMap::new(),
            actions: HashMap::new(),
            milestones: HashMap::new(),
            last_reports: HashMap::new(),
            leads: HashMap::new(),
        };
        stage.engage().await?;
        Ok(stage)
    }

    /// Everything, in the order of the days.
    pub async fn play(mut self) -> Result<(), DemoError> {
        let mut waiting = scenes();
        waiting.extend(self.courses(&self.look().await?, begins_on()));
        for (name, issued) in LATER {
            let (before, after) = waiting.into_iter().partition(|scene: &Scene| scene.on < *issued);
            self.perform(before).await?;
            self.store.clock().set(at(*issued, 16 * 60));
            for file in REAL_FILES.iter().filter(|file| file.name == *name) {
                load_real_plan(self.store, &Actor::Operator, file).await?;
            }
            waiting = after;
            waiting.extend(self.courses(&self.look().await?, *issued));
        }
        self.perform(waiting).await
    }

    async fn engage(&mut self) -> Result<(), DemoError> {
        let view = self.look().await?;
        let mut ids = Vec::new();
        let mut change = self.store.change(&Actor::Operator).await?;
        for player in PLAYERS {
            let agency = view.agency_by_code(player.agency).ok().map(|agency| agency.id);
            let id: PersonId = id_at(begins(), player.name).into();
            let person = Person {
                id,
                name: Title::parse(player.shown)?,
                address: MailAddress::parse(&format!("{}@demo.concord.example", player.name))?,
                role: player.role,
                agency,
                disabled: false,
            };
            change.add_person(person).await?;
            ids.push((player.name, id));
        }
        change.commit().await?;
        for (name, id) in ids {
            let (actor, _) = self.store.actor(id).await?;
            self.players.insert(name, actor);
        }
        Ok(())
    }

    async fn look(&self) -> Result<View, DemoError> {
        Ok(self.store.view(&Actor::Operator, &AsOf::Now).await?)
    }

    /// The courses of the actions that were loaded since the last call.
    fn courses(&mut self, view: &View, loaded: Date) -> Vec<Scene> {
        let mut scenes = Vec::new();
        for facts in view.actions() {
            let Ok(plan) = view.plan(facts.plan) else { continue };
            let key = format!("{}/{}", plan.code, facts.reference);
            if self.actions.insert(key.clone(), facts.id).is_some() || plan.state != PlanState::InForce {
                continue;
            }
            let Some(speaker) = facts.lead.and_then(|lead| self.speaker_for(lead)) else { continue };
            self.leads.insert(facts.id, speaker);
            // What a source reports as done needs no made-up course.
            if BY_HAND.contains(&key.as_str()) || facts.last_report.is_some() {
                continue;
            }
            let until = facts.ends.or(plan.ends).unwrap_or(day(2025, 6, 30)).max(loaded + chrono::Days::new(60));
            let is_tidy = speaker == TIDY;
            let manner = if key == WITHDRAWN { Manner::NeverReports } else { manner_of(&key, is_tidy) };
            let outline = Outline {
                action: key,
                strength: facts.strength,
                recurs: facts.recurs,
                from: loaded,
                until,
                manner,
                is_tidy,
            };
            scenes.extend(course(&outline));
        }
        scenes
    }

    /// A liaison who acts for the party; if there are several, the liaison of the agency itself, so that components act
    /// for themselves where they can.
    fn speaker_for(&self, party: Party) -> Option<&'static str> {
        let speaks = |name: &&str| self.players.get(*name).is_some_and(|actor| actor.acts_for(party));
        let own =
            |name: &&str| self.players.get(*name).is_some_and(|actor| actor.agency().map(Party::Agency) == Some(party));
        let names = || PLAYERS.iter().map(|player| player.name);
        names().find(own).filter(|name| speaks(name)).or_else(|| names().find(speaks))
    }

    async fn perform(&mut self, mut scenes: Vec<Scene>) -> Result<(), DemoError> {
        scenes.retain(|scene| scene.on <= END);
        scenes.sort_by(|a, b| {
            (a.on, a.command.rank(), &a.action, &a.key).cmp(&(b.on, b.command.rank(), &b.action, &b.key))
        });
        for (place, scene) in scenes.iter().enumerate() {
            // Between 8:30 and 9:00, before the clock of the demonstration starts; no two commands at the same instant.
            let minutes = 510 + pick(&scene.action, "minute", 30) as i64;
            let now = at(scene.on, minutes) + chrono::TimeDelta::milliseconds(place as i64);
            self.store.clock().set(now.max(self.store.now()));
            self.act(scene).await.map_err(|cause| DemoError::Scene {
                on: scene.on,
                action: scene.action.clone(),
                command: format!("{:?}", scene.command),
                cause: Box::new(cause),
            })?;
        }
        Ok(())
    }

    async fn act(&mut self, scene: &Scene) -> Result<(), DemoError> {
        let action = *self.actions.get(&scene.action).ok_or_else(|| DemoError::Missing(scene.action.clone()))?;
        let player = match &scene.by {
            By::Player(name) => *name,
            By::Lead => self.leads.get(&action).copied().unwrap_or(SECRETARIAT),
        };
        let actor = self.players.get(player).ok_or_else(|| DemoError::Missing(player.to_owned()))?.clone();
        let now = self.store.now();
        let mut change = self.store.change(&actor).await?;
        match &scene.command {
            Command::Plan { title, due } => {
                let id = MilestoneId(id_at(now, &scene.key));
                change.plan_milestone(id, action, Title::parse(title)?, *due, None).await?;
                self.milestones.insert(scene.key.clone(), (id, 1));
            }
            Command::Move { to, reason, sentence } => {
                let (id, version) = self.milestone(&scene.key)?;
                let to = Reschedule { to: *to, reason: *reason, sentence: Sentence::parse(sentence)? };
                change.move_milestone(id, version, to).await?;
            }
            Command::Complete { on, has_evidence } => {
                let (id, version) = self.milestone(&scene.key)?;
                let evidence = if *has_evidence {
                    Some((id_at(now, &format!("{}/evidence", scene.key)).into(), document(&scene.key, *on)?))
                } else {
                    None
                };
                change.complete_milestone(id, version, *on, evidence).await?;
            }
            Command::VerifyCompletion => {
                let (id, version) = self.milestone(&scene.key)?;
                let how = Sentence::parse("I reviewed the document, and it confirms this.")?;
                change.verify_completion(id, version, how).await?;
            }
            Command::Report { quarter, status, confidence, narrative } => {
                let id = ReportId(id_at(now, &scene.key));
                let narrative = Narrative::parse(narrative)?;
                let said = Statement { quarter: *quarter, status: *status, confidence: *confidence, narrative };
                change.report_progress(id, action, self.last_reports.get(&action).copied(), said).await?;
                self.last_reports.insert(action, id);
            }
            Command::RequestLead { to } | Command::RequestSupport { to } => {
                let role = if matches!(scene.command, Command::RequestLead { .. }) {
                    CarrierRole::Lead
                } else {
                    CarrierRole::Support
                };
                let view = self.look().await?;
                let party = Party::Agency(view.agency_by_code(to)?.id);
                // An assumed supporter gets a request for that role, not a second role.
                match known(&view, action, party).await?.filter(|_| role == CarrierRole::Support) {
                    Some(seen) => change.ask_again(seen.value.id, seen.version).await?,
                    None => {
                        let id: AssignmentId = id_at(now, &format!("{}/{to}", scene.action)).into();
                        change.offer_role(Offer { id, action, party, role }).await?;
                    }
                }
            }
            Command::Request { whom } | Command::Accept { whom } | Command::Decline { whom, .. } => {
                let view = self.look().await?;
                let party = Party::Agency(view.agency_by_code(whom)?.id);
                let seen = pending_or_assumed(&view, action, party)
                    .await?
                    .ok_or_else(|| DemoError::Missing((*whom).to_owned()))?;
                match &scene.command {
                    Command::Decline { reason, .. } => {
                        change.decline_role(seen.value.id, seen.version, Sentence::parse(reason)?).await?;
                    }
                    Command::Accept { .. } => change.accept_role(seen.value.id, seen.version).await?,
                    _ => change.ask_again(seen.value.id, seen.version).await?,
                }
                if matches!(scene.command, Command::Accept { .. }) && seen.value.role == CarrierRole::Lead {
                    self.leads.insert(action, player);
                }
            }
            Command::Withdraw { reason } => {
                let view = self.look().await?;
                let seen = view.action(action).await?;
                change.withdraw_action(action, seen.version, Sentence::parse(reason)?).await?;
            }
        }
        Ok(change.commit().await?)
    }

    /// The milestone and the version that the next change replaces. Every command about a milestone makes one version.
    fn milestone(&mut self, key: &str) -> Result<(MilestoneId, domain::Version), DemoError> {
        let (id, version) = self.milestones.get_mut(key).ok_or_else(|| DemoError::Missing(key.to_owned()))?;
        let seen = domain::Version(*version);
        *version += 1;
        Ok((*id, seen))
    }
}

fn begins_on() -> Date {
    domain::date::Zone::NEW_YORK.day(begins())
}

/// An id that is always the same for the same command; later commands have greater ids.
fn id_at(now: Instant, key: &str) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &id_bytes(key)).into_uuid()
}

/// A sample document, at an address that is reserved for examples.
fn document(key: &str, on: Date) -> Result<Document, DemoError> {
    let name = key.replace('/', "-").to_lowercase();
    let link = WebLink::parse(&format!("https://documents.example.gov/{name}"))?;
    Ok(Document {
        title: Title::parse(&format!("Sample document, {}", domain::date::in_sentence(on)))?,
        link,
        dated: on,
    })
}

async fn known(view: &View, action: ActionId, party: Party) -> Result<Option<Versioned<Assignment>>, DemoError> {
    let all = view.assignments(action).await?;
    Ok(all.into_iter().find(|seen| seen.value.party == party && seen.value.role == CarrierRole::Support))
}

/// A pending request to the party, or else a role that it is only assumed to have.
async fn pending_or_assumed(
    view: &View,
    action: ActionId,
    party: Party,
) -> Result<Option<Versioned<Assignment>>, DemoError> {
    let all: Vec<Versioned<Assignment>> = view.assignments(action).await?;
    let of_party = || all.iter().filter(|seen| seen.value.party == party);
    let waiting = of_party().find(|seen| seen.value.is_unanswered());
    Ok(waiting.or_else(|| of_party().find(|seen| !seen.value.is_in_force())).cloned())
}
